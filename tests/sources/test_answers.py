"""An addendum's answers settle the positions of the report's recommendations, whichever is imported first."""

from __future__ import annotations

from contextlib import nullcontext
from importlib.resources import files

import pytest

from tessera.recommendations.models import Attestation, Document, Recommendation
from tessera.recommendations.selectors.positions import positions_told, wordings_told
from tessera.recommendations.selectors.record import attestations_of
from tessera.recommendations.services.importing import files_import
from tessera.recommendations.services.retelling import attestation_read
from tessera.search.models import Outbox

pytestmark = pytest.mark.django_db
REPORT = files("tessera.sources.upr_report").joinpath("sample.txt").read_text(encoding="utf-8")
HEAD = (
    "A/HRC/99/7/Add.1\n12 June 2031\nReport of the Working Group on the Universal Periodic Review\nNepal\nAddendum\n"
    "Views on conclusions and/or recommendations presented by the State under review\n"
)
ADDENDUM = HEAD + (
    "1. Nepal notes recommendation 43.1 and supports recommendation 44.1.\n43.1 The covenant is made up.\n"
    "2. Nepal takes note of recommendation 49.9.\n"
)


@pytest.fixture
def papers(tmp_path):
    report, addendum = tmp_path / "report.txt", tmp_path / "addendum.txt"
    report.write_text(REPORT, encoding="utf-8")
    addendum.write_text(ADDENDUM, encoding="utf-8")
    return [report, addendum]


def said(one: Recommendation) -> list:
    return [(told.source, attestation_read(told)) for told in attestations_of(one)]


def positions() -> dict[str, str]:
    return {
        r.paragraph: r.position
        for r in Recommendation.objects.filter(joined_to=None).exclude(kind="response").order_by("pk")
    }


@pytest.mark.parametrize("turned", [False, True])
def test_answers_settle_positions_whichever_comes_first(papers, turned):
    files_import("upr-report", papers[::-1] if turned else papers)
    assert positions() == {"42.1": "supported", "42.2": "supported", "43.1": "noted", "44.1": "supported"}
    one = Recommendation.objects.get(paragraph="43.1", joined_to=None)
    assert (one.text, one.kind) == ("Consider the optional protocol (OP) to the made-up covenant", "recommendation")
    assert sorted(one.attestations.values_list("source", flat=True)) == ["upr-addendum", "upr-report"]
    document = Document.objects.get()
    assert (document.symbol, document.date.isoformat()) == ("A/HRC/99/7", "2031-03-12")
    assert document.title.startswith("Report of the Working Group")


@pytest.mark.parametrize("turned", [False, True])
def test_the_same_papers_twice_change_nothing(papers, turned):
    order = papers[::-1] if turned else papers
    files_import("upr-report", order)
    before = (list(Recommendation.objects.order_by("pk").values()), Attestation.objects.count())
    again = files_import("upr-report", order)
    assert [(one.created, one.updated) for one in again] == [(0, 0), (0, 0)]
    assert (list(Recommendation.objects.order_by("pk").values()), Attestation.objects.count()) == before


def test_an_answer_whose_recommendation_is_not_known_waits_and_says_so(papers):
    *_, done = files_import("upr-report", papers)
    assert (done.created, done.recommendations) == (3, 0)
    assert [said for _key, _place, said in done.remarks] == [
        "What it answers is not known yet: the answer waits for the report."
    ]
    assert Recommendation.objects.get(kind="response").paragraph == "49.9"


def test_the_index_is_told_of_what_an_answer_settles(papers, monkeypatch):
    monkeypatch.setattr("tessera.recommendations.services.importing.index_write", lambda: None)
    idle = nullcontext(lambda: None)
    monkeypatch.setattr("tessera.recommendations.services.importing.index_following", lambda: idle)
    files_import("upr-report", papers[:1])
    Outbox.objects.all().delete()
    files_import("upr-report", papers[1:])
    told = set(Outbox.objects.values_list("record_id", flat=True))
    assert set(Recommendation.objects.filter(paragraph__in=["43.1", "44.1"]).values_list("pk", flat=True)) <= told


def test_items_without_their_paragraph_belong_to_the_only_such_item(papers):
    papers[1].write_text(HEAD + "Nepal accepts recommendation 2 and takes note of recommendation 1.\n", "utf-8")
    files_import("upr-report", papers)
    waiting = Recommendation.objects.filter(kind="response", joined_to=None)
    assert [one.paragraph for one in waiting] == ["1"]  # there are three items with the number 1
    assert Recommendation.objects.get(paragraph="42.2").attestations.count() == 2


def test_every_position_says_who_told_it_and_when(papers):
    files_import("upr-report", papers)
    told = positions_told(said(Recommendation.objects.get(paragraph="43.1")))
    assert [(one.source, one.symbol, one.date, one.position, one.words) for one in told] == [
        ("upr-addendum", "A/HRC/99/7/Add.1", "2031-06-12", "noted", "The covenant is made up."),
        ("upr-report", "A/HRC/99/7", "2031-03-12", "pending", ""),
    ]


@pytest.mark.parametrize("turned", [False, True])
def test_editions_in_several_languages_are_one_record(papers, tmp_path, turned):
    editions = [papers[0]]
    for name in ("french", "spanish"):
        path = tmp_path / f"{name}.txt"
        text = files("tessera.sources.upr_report").joinpath("samples", f"{name}.txt").read_text(encoding="utf-8")
        path.write_text(text, encoding="utf-8")
        editions.append(path)
    files_import("upr-report", editions[::-1] if turned else editions)
    assert Recommendation.objects.count() == 4
    one = Recommendation.objects.get(paragraph="43.1")
    assert (one.language, one.text) == ("en", "Consider the optional protocol (OP) to the made-up covenant")
    assert set(wordings_told(one, said(one))) == {"en", "fr", "es"}
