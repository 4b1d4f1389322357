"""One recommendation: its provenance, labels, wordings, citations; what the secretariat may join and correct."""

from __future__ import annotations

import json
import re
from importlib.resources import files

import pytest
from django.test import Client
from django.urls import reverse

from tessera.network.models import Audience
from tessera.recommendations.models import Attestation, JoinByHand, Recommendation
from tessera.recommendations.services.correcting import labels_correct
from tessera.recommendations.services.importing import files_import
from tessera.recommendations.services.joining_by_hand import recommendations_join
from tessera.search.writer import index_write
from tests.recommendations.making import annotation, export, imported, review, upr_rows
from tests.web.test_every_address import client_of

pytestmark = pytest.mark.django_db
ADDENDUM = (
    "A/HRC/99/7/Add.1\n12 June 2031\nReport of the Working Group on the Universal Periodic Review\nNepal\nAddendum\n"
    "Views on conclusions and/or recommendations presented by the State under review\n"
    "1. Nepal notes recommendation 43.1.\n43.1 The covenant is made up.\n"
)
TEXT = "Protect the languages of minorities in all schools of the country"


@pytest.fixture(autouse=True)
def _own_home(settings, tmp_path):
    settings.TESSERA_HOME = tmp_path


@pytest.fixture
def attested_twice(tmp_path) -> Recommendation:
    """The same words in OHCHR's index and in UPR Info's database."""
    imported(export(tmp_path, [review(1, "Austria", TEXT), review(2, "Chile", "Teach them")]))
    imported(upr_rows(tmp_path, [{"To": "Nepal", "From": "Austria", "Text": TEXT}]), "upr-info")
    return Recommendation.objects.get(paragraph="106.1")


def page(record: Recommendation, person=None) -> str:
    answer = (client_of(person) if person else Client()).get(reverse("web:recommendation", args=[record.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_says_what_stands_where_and_who_said_it(attested_twice):
    text = page(attested_twice)
    assert TEXT in text.replace("<mark>", "").replace("</mark>", "")
    for said in ("A/HRC/17/5, § 106.1", "Universal Periodic Review", "Austria", "8 Mar 2011", "Supported"):
        assert said in text
    assert f'href="{reverse("web:country", args=["NPL"])}"' in text
    assert 'rel="external"' in text
    assert "https://undocs.org/A/HRC/17/5" in text


def test_each_source_is_told_with_its_own_number_and_its_record_as_it_came(attested_twice):
    text = page(attested_twice)
    assert "UPR Info" in text
    assert "Universal Human Rights Index" in text
    for one in Attestation.objects.filter(recommendation=attested_twice):
        assert one.key in text
        address = reverse("web:recommendation-source", args=[attested_twice.pk, one.pk])
        assert address in text
        told = json.loads(Client().get(address).content)
        assert (told["source"], told["id"]) == (one.source, one.key)
        assert "Austria" in json.dumps(told["record"])


def test_labels_say_who_gave_them(attested_twice):
    text = page(attested_twice)
    assert "by the source: An export of OHCHR’s Universal Human Rights Index" in text
    assert "by a rule, from the words “languages of minorities”" in text
    assert "by a rule, from the source’s words" in text


def test_earlier_wordings_show_what_changed(tmp_path):
    imported(export(tmp_path, [annotation(1, Text="<p>1. The State should teach Romani.</p>")]))
    imported(export(tmp_path, [annotation(1, Text="<p>1. The State must teach Romani.</p>")], "later.json"))
    text = page(Recommendation.objects.get())
    assert "Earlier wordings" in text
    assert "<del>should</del>" in text
    assert "<ins>must</ins>" in text


def test_a_withdrawn_record_keeps_its_words_and_says_so(tmp_path):
    imported(export(tmp_path, [annotation(n) for n in range(20)]))
    imported(export(tmp_path, [annotation(n) for n in range(1, 20)], "later.json"))
    text = page(Recommendation.objects.exclude(withdrawn=None).get())
    assert "No source has this record any more" in text
    assert "no longer there" in text


def test_versions_in_other_languages_stand_side_by_side(tmp_path):
    french = "<p>1. L’État devrait enseigner les langues des minorités dans toutes les écoles du pays.</p>"
    records = [annotation(1, Text="<p>1. The State should teach the languages of minorities.</p>"), annotation(2)]
    imported(export(tmp_path, records))
    imported(export(tmp_path, [*records, {**annotation(9), "Text": french}], "more.json"))
    english = Recommendation.objects.get(language="en", paragraph="1")
    text = page(english)
    assert '<blockquote lang="fr" dir="auto">L’État devrait' in text
    assert "two-columns" in text


def test_a_body_that_only_a_source_names_leads_to_the_search_for_it(tmp_path):
    imported(export(tmp_path, [annotation(1, Body="- Panel on A/B, and C")]))
    assert 'href="/recommendations/?mechanism=Panel+on+A%2FB++and+C"' in page(Recommendation.objects.get())
    text = Client().get("/recommendations/?mechanism=Panel+on+A%2FB++and+C").content.decode()
    assert "<bdi>1 recommendation" in text


def test_the_same_words_elsewhere_are_listed(tmp_path):
    same = "<p>1. The State should ratify the Convention on minorities.</p>"
    imported(
        export(
            tmp_path, [annotation(1, Text=same), annotation(2, Text=same, Symbol="CERD/C/FJI/CO/1", Countries=["Fiji"])]
        )
    )
    text = page(Recommendation.objects.get(document__symbol="CERD/C/NPL/CO/17"))
    assert "The same words in other records" in text
    assert "CERD/C/FJI/CO/1" in text


def test_neighbours_follow_the_order_of_paragraphs(tmp_path):
    imported(export(tmp_path, [annotation(n) for n in (10, 9, 2)]))
    ids = {int(r.paragraph): r.pk for r in Recommendation.objects.all()}
    text = page(Recommendation.objects.get(paragraph="9"))
    assert re.search(rf'rel="prev" href="/recommendations/{ids[2]}/"', text)
    assert re.search(rf'rel="next" href="/recommendations/{ids[10]}/"', text)
    assert "2 of 3 in this document" in text


@pytest.mark.parametrize(("form", "starts"), [("bib", "@techreport{"), ("ris", "TY  - RPRT"), ("txt", "Human Rights")])
def test_citations_are_taken_away_as_files(attested_twice, form, starts):
    answer = Client().get(reverse("web:recommendation-cite", args=[attested_twice.pk, form]))
    assert answer.content.decode().startswith(starts)
    assert "attachment" in answer["Content-Disposition"]


def test_what_is_hidden_does_not_exist_for_those_who_may_not_see_it(attested_twice, cast):
    attestation = attested_twice.attestations.first()
    Recommendation.objects.filter(pk=attested_twice.pk).update(audience=Audience.NETWORK)
    names = [
        ("web:recommendation", [attested_twice.pk]),
        ("web:recommendation-cite", [attested_twice.pk, "ris"]),
        ("web:recommendation-source", [attested_twice.pk, attestation.pk]),
    ]
    for name, arguments in names:
        address = reverse(name, args=arguments)
        assert Client().get(address).status_code == client_of(cast.civil_society).get(address).status_code == 404
        assert client_of(cast.focal_point).get(address).status_code == 200


def test_records_are_joined_after_both_were_looked_at(attested_twice, cast):
    one, other = attested_twice, Recommendation.objects.get(paragraph="106.2")
    client = client_of(cast.secretariat)
    address = reverse("web:recommendation-join", args=[other.pk])
    form = {"to": one.pk, "reason": "Printed twice"}
    looked = client.post(address, form)
    assert "Are these one recommendation?" in looked.content.decode()
    assert JoinByHand.objects.count() == 0
    assert client.post(address, {**form, "confirmed": "1"}).status_code == 302
    assert "is the same recommendation as another" in page(other)
    act = JoinByHand.objects.get()
    assert "Printed twice" in page(one, cast.secretariat)
    assert "Printed twice" not in page(one)
    client.post(reverse("web:recommendation-join-undo", args=[act.pk]), {"reason": "No"})
    other.refresh_from_db()
    assert other.joined_to is None


def test_a_wrong_number_is_said_and_changes_nothing(attested_twice, cast):
    address = reverse("web:recommendation-join", args=[attested_twice.pk])
    answer = client_of(cast.secretariat).post(address, {"to": 999_999, "reason": "x"})
    assert answer.status_code == 422
    assert "There is no recommendation of this number" in answer.content.decode()
    assert JoinByHand.objects.count() == 0


def test_what_a_source_says_is_set_apart(attested_twice, cast):
    one = attested_twice.attestations.get(source="upr-info")
    address = reverse("web:recommendation-apart", args=[attested_twice.pk, one.pk])
    assert client_of(cast.secretariat).post(address, {"reason": "Another year"}).status_code == 302
    one.refresh_from_db()
    assert one.recommendation != attested_twice


def test_a_coordinator_corrects_labels_and_the_page_says_so(attested_twice, cast):
    address = reverse("web:recommendation-labels-of", args=[attested_twice.pk, "groups"])
    client = client_of(cast.coordinator)
    assert client.get(address).status_code == 200
    assert client.post(address, {"codes": ["roma"], "reason": "Read in full"}).status_code == 302
    assert re.search(r"Roma</a> <span class=\"meta\">by a person", page(attested_twice))
    client.post(reverse("web:recommendation-labels-withdraw", args=[attested_twice.pk, "groups"]))
    assert "by a person" not in page(attested_twice).replace("a person’s word", "")


def test_corrections_of_a_joined_record_are_shown_with_where_they_were_made(attested_twice, cast):
    other = Recommendation.objects.exclude(pk=attested_twice.pk).get()
    labels_correct(recommendation=other, field="groups", codes=["roma"], reason="In full", by=cast.coordinator)
    recommendations_join(record=other, to=attested_twice, reason="The same", by=cast.secretariat)
    text = page(attested_twice)
    assert re.search(rf"Roma</a> <span class=\"meta\">by a person, on record {other.pk}", text)
    labels_correct(recommendation=attested_twice, field="groups", codes=["migrants"], reason="No", by=cast.secretariat)
    said = rf"On record {other.pk}, which was joined to this one, a person said otherwise.*Roma"
    assert re.search(said, page(attested_twice))
    assert "In full" not in page(attested_twice)
    assert re.search(rf"{said}.*In full", page(attested_twice, cast.focal_point)), "reasons are for the Network"


def test_a_correction_without_a_reason_is_refused(attested_twice, cast):
    address = reverse("web:recommendation-labels-of", args=[attested_twice.pk, "groups"])
    assert client_of(cast.coordinator).post(address, {"codes": ["roma"], "reason": " "}).status_code == 422
    assert not attested_twice.corrections.exists()


def test_the_page_needs_few_queries(attested_twice, cast, django_assert_max_num_queries):
    client = client_of(cast.secretariat)
    index_write()
    with django_assert_max_num_queries(25):
        client.get(reverse("web:recommendation", args=[attested_twice.pk]))


def test_the_states_own_words_stand_beside_the_position_with_document_and_day(tmp_path):
    samples = files("tessera.sources.upr_report")
    report, addendum = tmp_path / "report.txt", tmp_path / "addendum.txt"
    report.write_text(samples.joinpath("sample.txt").read_text(encoding="utf-8"), encoding="utf-8")
    addendum.write_text(ADDENDUM, encoding="utf-8")
    files_import("upr-report", [report, addendum])
    text = page(Recommendation.objects.get(paragraph="43.1"))
    assert text.count("The covenant is made up.") == 1
    assert "in its own words" in text
    assert re.search(r"Noted: <bdi>[^<]*\(A/HRC/99/7/Add.1, 12 Jun 2031\)", text)
    assert re.search(r"Pending[^<]*: <bdi>[^<]*\(A/HRC/99/7, 12 Mar 2031\)", text)


def test_editions_of_one_record_stand_side_by_side_each_in_its_language(tmp_path):
    samples = files("tessera.sources.upr_report")
    for name, file in (("english", "sample.txt"), ("french", "samples/french.txt"), ("spanish", "samples/spanish.txt")):
        path = tmp_path / f"{name}.txt"
        path.write_text(samples.joinpath(file).read_text(encoding="utf-8"), encoding="utf-8")
        files_import("upr-report", [path])
    text = page(Recommendation.objects.get(paragraph="43.1"))
    for code, name in (("fr", "Français"), ("es", "Español")):
        assert re.search(rf'<h2 lang="{code}">{name}</h2><blockquote lang="{code}"', text, re.IGNORECASE)
        (edition,) = re.findall(rf'<blockquote lang="{code}" dir="auto">(.*?)</blockquote>', text, re.DOTALL)
        assert edition


def test_what_was_joined_needs_no_query_for_each(tmp_path, cast, django_assert_max_num_queries):
    imported(export(tmp_path, [annotation(number) for number in range(12)]))
    first, *others = Recommendation.objects.order_by("pk")
    for one in others:
        recommendations_join(record=one, to=first, reason="The same", by=cast.secretariat)
    index_write()
    client = client_of(cast.secretariat)
    with django_assert_max_num_queries(25):
        client.get(reverse("web:recommendation", args=[first.pk]))
