"""Demands set against a document: the machine's answers are told anew, people's words stay, nobody sees too much."""

from __future__ import annotations

import pytest

from tessera.desk_review.errors import DeskReviewError, EditConflict
from tessera.desk_review.models import Gap, GapRun, Job, ReviewedDocument
from tessera.desk_review.selectors.gaps import gap_counts, gaps_listed, history_of, passages_shown
from tessera.desk_review.services.gaps import gap_rate, gaps_find, gaps_tell
from tessera.network.models import Audience
from tessera.recommendations.models import Recommendation

from .gap_making import LANDS, ROMA, asked_made, report_made
from .making import days_over, released
from .working import queue_worked_off

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(tmp_path):
    asked_made(tmp_path)
    return report_made(tmp_path)


@pytest.fixture
def compared(report):
    gaps_tell(document=report)
    return report


def gap(document, text: str) -> Gap:
    return Gap.objects.get(document=document, text=text)


def rate(one: Gap, by, said: str, reason: str = "") -> Gap:
    return gap_rate(gap=one, version=Gap.objects.get(pk=one.pk).version, by=by, said=said, reason=reason)


def test_a_comparison_is_asked_for_and_done_while_nobody_waits(report, cast):
    job = gaps_find(document=report, by=cast.focal_point)
    assert gaps_find(document=report, by=cast.coordinator) == job
    queue_worked_off()
    assert Job.objects.get().state == "done"
    run = GapRun.objects.get()
    assert (run.country, run.demands, run.by, run.remarks) == ("NPL", 2, cast.focal_point, [])
    assert run.rules
    assert gaps_find(document=report, by=cast.coordinator) != job


def test_each_demand_has_a_status_a_confidence_and_its_passages(compared, cast):
    school, lands = gap(compared, ROMA), gap(compared, LANDS)
    assert (school.status, school.made) == ("addressed", 2)
    assert "roma" in school.groups
    assert (lands.status, lands.evidence) == ("not-found", [])
    assert 0 < lands.confidence < 1
    ((passage, places),) = passages_shown(cast.focal_point, compared, [school])[school.pk]
    start, end, kind = places[0]
    assert (passage.text[start:end].split()[:2], kind) == (["The", "State"], "act")
    assert gap_counts(cast.focal_point, compared) == {
        "addressed": 1, "partly": 0, "not-found": 1, "silent": 0, "rated": 0,
    }  # fmt: skip


@pytest.mark.parametrize("country", ["", "PER"])
def test_a_document_without_a_country_or_demands_is_said_so(report, cast, country):
    ReviewedDocument.objects.filter(pk=report.pk).update(country=country)
    if not country:
        with pytest.raises(DeskReviewError):
            gaps_find(document=report, by=cast.focal_point)
        return
    gaps_find(document=report, by=cast.focal_point)
    queue_worked_off()
    assert (GapRun.objects.get().demands, Gap.objects.count(), Job.objects.get().state) == (0, 0, "done")


def test_a_persons_word_outlives_every_later_comparison(compared, cast):
    one = rate(gap(compared, ROMA), cast.focal_point, "partly", "Only two districts.")
    gaps_tell(document=compared)
    now = Gap.objects.get(pk=one.pk)
    assert (now.rating, now.reason, now.status) == ("partly", "Only two districts.", "addressed")
    assert now.run == GapRun.objects.first()
    assert GapRun.objects.count() == 2
    assert gap_counts(cast.focal_point, compared)["partly"] == 1


def test_a_demand_that_is_no_longer_asked_is_marked_and_kept(compared, cast):
    one = rate(gap(compared, LANDS), cast.focal_point, "not-found")
    Recommendation.objects.filter(text__startswith=LANDS).update(withdrawn="2031-01-01")
    gaps_tell(document=compared)
    assert Gap.objects.get(pk=one.pk).gone_at
    assert gap_counts(cast.focal_point, compared)["not-found"] == 0
    Recommendation.objects.update(withdrawn=None)
    gaps_tell(document=compared)
    assert Gap.objects.get(pk=one.pk).gone_at is None
    assert Gap.objects.get(pk=one.pk).rating == "not-found"


def test_confirming_needs_no_reason_and_anything_else_does(compared, cast):
    one = rate(gap(compared, ROMA), cast.focal_point, "addressed")
    assert (one.rating, one.rated_by) == ("addressed", cast.focal_point)
    with pytest.raises(DeskReviewError):
        rate(one, cast.focal_point, "partly", "  ")
    assert Gap.objects.get(pk=one.pk).rating == "addressed"


def test_every_word_and_its_reason_stand_in_the_history_for_the_network(compared, cast):
    one = gap(compared, ROMA)
    rate(one, cast.focal_point, "addressed")
    rate(one, cast.coordinator, "partly", "Two districts.")
    gaps_tell(document=compared)
    rate(one, cast.coordinator, "")
    said = [(row.rating, row.reason) for row in history_of(cast.focal_point, one)]
    assert said == [("", ""), ("partly", "Two districts."), ("addressed", "")]
    assert history_of(cast.reader, one) == []


def test_silent_is_said_only_after_the_country_team_could_comment(compared, cast):
    one = gap(compared, LANDS)
    with pytest.raises(DeskReviewError, match="country team"):
        rate(one, cast.focal_point, "silent", "Nothing on lands.")
    days_over(compared)
    assert rate(one, cast.focal_point, "silent", "Nothing on lands.").rating == "silent"
    assert "silent" not in Gap.objects.values_list("status", flat=True)


def test_two_people_at_once_are_told(compared, cast):
    one = gap(compared, ROMA)
    rate(one, cast.focal_point, "addressed")
    with pytest.raises(EditConflict):
        gap_rate(gap=one, version=1, by=cast.coordinator, said="partly", reason="No")


def test_a_released_review_stays_as_it_is(compared, cast):
    released(compared)
    with pytest.raises(DeskReviewError):
        rate(gap(compared, ROMA), cast.focal_point, "addressed")
    with pytest.raises(DeskReviewError):
        gaps_find(document=compared, by=cast.focal_point)
    with pytest.raises(DeskReviewError):
        gaps_tell(document=compared)


def test_a_demand_in_words_that_one_may_not_see_is_neither_shown_nor_counted(report, cast):
    Recommendation.objects.filter(text__startswith=LANDS).update(audience=Audience.PEOPLE)
    gaps_tell(document=report)
    assert {one.text for one in gaps_listed(cast.focal_point, report)} == {ROMA}
    assert gap_counts(cast.focal_point, report)["not-found"] == 0
    Recommendation.objects.filter(text__startswith=LANDS).get().audience_people.add(cast.focal_point)
    assert {one.text for one in gaps_listed(cast.focal_point, report)} == {ROMA, LANDS}


def test_a_demand_is_told_in_public_words_and_counts_where_there_are_any(report, cast):
    hidden = Recommendation.objects.filter(text__startswith=ROMA).order_by("pk").first()
    Recommendation.objects.filter(pk=hidden.pk).update(audience=Audience.PEOPLE)
    gaps_tell(document=report)
    one = gap(report, ROMA)
    assert (one.made, one.worded_by.audience) == (1, "public")


def test_who_may_not_see_the_document_sees_nothing_of_it_until_it_is_released(compared, cast):
    assert not gaps_listed(cast.reader, compared).exists()
    assert gaps_listed(cast.country_team, compared).count() == 2
    released(compared)
    assert gaps_listed(cast.reader, compared).count() == 2
