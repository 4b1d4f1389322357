"""The plan after a plan: what continues, what ended, and two plans compared."""

from __future__ import annotations

import pytest

from tessera.plans.errors import PlanError
from tessera.plans.models import Activity, Continuation, Contribution, Dependency, Milestone, Plan
from tessera.plans.selectors.continuing import activity_continued, plans_compared
from tessera.plans.services.continuing import plan_copy_forward
from tests.cast import OrganisationFactory

from .making import milestone_made, plan_made

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(cast):
    """1a waits for 1b and is led by an entity; 1c ends."""
    plan = plan_made()
    one, other, _third = plan.activities.all()
    Contribution.objects.create(activity=one, organisation=OrganisationFactory(code="ohchr"), part="lead")
    Dependency.objects.create(activity=one, needed=other)
    milestone_made(one, title="Note drafted")
    milestone_made(one, title="For one person", audience="people")
    Milestone.objects.filter(pk=milestone_made(one, title="Reached").pk).update(done_on="2030-03-01")
    return plan


def copied(plan, cast, *refs: str, code: str = "AP-2034-2037", **values) -> Plan:
    chosen = plan.activities.filter(ref__in=refs)
    years = {"start": 2034, "end": 2037, **values}
    return plan_copy_forward(
        plan=plan, code=code, title="The next plan", activities=chosen, by=cast.secretariat, note="Reached", **years
    )


def test_what_continues_keeps_its_text_leads_and_links_and_knows_what_it_comes_from(plan, cast):
    new = copied(plan, cast, "1a", "1b")
    one, other = new.activities.all()
    old = plan.activities.get(ref="1a")
    assert (one.text, one.title, one.gnr, one.status) == (old.text, old.title, [1, 8], "not-started")
    assert [c.organisation.code for c in one.contributions.all()] == ["ohchr"]
    assert one.needs.get().needed == other
    assert activity_continued(one, cast.focal_point).earlier[0].earlier == old
    assert (new.state, new.audience) == ("draft", "network")
    assert one.history.get().history_user == cast.secretariat


def test_milestones_that_are_not_reached_continue_for_those_who_saw_them(plan, cast):
    new = copied(plan, cast, "1a")
    assert [(m.title, m.audience) for m in Milestone.objects.filter(activity__plan=new)] == [
        ("Note drafted", "network")
    ]


def test_years_lie_within_the_new_plan(plan, cast):
    Activity.objects.filter(plan=plan, ref="1b").update(end=2035)
    new = copied(plan, cast, "1a", "1b")
    assert list(new.activities.values_list("start", "end")) == [(2034, None), (2034, 2035)]


def test_what_ended_is_named_with_the_old_plan_and_says_why(plan, cast):
    new = copied(plan, cast, "1a", "1b")
    ended = Continuation.objects.get(plan=new, activity__isnull=True)
    assert (ended.earlier.ref, ended.note) == ("1c", "Reached")
    assert plan.activities.count() == 3
    assert activity_continued(ended.earlier, cast.focal_point).later == [ended]
    assert activity_continued(ended.earlier, cast.reader).later == []  # the draft is the Network's


@pytest.mark.parametrize(
    ("refs", "values", "words"),
    [
        ((), {}, "at least one"),
        (("1a",), {"end": 2030}, "before the first"),
        (("1a",), {"code": "ap-2030-2033"}, "code"),
    ],
)
def test_a_copy_that_cannot_be_made_leaves_nothing(plan, cast, refs, values, words):
    with pytest.raises(PlanError, match=words):
        copied(plan, cast, *refs, **values)
    assert Plan.objects.count() == 1


def test_two_plans_compared_say_what_was_carried_reworded_new_and_ended(plan, cast):
    new = copied(plan, cast, "1a", "1b")
    Activity.objects.filter(plan=new, ref="1b").update(title="Worded anew", ref="2a")
    Activity.objects.create(plan=new, section=new.sections.get(), ref="3", title="Something else")
    found = plans_compared(plan, new)
    assert [(p.old.ref, p.new.ref) for p in found.carried] == [("1a", "1a")]
    assert [(p.old.ref, p.new.ref, p.change["values"]["title"]) for p in found.reworded] == [
        ("1b", "2a", ["Activity 1", "Worded anew"])
    ]
    assert [a.ref for a in found.new] == ["3"]
    assert [(a.ref, note) for a, note in found.ended] == [("1c", "Reached")]


def test_plans_are_compared_through_the_plans_between_them(plan, cast):
    later = copied(copied(plan, cast, "1a"), cast, "1a", code="AP-2038", start=2038, end=2040)
    found = plans_compared(plan, later)
    assert [(p.old.ref, p.linked) for p in found.carried] == [("1a", True)]


def test_plans_that_know_nothing_of_one_another_are_compared_by_their_words(plan):
    other = plan_made(code="OTHER", activities=2)
    found = plans_compared(plan, other)
    assert [(p.old.ref, p.linked) for p in found.carried] == [("1a", False), ("1b", False)]
    assert [a.ref for a, _note in found.ended] == ["1c"]
