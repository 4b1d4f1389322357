"""Working on activities: statuses with reasons, money, evidence, dependencies; two people editing the same thing."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tessera.network.models import Audience
from tessera.plans.errors import EditConflict, PlanError
from tessera.plans.models import Activity, Contribution, Evidence, FundingLine, Milestone, Obstacle, StatusChange
from tessera.plans.selectors.activities import totals
from tessera.plans.services.activities import (
    activity_status_set,
    activity_wording_change,
    activity_working_data_change,
    contributions_set,
    dependency_add,
)
from tessera.plans.services.delivery import delivery_add, delivery_change, delivery_remove
from tests.cast import GroupFactory, OrganisationFactory

from .making import DAY, milestone_made, plan_made

pytestmark = pytest.mark.django_db


@pytest.fixture
def activity():
    return plan_made(adopted=False).activities.get(ref="1a")


def test_the_second_of_two_editors_is_told_and_the_first_keeps_what_stands(activity, cast):
    read_at = activity.version
    activity_wording_change(activity=activity, version=read_at, by=cast.secretariat, title="Mine")
    with pytest.raises(EditConflict) as told:
        activity_wording_change(activity=activity, version=read_at, by=cast.administrator, title="Theirs")
    assert told.value.theirs.title == "Mine"
    assert Activity.objects.get(pk=activity.pk).title == "Mine"


@pytest.mark.parametrize("change", ["status", "working data", "milestone"])
def test_every_kind_of_edit_notices_the_other_editor(activity, cast, change):
    milestone = milestone_made(activity, title="Course")

    def edit(by):
        if change == "status":
            activity_status_set(activity=activity, status="on-track", version=activity.version, by=by, since=DAY)
        elif change == "working data":
            activity_working_data_change(activity=activity, version=activity.version, by=by, countries=["FRA"])
        else:
            delivery_change(milestone, version=milestone.version, by=by, title="Courses")

    edit(cast.secretariat)
    with pytest.raises(EditConflict):
        edit(cast.administrator)


@pytest.mark.parametrize("status", ["delayed", "blocked", "dropped"])
def test_trouble_needs_a_reason(activity, cast, status):
    with pytest.raises(PlanError, match="Say why"):
        activity_status_set(activity=activity, status=status, version=1, by=cast.secretariat, since=DAY, reason=" ")
    activity.refresh_from_db()
    assert activity.status == Activity.Status.NOT_STARTED
    assert not StatusChange.objects.exists()


def test_a_status_keeps_its_days_and_reasons(activity, cast):
    for status, reason in (("on-track", ""), ("delayed", "The donor is late"), ("done", "")):
        activity.refresh_from_db()
        activity_status_set(
            activity=activity, status=status, version=activity.version, by=cast.secretariat, since=DAY, reason=reason
        )
    assert [(c.status, c.reason) for c in activity.statuschanges.order_by("id")] == [
        ("on-track", ""), ("delayed", "The donor is late"), ("done", ""),
    ]  # fmt: skip


def test_a_reason_for_a_group_stays_out_of_the_history_that_all_see(activity, cast):
    activity_status_set(
        activity=activity, status="blocked", version=1, by=cast.secretariat, since=DAY, reason="Threats to our partner",
        audience=Audience.PEOPLE,
    )  # fmt: skip
    assert activity.history.latest().history_change_reason in ("", None)


def test_money_is_added_within_a_currency_and_never_across(activity, cast):
    for currency, asked in (("USD", "10.10"), ("USD", "0.20"), ("CHF", "5")):
        delivery_add(FundingLine, activity=activity, by=cast.secretariat, currency=currency, asked=Decimal(asked))
    sums = {line["currency"]: line["asked"] for line in totals(activity.fundinglines.all())}
    assert sums == {"USD": Decimal("10.30"), "CHF": Decimal("5.00")}


@pytest.mark.parametrize(
    ("model", "values"),
    [
        (Milestone, {"title": ""}),
        (Evidence, {"title": "Report", "url": "javascript:alert(1)"}),
        (Evidence, {"title": "Report", "url": "not an address"}),
        (Obstacle, {"text": ""}),
        (FundingLine, {"asked": Decimal("1e20")}),
    ],
)
def test_what_is_wrong_is_refused_in_words_and_not_written(activity, cast, model, values):
    with pytest.raises(PlanError):
        delivery_add(model, activity=activity, by=cast.secretariat, **values)
    assert not model.objects.exists()


def test_evidence_belongs_to_its_own_activitys_milestone(activity, cast):
    elsewhere = milestone_made(activity.plan.activities.get(ref="1b"), title="Other")
    with pytest.raises(PlanError, match="another activity"):
        delivery_add(
            Evidence,
            activity=activity,
            by=cast.secretariat,
            title="R",
            url="https://example.org/r",
            milestone=elsewhere,
        )


def test_an_audience_of_nobody_is_refused(activity, cast):
    for audience, sentence in ((Audience.GROUP, "Choose the group"), (Audience.PEOPLE, "Name the people")):
        with pytest.raises(PlanError, match=sentence):
            delivery_add(Obstacle, activity=activity, by=cast.secretariat, text="Threats", audience=audience)


def test_who_names_people_stays_among_them(activity, cast):
    kept = delivery_add(
        Obstacle, activity=activity, by=cast.focal_point, text="Threats", audience="people", people=(cast.coordinator,)
    )
    assert kept.is_visible_to(cast.focal_point)
    assert kept.is_visible_to(cast.coordinator)
    assert not kept.is_visible_to(cast.secretariat)


def test_whoever_is_no_longer_named_sees_it_no_more(activity, cast):
    kept = delivery_add(
        Obstacle, activity=activity, by=cast.focal_point, text="Threats", audience="people", people=(cast.coordinator,)
    )
    delivery_change(kept, version=1, by=cast.focal_point, audience="people", people=(cast.secretariat,))
    assert not kept.is_visible_to(cast.coordinator)
    assert kept.is_visible_to(cast.secretariat)
    assert kept.is_visible_to(cast.focal_point)


def test_an_entry_is_given_to_a_group_and_to_the_network_again(activity, cast):
    group = GroupFactory()
    kept = delivery_add(Obstacle, activity=activity, by=cast.focal_point, text="Threats")
    kept = delivery_change(kept, version=1, by=cast.focal_point, audience="group", group=group)
    assert (kept.audience, kept.audience_group) == ("group", group)
    with pytest.raises(PlanError, match="Choose the group"):
        delivery_change(kept, version=2, by=cast.focal_point, audience="group")
    kept = delivery_change(kept, version=2, by=cast.focal_point, audience="network", group=group)
    assert (kept.audience, kept.audience_group) == ("network", None)


def test_what_is_removed_stays_in_the_history(activity, cast):
    milestone = milestone_made(activity, title="Course")
    delivery_remove(milestone, version=milestone.version, by=cast.secretariat)
    assert not Milestone.objects.exists()
    assert [(h.history_type, h.title) for h in Milestone.history.order_by("history_id")] == [
        ("+", "Course"),
        ("-", "Course"),
    ]


def test_no_activity_waits_for_itself_by_any_way_round(activity, cast):
    a, b, c = activity.plan.activities.order_by("order")
    dependency_add(activity=a, needed=b, by=cast.secretariat)
    dependency_add(activity=b, needed=c, by=cast.secretariat)
    for first, second in ((c, a), (b, a), (a, a)):
        with pytest.raises(PlanError):
            dependency_add(activity=first, needed=second, by=cast.secretariat)


def test_leads_and_contributors_are_set_as_a_whole(activity, cast):
    x, y, z = (OrganisationFactory(code=code) for code in "xyz")
    contributions_set(activity=activity, by=cast.secretariat, lead=[x], contributing=[y])
    contributions_set(activity=activity, by=cast.secretariat, lead=[y], contributing=[z])
    found = set(Contribution.objects.values_list("organisation__code", "part"))
    assert found == {("y", "lead"), ("z", "contributing")}


def test_working_data_is_all_that_a_working_edit_changes(activity, cast):
    with pytest.raises(TypeError):
        activity_working_data_change(activity=activity, version=1, by=cast.secretariat, title="Sneaked in")


def test_a_milestone_worded_anew_is_not_shown_in_its_old_words_in_another_language(activity, cast):
    milestone = delivery_add(Milestone, activity=activity, by=cast.focal_point, title="Course", titles={"fr": "Cours"})
    change = {"version": milestone.version, "by": cast.focal_point}
    delivery_change(milestone, **change, note="In June")
    milestone.refresh_from_db()
    assert milestone.wording("title", "fr") == "Cours"
    delivery_change(milestone, version=milestone.version, by=cast.focal_point, title="Two courses")
    milestone.refresh_from_db()
    assert milestone.wording("title", "fr") == "Two courses"
