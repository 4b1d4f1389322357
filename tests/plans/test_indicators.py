"""Indicators: what may be entered, what counts on a day, and who sees which figure."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tessera.plans.errors import EditConflict, PlanError
from tessera.plans.models import Indicator, IndicatorValue
from tessera.plans.selectors.indicators import indicators_as_of
from tessera.plans.services.indicator_values import (
    LARGEST_FILE,
    value_add,
    value_archive,
    value_change,
    value_restore,
    value_step,
)
from tessera.plans.services.indicators import criteria_write, indicator_add, indicator_change, rating_give
from tests.plans.making import plan_made

PUBLIC = {"audience": "public"}
DAY = date(2031, 12, 31)
WORDS = {"approaches": "Half of it.", "meets": "All of it.", "exceeds": "More."}


@pytest.fixture
def plan(db):
    return plan_made()


@pytest.fixture
def activity(plan):
    return plan.activities.get(ref="1a")


def indicator_made(activity, by, **values) -> Indicator:
    told = {"title": "People trained", "unit": "people", "target": Decimal(40), **values}
    return indicator_add(part=activity, by=by, audience=PUBLIC, **told)


def value_made(indicator, by, value, *, end=date(2030, 12, 31), confirmed=True, audience=None, **other):
    made = value_add(indicator=indicator, by=by, audience=audience or PUBLIC, end=end, value=Decimal(value), **other)
    return value_step(record=made, step="confirm", version=made.version, by=by) if confirmed else made


def state(plan, day, viewer, **asked):
    (found,) = indicators_as_of(plan, day, viewer, **asked)
    return found


def test_what_was_confirmed_for_a_period_that_ended_by_the_day_counts(plan, activity, cast):
    indicator = indicator_made(activity, cast.secretariat, baseline=Decimal(10), target=Decimal(50))
    value_made(indicator, cast.secretariat, 20, end=date(2030, 12, 31), evidence_url="https://example.org/list")
    value_made(indicator, cast.secretariat, 30, end=date(2031, 12, 31), start=date(2031, 1, 1))
    value_made(indicator, cast.secretariat, 99, end=date(2031, 6, 30), confirmed=False)
    then, later = state(plan, date(2031, 7, 1), cast.reader), state(plan, DAY, cast.reader)
    assert (then.value, then.as_of, then.share_of_target) == (20, date(2030, 12, 31), Decimal("0.25"))
    assert [one.url for one in then.evidence] == ["https://example.org/list"]
    assert (later.value, later.share_of_target, later.unit) == (30, Decimal("0.5"), "people")
    assert state(plan, date(2030, 1, 1), cast.reader).value is None


def test_values_of_periods_are_added_where_the_indicator_says_so(plan, activity, cast):
    indicator = indicator_made(activity, cast.secretariat, adds_up=True)
    value_made(indicator, cast.secretariat, 20, start=date(2030, 1, 1), end=date(2030, 12, 31))
    value_made(indicator, cast.secretariat, 30, start=date(2031, 1, 1), end=date(2031, 12, 31))
    assert state(plan, DAY, cast.reader).value == 50
    with pytest.raises(PlanError, match="part of this period"):
        value_made(indicator, cast.secretariat, 5, start=date(2031, 12, 1), end=date(2032, 2, 1))
    assert state(plan, date(2032, 12, 31), cast.reader).value == 50


def test_milestones_and_time_are_told_with_the_figure(plan, activity, cast):
    milestones = [{"day": "2031-01-01", "value": "15"}, {"day": "2030-06-30", "value": "5"}]
    indicator_made(activity, cast.secretariat, milestones=milestones)
    found = state(plan, date(2031, 7, 2), cast.reader)
    assert found.milestone == {"day": date(2031, 1, 1), "value": Decimal(15)}
    assert round(found.share_of_time, 2) == Decimal("0.37")


def test_small_numbers_of_people_stay_with_those_who_enter_them(plan, activity, cast):
    indicator = indicator_made(activity, cast.secretariat, counts_people=True)
    value_made(indicator, cast.secretariat, 3)
    for viewer in (cast.reader, cast.country_team, cast.secretariat):
        found = state(plan, DAY, viewer)
        assert (found.value, found.share_of_target, found.withheld) == (None, None, True)
    assert state(plan, DAY, cast.secretariat, small_numbers=True).value == 3


def test_a_small_baseline_of_people_is_withheld_and_not_to_be_told_from_the_share(plan, activity, cast):
    indicator = indicator_made(activity, cast.secretariat, counts_people=True, baseline=Decimal(4))
    value_made(indicator, cast.secretariat, 20)
    found = state(plan, DAY, cast.secretariat)
    assert (found.baseline, found.share_of_target) == (None, Decimal("0.5"))
    found = state(plan, DAY, cast.secretariat, small_numbers=True)
    assert (found.baseline, found.share_of_target) == (4, Decimal("0.444"))


def test_what_is_not_for_a_viewer_is_neither_listed_nor_counted(plan, activity, cast):
    hidden = indicator_add(part=activity, by=cast.secretariat, title="Internal", unit="events")
    assert indicators_as_of(plan, DAY, cast.reader) == []
    assert [one.indicator for one in indicators_as_of(plan, DAY, cast.country_team)] == [hidden]
    indicator = indicator_made(activity, cast.secretariat)
    value_made(indicator, cast.secretariat, 20, audience={"audience": "network"})
    assert state(plan, DAY, cast.reader).value is None
    assert indicators_as_of(plan, DAY, cast.country_team)[1].value == 20


def test_a_draft_is_for_the_network_alone(activity, cast):
    indicator = indicator_made(activity, cast.secretariat)
    value_made(indicator, cast.secretariat, 20, confirmed=False)
    assert IndicatorValue.objects.visible_to(cast.reader).count() == 0
    assert IndicatorValue.objects.visible_to(cast.country_team).count() == 1


def test_a_breakdown_needs_its_reason_and_fits_its_value(activity, cast):
    with pytest.raises(PlanError, match="lawful and safe"):
        indicator_made(activity, cast.secretariat, disaggregation={"sex": "  "})
    indicator = indicator_made(activity, cast.secretariat, disaggregation={"sex": "Asked with consent."})
    assert indicator.counts_people
    for cells, words in (
        ({"age": {"under-18": 3}}, "not broken down"),
        ({"sex": {"cats": 3}}, "no number of people"),
        ({"sex": {"women": 12, "men": 9}}, "more people than the value"),
    ):
        with pytest.raises(PlanError, match=words):
            value_made(indicator, cast.secretariat, 20, cells=cells)
    assert not IndicatorValue.objects.exists()


def test_what_was_withheld_is_not_shown_because_a_box_is_unticked(plan, activity, cast):
    by, indicator = cast.secretariat, indicator_made(activity, cast.secretariat, counts_people=True)
    value_made(indicator, by, 3)
    indicator_change(indicator=indicator, version=indicator.version, by=by, counts_people=False)
    assert state(plan, DAY, cast.reader).withheld


def test_values_that_overlap_are_not_added_by_a_later_choice(activity, cast):
    by, indicator = cast.secretariat, indicator_made(activity, cast.secretariat)
    value_made(indicator, by, 20, start=date(2030, 1, 1))
    value_made(indicator, by, 25, start=date(2030, 6, 1), end=date(2031, 5, 31))
    with pytest.raises(PlanError, match="overlap"):
        indicator_change(indicator=indicator, version=indicator.version, by=by, adds_up=True)


def test_what_the_platform_counts_is_never_typed(activity, cast):
    counted = indicator_made(activity, cast.secretariat, measure="tasks.done")
    assert counted.unit == "tasks"
    with pytest.raises(PlanError, match="counts this itself"):
        value_made(counted, cast.secretariat, 20)
    typed = indicator_made(activity, cast.secretariat)
    value_made(typed, cast.secretariat, 20)
    with pytest.raises(PlanError, match="Values were entered"):
        indicator_change(indicator=typed, version=typed.version, by=cast.secretariat, measure="tasks.done")


def test_a_confirmed_value_is_reopened_before_it_changes(activity, cast):
    by = cast.secretariat
    value = value_made(indicator_made(activity, by), by, 20)
    with pytest.raises(PlanError, match="confirmed"):
        value_change(record=value, version=value.version, by=by, value=Decimal(21))
    value = value_step(record=value, step="reopen", version=value.version, by=by)
    changed = value_change(record=value, version=value.version, by=by, value=Decimal(21))
    assert (changed.value, changed.state, changed.confirmed_by) == (21, "draft", None)
    assert [row.value for row in changed.history.order_by("history_id")][-1] == 21
    with pytest.raises(PlanError, match="in another state"):
        value_step(record=changed, step="reopen", version=changed.version, by=by)


def test_the_second_of_two_people_is_told(activity, cast):
    by = cast.secretariat
    draft = value_made(indicator_made(activity, by), by, 20, confirmed=False)
    value_change(record=draft, version=draft.version, by=by, value=Decimal(21))
    with pytest.raises(EditConflict):
        value_change(record=draft, version=draft.version, by=by, value=Decimal(22))
    with pytest.raises(EditConflict):
        value_step(record=draft, step="confirm", version=draft.version, by=by)


def test_an_archived_draft_is_confirmed_only_once_it_is_restored(plan, activity, cast):
    by = cast.secretariat
    value = value_made(indicator_made(activity, by), by, 20, confirmed=False)
    archived = value_archive(record=value, version=value.version, by=by)
    with pytest.raises(PlanError, match="restore it first"):
        value_step(record=archived, step="confirm", version=archived.version, by=by)
    restored = value_restore(record=archived, version=archived.version, by=by)
    confirmed = value_step(record=restored, step="confirm", version=restored.version, by=by)
    assert state(plan, DAY, cast.reader).value == 20
    with pytest.raises(PlanError, match="take the confirmation back first"):
        value_archive(record=confirmed, version=confirmed.version, by=by)


def test_a_file_that_is_too_large_is_refused(activity, cast):
    file = SimpleUploadedFile("list.pdf", b"x")
    file.size = LARGEST_FILE + 1
    with pytest.raises(PlanError, match="larger than 20 MB"):
        value_made(indicator_made(activity, cast.secretariat), cast.secretariat, 20, file=file)


def test_a_rating_keeps_the_criteria_it_was_given_against(plan, activity, cast):
    by, indicator = cast.secretariat, indicator_made(activity, cast.secretariat)
    with pytest.raises(PlanError, match="Write first"):
        rating_give(indicator=indicator, rating="meets", reason="Done.", day=DAY, by=by)
    first = criteria_write(plan=plan, words=WORDS, after=0, by=by)
    given = rating_give(indicator=indicator, rating="meets", reason="Done.", day=DAY, by=by)
    criteria_write(plan=plan, words={**WORDS, "meets": "All of it, in time."}, after=1, by=by)
    given.refresh_from_db()
    assert (given.criteria, given.criteria.words["meets"]) == (first, "All of it.")
    with pytest.raises(EditConflict):
        criteria_write(plan=plan, words={**WORDS, "meets": "Other words."}, after=1, by=by)
    assert state(plan, DAY, cast.reader).rating == given
    assert state(plan, date(2031, 1, 1), cast.reader).rating is None
