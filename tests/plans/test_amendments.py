"""Amendments: proposed with a reason, shown as a diff, decided once, dated; the plan reads as it stood on any day."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from tessera.network.models.audience import OPERATOR
from tessera.plans.errors import EditConflict, PlanError
from tessera.plans.models import Activity, Amendment, Plan
from tessera.plans.selectors.content import content_at, content_now
from tessera.plans.services.activities import activity_add, activity_give_up, activity_wording_change
from tessera.plans.services.amendments import amendment_adopt, amendment_propose, amendment_reject, amendment_withdraw
from tessera.plans.services.plans import plan_close

from .making import plan_made

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return plan_made()


def proposed(plan: Plan, by, **values) -> Amendment:
    activity = plan.activities.get(ref="1a")
    return activity_wording_change(activity=activity, version=activity.version, by=by, reason="More time", **values)


def test_a_change_to_an_adopted_plan_waits_for_a_decision(plan, cast):
    amendment = proposed(plan, cast.focal_point, end=2033)
    assert plan.activities.get(ref="1a").end == 2031
    assert amendment.changes == [{"op": "change", "kind": "activity", "ref": "1a", "values": {"end": [2031, 2033]}}]
    amendment_adopt(amendment=amendment, by=cast.secretariat)
    assert plan.activities.get(ref="1a").end == 2033


def test_the_plan_reads_as_it_stood_before_and_after(plan, cast):
    before = timezone.now()
    amendment_adopt(amendment=proposed(plan, cast.focal_point, end=2033, title="Other words"), by=cast.secretariat)
    then, now = (content_at(plan, OPERATOR, moment) for moment in (before, timezone.now()))
    assert (then["activity"]["1a"]["end"], then["activity"]["1a"]["title"]) == (2031, "Activity 0")
    assert (now["activity"]["1a"]["end"], now["activity"]["1a"]["title"]) == (2033, "Other words")
    assert now == content_now(plan)
    assert content_at(plan, OPERATOR, before - timedelta(days=400)) is None


def test_an_activity_given_up_stays_readable(plan, cast):
    activity = plan.activities.get(ref="1b")
    amendment = activity_give_up(activity=activity, by=cast.focal_point, reason="No money")
    amendment_adopt(amendment=amendment, by=cast.secretariat)
    activity.refresh_from_db()
    assert activity.status == Activity.Status.DROPPED
    assert activity.text


def test_a_new_activity_comes_by_amendment(plan, cast):
    section = plan.sections.get()
    amendment = activity_add(plan=plan, section=section, ref="1d", by=cast.focal_point, reason="A gap", title="Fill it")
    assert not plan.activities.filter(ref="1d").exists()
    amendment_adopt(amendment=amendment, by=cast.secretariat)
    assert plan.activities.get(ref="1d").title == "Fill it"


@pytest.mark.parametrize("reason", ["", "   ", "\n"])
def test_an_amendment_without_a_reason_is_refused(plan, cast, reason):
    activity = plan.activities.get(ref="1a")
    with pytest.raises(PlanError, match="Say why"):
        activity_wording_change(
            activity=activity, version=activity.version, by=cast.focal_point, reason=reason, end=2033
        )
    assert not Amendment.objects.exists()


def test_an_amendment_that_changes_nothing_is_refused(plan, cast):
    with pytest.raises(PlanError, match="Nothing"):
        proposed(plan, cast.focal_point, end=2031)


def test_of_two_amendments_to_the_same_words_the_second_is_refused_and_neither_is_lost(plan, cast):
    first, second = proposed(plan, cast.focal_point, end=2032), proposed(plan, cast.coordinator, end=2033)
    amendment_adopt(amendment=first, by=cast.secretariat)
    with pytest.raises(EditConflict, match="meanwhile"):
        amendment_adopt(amendment=second, by=cast.secretariat)
    second.refresh_from_db()
    assert second.state == Amendment.State.PROPOSED
    assert plan.activities.get(ref="1a").end == 2032


def test_amendments_to_different_words_of_one_activity_both_stand(plan, cast):
    first, second = proposed(plan, cast.focal_point, end=2032), proposed(plan, cast.coordinator, title="Other words")
    amendment_adopt(amendment=first, by=cast.secretariat)
    amendment_adopt(amendment=second, by=cast.secretariat)
    activity = plan.activities.get(ref="1a")
    assert (activity.end, activity.title) == (2032, "Other words")


def test_a_decision_is_made_once(plan, cast):
    amendment = proposed(plan, cast.focal_point, end=2032)
    amendment_reject(amendment=amendment, by=cast.secretariat, note="Too long")
    for decide in (amendment_adopt, amendment_withdraw):
        with pytest.raises(EditConflict, match="already decided"):
            decide(amendment=amendment, by=cast.secretariat)
    amendment.refresh_from_db()
    assert (amendment.state, amendment.decided_by) == (Amendment.State.REJECTED, cast.secretariat)
    assert amendment.decided_at is not None


def test_a_rejection_says_why(plan, cast):
    with pytest.raises(PlanError, match="Say why"):
        amendment_reject(amendment=proposed(plan, cast.focal_point, end=2032), by=cast.secretariat, note=" ")


def test_drafts_and_closed_plans_are_not_amended(cast):
    draft = plan_made(code="D-1", adopted=False)
    change = {"op": "change", "kind": "activity", "ref": "1a", "values": {"end": [2031, 2032]}}
    with pytest.raises(PlanError, match="Only an adopted plan"):
        amendment_propose(plan=draft, changes=[change], reason="Why not", by=cast.secretariat)
    closed = plan_made(code="C-1")
    plan_close(plan=closed, by=cast.secretariat)
    with pytest.raises(PlanError, match="Only an adopted plan"):
        amendment_propose(plan=closed, changes=[change], reason="Why not", by=cast.secretariat)


def test_amendments_are_numbered_within_their_plan(plan, cast):
    other = plan_made(code="OTHER-1")
    numbers = [
        proposed(p, cast.focal_point, end=year).number for p, year in ((plan, 2032), (plan, 2033), (other, 2032))
    ]
    assert numbers == [1, 2, 1]


def test_words_of_old_in_other_languages_go_with_the_words_they_translate(plan, cast):
    words = {"title": "Formation", "summary": "La police est formée."}
    plan.activities.filter(ref="1a").update(translations={"fr": words}, summary="The police is trained.")
    amendment_adopt(amendment=proposed(plan, cast.focal_point, title="Train judges"), by=cast.secretariat)
    activity = plan.activities.get(ref="1a")
    assert activity.wording("title", "fr") == "Train judges"
    assert activity.wording("summary", "fr") == "La police est formée."


def test_the_plan_reads_in_another_language_where_it_has_words_in_it(plan):
    plan.activities.filter(ref="1a").update(translations={"fr": {"title": "Formation"}})
    told = content_now(plan, "fr")["activity"]
    assert (told["1a"]["title"], told["1a"]["language"]) == ("Formation", "fr")
    assert (told["1b"]["title"], told["1b"]["language"]) == ("Activity 1", "en")
    assert "language" not in content_now(plan)["activity"]["1a"]
