"""Pages of sources and imports: what the public may know, and that nothing is written before it was shown."""

from __future__ import annotations

import gzip
import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tessera.network.models import AuditEvent
from tessera.network.models.audience import OPERATOR
from tessera.recommendations.models import ColumnMap, ImportRun, Recommendation
from tessera.recommendations.selectors.finding import recommendations_find
from tessera.web.sources import imports
from tests.cast import MembershipFactory
from tests.recommendations.making import annotation, export, imported, upr_rows

from .signing import client_of
from .weight import LIMIT, linked_bytes

pytestmark = pytest.mark.django_db
PAGE = "/sources/import/"
TABLE = """No,State,Committee,Recommendation,Ministry
1,Nepal,CERD,Publish figures on school attendance by ethnic group and by sex,Education
2,Nepal,CERD,Train the police and prosecutors on how to record hate crimes,Justice
3,Nepaal,CERD,Consult the communities concerned before land is used,Land
"""


@pytest.fixture(autouse=True)
def _own_home(settings, tmp_path):
    settings.TESSERA_HOME = tmp_path


@pytest.fixture
def secretary():
    return client_of(MembershipFactory(role="secretariat").person)


def upload(client, text: str = TABLE, name: str = "list.csv", source: str = "auto"):
    return client.post(PAGE, {"file": SimpleUploadedFile(name, text.encode()), "source": source})


def form_of(answer, **changed: str) -> dict[str, str]:
    """What the form of a preview would send, with what a person changed in it."""
    page = text_of(answer)
    sent = dict(re.findall(r'<input type="hidden" name="(kept|file_name|source|shown)" value="([^"]*)"', page))
    for name, options in re.findall(r'<select name="([^"]+)".*?>(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        sent[name] = chosen[1] if chosen else ""
    return {**sent, "act": "import", **changed}


def weight_of(answer) -> int:
    return len(gzip.compress(answer.content)) + sum(linked_bytes(text_of(answer)).values())


def text_of(answer) -> str:
    return answer.content.decode()


def test_everybody_sees_the_sources_and_what_public_ones_gave(client, tmp_path):
    imported(export(tmp_path, [annotation(5), annotation(6)]))
    page = text_of(client.get("/sources/"))
    assert "Universal Human Rights Index" in page
    assert "export.json" in page
    assert "/sources/imports/" not in page, "a run's page is for the Network"


def test_the_public_is_not_told_of_what_was_imported_for_the_network(client, secretary):
    secretary.post(PAGE, form_of(upload(secretary, name="internal-list.csv")))
    assert Recommendation.objects.filter(audience="network").count() == 3
    page = text_of(client.get("/sources/"))
    assert "internal-list" not in page
    assert "hold 0 records" in page
    assert "internal-list" in text_of(secretary.get("/sources/"))
    assert "hold 3 records" in text_of(secretary.get("/sources/"))


def test_a_source_that_comes_as_many_files_does_not_fill_the_list_of_imports(client, tmp_path):
    for number in range(5):
        imported(export(tmp_path, [annotation(number)], f"part-{number}.json"))
    imported(upr_rows(tmp_path, [{"To": "Nepal", "From": "Chile", "Text": "Teach"}], "upr.csv"), "upr-info")
    page = client.get("/sources/").content.decode()
    assert [f"part-{number}.json" in page for number in range(5)] == [False, False, True, True, True]
    assert "upr.csv" in page


def test_a_preview_shows_the_columns_and_writes_nothing(secretary):
    shown = upload(secretary)
    page = text_of(shown)
    assert shown.status_code == 200
    assert "Anyone’s table" in page
    assert "Nepaal" in page, "the first remarks are shown"
    assert "Columns that were not taken: “Ministry”" in page
    assert form_of(shown)["column_3"] == "text"
    assert not Recommendation.objects.exists()
    assert not ImportRun.objects.exists()
    assert not ColumnMap.objects.exists()


def test_confirming_imports_exactly_that_file_and_leads_to_the_run(secretary):
    done = secretary.post(PAGE, form_of(upload(secretary)))
    run = ImportRun.objects.get()
    assert (done.status_code, done["Location"]) == (302, f"/sources/imports/{run.pk}/")
    assert run.file_name == "list.csv"
    assert Recommendation.objects.count() == 3
    page = text_of(secretary.get(done["Location"]))
    assert "The country “Nepaal” is not known" in page
    assert AuditEvent.objects.filter(action="import", subject="list.csv").exists()


def test_a_corrected_column_is_shown_again_before_it_is_imported_and_is_remembered(secretary):
    first = upload(secretary)
    early = secretary.post(PAGE, form_of(first, column_4="heading"))
    assert early.status_code == 409, "the columns are not those that were shown"
    assert not Recommendation.objects.exists()
    done = secretary.post(PAGE, form_of(early))
    assert done.status_code == 302
    assert set(Recommendation.objects.values_list("heading", flat=True)) == {"Education", "Justice", "Land"}
    again = form_of(upload(secretary, TABLE.replace("school", "university")))
    assert again["column_4"] == "heading"
    assert ColumnMap.objects.get().by is not None


def test_a_table_that_is_not_sure_asks_before_anything_is_read(secretary):
    shown = upload(secretary, "A,B\nx,y\nz,u\n")
    assert "it is not sure which column holds the text" in text_of(shown)
    assert 'value="import"' not in text_of(shown)
    told = secretary.post(PAGE, form_of(shown, column_1="text", fixed_country="NPL", act="look"))
    assert told.status_code == 200
    assert secretary.post(PAGE, form_of(told)).status_code == 302
    assert list(Recommendation.objects.values_list("text", "countries").order_by("text")) == [
        ("u", ("NPL",)), ("y", ("NPL",)),
    ]  # fmt: skip


def test_two_columns_for_one_field_are_refused_in_a_sentence(secretary):
    shown = upload(secretary)
    told = secretary.post(PAGE, form_of(shown, column_4="text", act="look"))
    assert told.status_code == 422
    assert "comes from one column, not from several" in text_of(told)


def test_records_can_be_made_public_by_whoever_imports_them(secretary, client):
    shown = secretary.post(PAGE, form_of(upload(secretary), audience="public", act="look"))
    secretary.post(PAGE, form_of(shown))
    assert set(Recommendation.objects.values_list("audience", flat=True)) == {"public"}


def test_what_is_for_the_network_is_not_joined_to_what_is_public(secretary, tmp_path):
    imported(export(tmp_path, [annotation(5, Text="<p>5. Consult the communities concerned before land is used.</p>")]))
    said = "Consult the communities concerned before land is used."
    table = f"State,Document,Paragraph,Recommendation\nNepal,CERD/C/NPL/CO/17,5,{said}\n"
    secretary.post(PAGE, form_of(upload(secretary, table)))
    assert sorted(Recommendation.objects.values_list("audience", flat=True)) == ["network", "public"]
    assert recommendations_find(OPERATOR, "communities").total == 2


def test_an_export_is_recognized_and_imported(secretary):
    text = json.dumps([annotation(5), annotation(6), {"AnnotationId": ""}])
    shown = upload(secretary, text, "export.json")
    assert "Universal Human Rights Index" in text_of(shown)
    assert "It has no AnnotationId." in text_of(shown)
    secretary.post(PAGE, form_of(shown))
    assert Recommendation.objects.count() == 2


def test_a_file_that_is_too_long_for_a_page_is_sent_to_the_command_line(secretary, monkeypatch):
    monkeypatch.setattr(imports, "MOST_RECORDS", 2)
    told = upload(secretary, json.dumps([annotation(n) for n in range(5, 9)]), "export.json")
    assert told.status_code == 422
    assert "command line" in text_of(told)
    assert "tessera import uhri" in text_of(told)


@pytest.mark.parametrize("text", ["", "no table", '[{"AnnotationId": "1", "Text": "a'])
def test_what_is_no_source_is_refused_in_a_sentence(secretary, text):
    told = upload(secretary, text, "thing.json")
    assert told.status_code == 422
    assert not ImportRun.objects.exists()


def test_nobody_confirms_the_upload_of_another(secretary):
    form = form_of(upload(secretary))
    other = client_of(MembershipFactory(role="secretariat").person)
    assert "choose the file again" in text_of(other.post(PAGE, form, follow=True))


def test_remarks_of_a_run_are_filtered_and_downloaded(secretary):
    address = secretary.post(PAGE, form_of(upload(secretary, TABLE + "4,Nepal,CERD,,Land\n")))["Location"]
    assert "2 remarks on records" in text_of(secretary.get(address))
    page = text_of(secretary.get(f"{address}?kind=skipped"))
    assert "It has no text." in page
    assert "Nepaal" not in page
    rows = secretary.get(f"{address}?said=nepaal&download=json")
    assert [row["said"] for row in json.loads(b"".join(rows.streaming_content))] == [
        "The country “Nepaal” is not known; nearest: Nepal."
    ]


def test_the_pages_stay_light_with_a_wide_table_and_many_imports(secretary, tmp_path, django_assert_max_num_queries):
    for number in range(5, 30):
        imported(export(tmp_path, [annotation(number)], f"{number}.json"))
    with django_assert_max_num_queries(25):
        assert weight_of(secretary.get("/sources/")) < LIMIT
    wide = ",".join(["Recommendation", *(f"Something number {n}" for n in range(60))])
    row = ",".join(["Train the police and prosecutors on how to record hate crimes", *(["a text of a cell " * 8] * 60)])
    with django_assert_max_num_queries(25):
        assert weight_of(upload(secretary, f"{wide}\n{row}\n")) < LIMIT
