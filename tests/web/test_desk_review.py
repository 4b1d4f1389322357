"""Pages of the desk review: lists, reading and judging, steps, exports; a draft is nowhere for who may not see it."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from lxml import etree

from tessera.desk_review.models import DraftComment, Passage, ReviewedDocument, Word
from tessera.desk_review.services.judging import passage_code, passage_confirm
from tests.desk_review.making import SAMPLES, days_over, document_made, passage_with, released
from tests.search.asking import ask
from tests.web.test_every_address import client_of
from tests.web.weight import LIMIT, transferred_bytes

pytestmark = pytest.mark.django_db
LIST = "/desk-review/"
TITLE = "Common Country Analysis: Arlandia"
QDA = {"q": "urn:QDA-XML:project:1.0"}


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.TESSERA_HOME, settings.MEDIA_ROOT = tmp_path, tmp_path / "files"


@pytest.fixture
def document():
    return document_made()


def url(name: str, document: ReviewedDocument, *more: str) -> str:
    return reverse(f"web:desk-review-{name}", args=[document.pk, *more])


def page(person, address: str) -> str:
    answer = client_of(person).get(address)
    assert answer.status_code == 200, address
    return (b"".join(answer) if answer.streaming else answer.content).decode()


# Seen, and not seen


@pytest.mark.parametrize("role", ["reader", "civil_society"])
def test_a_draft_is_nowhere_for_who_is_not_of_the_network(role, document, cast):
    person, client = cast.all[role], client_of(cast.all[role])
    passage = document.passages.filter(relevant=True).first()
    for address in (LIST, f"{LIST}?country=XAR", f"{LIST}?download=csv", f"{LIST}?download=json"):
        text = page(person, address)
        assert TITLE not in text
        assert "Arlandia" not in text
    assert "0 documents" in page(person, LIST)
    for name, more in {"document": (), "scorecard": (), "qdpx": (), "file": (), "passage": (passage.key,)}.items():
        assert client.get(url(name, document, *more)).status_code == 404
    assert client.get(url("document", document) + "?download=csv").status_code == 404
    assert ask(person, "Arlandia").total == 0
    assert all(not values for values in ask(person, "").facets.values())


def test_who_is_of_the_network_finds_it_by_the_words_of_its_passages(document, cast):
    words = " ".join(passage_with(document, "38 per cent").text.split()[:7])
    (hit,) = ask(cast.country_team, f'"{words}"').hits
    assert hit.kind == "reviewed-document"
    released(document)
    assert ask(cast.reader, "Arlandia").total == 1


def test_what_is_released_is_read_by_everybody_without_what_the_network_said(document, cast):
    passage = passage_with(document, "38 per cent")
    passage_code(passage=passage, by=cast.focal_point, relevant=True, groups=["migrants"], how=["action"], note="Aside")
    released(document)
    for address in (
        url("document", document),
        url("document", document) + "?download=json",
        url("passage", document, passage.key),
        url("scorecard", document),
    ):
        text = page(cast.reader, address)
        assert str(cast.focal_point) not in text
        assert "Aside" not in text
    assert client_of(cast.reader).get(url("qdpx", document)).status_code == 302
    assert "1 document" in page(cast.reader, LIST)


# Lists


def test_the_list_is_filtered_by_country_and_kind_in_the_address(cast):
    document_made()
    document_made("undaf.fr.html")
    assert "2 documents" in page(cast.focal_point, LIST)
    text = page(cast.focal_point, f"{LIST}?kind=undaf&country=XAR")
    assert "1 document<" in text
    assert TITLE not in text
    assert "Nothing fits these filters." in page(cast.focal_point, f"{LIST}?kind=outcome-document")
    assert TITLE in page(cast.focal_point, f"{LIST}?download=csv")


def test_the_empty_list_says_what_to_do(cast):
    assert "Add documents" in page(cast.focal_point, LIST)
    assert "No review of a country document has been released yet." in page(cast.reader, LIST)


def test_a_documents_page_shows_suggestions_as_such_and_filters_passages(document, cast):
    text = page(cast.focal_point, url("document", document) + "?show=relevant")
    assert "The machine’s suggestion" in text
    assert "What the machine suggests is no finding." in text
    assert f"{document.passages.filter(relevant=True).count()} passages" in text
    assert f"{document.passages.count()} passages" in page(cast.focal_point, url("document", document))
    data = page(cast.focal_point, url("document", document) + "?show=relevant&download=csv")
    assert "38 per cent" in data
    assert "Groups, by the machine" in data
    rests = document.ratings.get(criterion="disaggregated-data").passages
    assert f"{len(rests)} passages" in page(
        cast.focal_point, url("document", document) + "?criterion=disaggregated-data"
    )


# Reading and judging


def test_a_suggestion_is_confirmed_on_the_documents_page(document, cast):
    passage = passage_with(document, "38 per cent")
    answer = client_of(cast.focal_point).post(url("document", document) + "?show=unread", {"confirm": passage.key})
    assert answer["Location"] == f"{url('document', document)}?show=unread#{passage.key}"
    word = Word.objects.get()
    assert (word.person, word.groups, word.how) == (cast.focal_point, ("roma",), ("data",))
    assert client_of(cast.country_team).post(url("document", document), {"confirm": passage.key}).status_code == 403
    assert client_of(cast.reader).post(url("document", document), {"confirm": passage.key}).status_code == 404


def test_a_passage_is_corrected_and_the_next_one_follows(document, cast):
    first, second = document.passages.filter(relevant=True)[:2]
    client = client_of(cast.focal_point)
    form = {"relevant": "yes", "groups": ["migrants"], "how": ["action"], "note": "As paragraph 2 says"}
    assert client.post(url("passage", document, first.key), form)["Location"] == url("passage", document, second.key)
    assert Word.objects.get().groups == ("migrants",)
    wrong = client.post(url("passage", document, first.key), {"relevant": "yes", "groups": ["martians"]})
    assert wrong.status_code == 422
    assert Word.objects.get().groups == ("migrants",)
    client.post(url("take-back", document, first.key))
    assert Word.objects.get().taken_back_at is not None


def test_what_others_say_is_shown_once_one_has_said_something(document, cast):
    passage = passage_with(document, "38 per cent")
    passage_confirm(passage=passage, by=cast.coordinator)
    pages = [url("passage", document, passage.key), url("document", document)]
    assert all(str(cast.coordinator) not in page(cast.focal_point, one) for one in pages)
    passage_confirm(passage=passage, by=cast.focal_point)
    assert all(str(cast.coordinator) in page(cast.focal_point, one) for one in pages)


def test_the_scorecard_shows_the_passages_each_rating_rests_on_and_takes_a_persons(document, cast):
    rating = document.ratings.get(criterion="disaggregated-data")
    text = page(cast.focal_point, url("scorecard", document))
    assert all(url("passage", document, key) in text for key in rating.passages[:4])
    form = {"version": "1", "rating": "meets", "reason": "Two surveys"}
    assert client_of(cast.focal_point).post(url("rate", document, rating.criterion), form).status_code == 302
    assert "Two surveys" in page(cast.country_team, url("scorecard", document))
    late = client_of(cast.coordinator).post(url("rate", document, rating.criterion), {**form, "rating": "missing"})
    assert late.status_code == 422
    silent = {"version": "2", "rating": "silent", "reason": "Nothing at all"}
    refused = client_of(cast.secretariat).post(url("rate", document, rating.criterion), silent)
    assert "after the country team could comment" in refused.content.decode()


def test_agreement_counts_the_machine_as_a_coder(document, cast):
    for person in (cast.focal_point, cast.coordinator):
        for passage in document.passages.filter(relevant=True)[:3]:
            passage_confirm(passage=passage, by=person)
    text = page(cast.country_team, url("agreement", document))
    assert "3 passages were read by people." in text
    assert "2 people read them." in text
    assert "1.00" in text


# Adding, and how far a review has come


def test_a_review_goes_from_reading_to_the_country_team_to_everybody(document, cast):
    client = client_of(cast.secretariat)
    until = timezone.now().date() + timedelta(days=9)
    assert client.post(url("send", document), {"until": until.isoformat()}).status_code == 302
    client_of(cast.country_team).post(url("comment", document), {"text": "Figure 2 is old."})
    assert DraftComment.objects.get().by == cast.country_team
    assert "Figure 2 is old." in page(cast.focal_point, url("document", document))
    early = client.post(url("release", document))
    assert early.status_code == 422
    assert "may comment until" in early.content.decode()
    days_over(document)
    assert client.post(url("release", document)).status_code == 302
    text = page(cast.reader, url("document", document))
    assert "Figure 2 is old." not in text


@pytest.mark.parametrize("role", ["civil_society", "country_team", "focal_point", "coordinator"])
@pytest.mark.parametrize("step", ["send", "release"])
def test_no_step_is_taken_by_whoever_may_not(role, step, document, cast):
    days_over(document)
    before = ReviewedDocument.objects.values_list("state", "audience", "version").get()
    until = (timezone.now().date() + timedelta(days=9)).isoformat()
    assert client_of(cast.all[role]).post(url(step, document), {"until": until}).status_code in (403, 404)
    assert ReviewedDocument.objects.values_list("state", "audience", "version").get() == before


def test_what_a_document_is_is_corrected_and_the_second_editor_is_told(document, cast):
    form = {"version": "1", "title": "Analysis of Arlandia", "kind": "undaf", "country": "XAR"}
    assert client_of(cast.focal_point).post(url("edit", document), form).status_code == 302
    late = client_of(cast.coordinator).post(url("edit", document), {**form, "title": "Mine"})
    assert late.status_code == 422
    assert "Analysis of Arlandia" in late.content.decode()


# Exports and weight


def test_the_file_is_saved_never_shown(document, cast):
    answer = client_of(cast.country_team).get(url("file", document))
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Type"] == "application/octet-stream"
    assert b"".join(answer) == (SAMPLES / "cca.en.html").read_bytes()


def test_the_export_for_analysis_programs_points_at_the_words(document, cast):
    passage = passage_with(document, "38 per cent")
    passage_code(passage=passage, by=cast.focal_point, relevant=True, groups=["migrants"], how=["action"])
    archive = zipfile.ZipFile(io.BytesIO(client_of(cast.country_team).get(url("qdpx", document)).content))
    project = etree.fromstring(archive.read("project.qde"))
    assert [etree.QName(one).localname for one in project] == ["Users", "CodeBook", "Sources"]
    (source,) = project.findall(".//q:TextSource", QDA)
    text = archive.read(source.get("plainTextPath").replace("internal://", "Sources/")).decode()
    selected = {
        text[int(one.get("startPosition")) : int(one.get("endPosition"))]: one
        for one in source.findall("q:PlainTextSelection", QDA)
    }
    assert set(selected) == set(document.passages.filter(relevant=True).values_list("text", flat=True))
    codes = {one.get("guid"): one.get("name") for one in project.findall(".//q:Code", QDA)}
    users = {one.get("guid"): one.get("name") for one in project.findall(".//q:User", QDA)}
    given = {
        (users[one.get("creatingUser")], codes[one.find("q:CodeRef", QDA).get("targetGUID")])
        for one in selected[passage.text].findall("q:Coding", QDA)
    }
    machine = "Tessera (machine, suggestions only)"
    assert {(machine, "Roma"), (machine, "Relevant"), (str(cast.focal_point), "Migrants")} <= given
    guids = [one.get("guid") for one in project.iter() if one.get("guid")]
    assert len(guids) == len(set(guids))
    assert all(re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", one) for one in guids)


def test_a_long_document_stays_light_and_asks_little(document, cast, django_assert_max_num_queries):
    one = passage_with(document, "38 per cent")
    many = [Passage(document=document, key=f"x{n}", position=100 + n) for n in range(400)]
    for passage in many:
        passage.text, passage.evidence, passage.relevant = one.text * 8, one.evidence, True
        passage.groups, passage.how = one.groups, one.how
    Passage.objects.bulk_create(many)
    for passage in document.passages.filter(relevant=True)[:60]:
        passage_confirm(passage=passage, by=cast.focal_point)
    names = [LIST, url("document", document), url("document", document) + "?per_page=100&show=relevant"]
    for address in [*names, url("scorecard", document), url("passage", document, "x20"), url("agreement", document)]:
        for person in (cast.focal_point, cast.secretariat):
            client = client_of(person)
            with django_assert_max_num_queries(25):
                client.get(address)
            assert transferred_bytes(client, address) <= LIMIT
