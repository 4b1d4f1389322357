"""Reviews of a plan: their states, what is frozen, and who reads what."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tessera.coordination.errors import CoordinationError
from tessera.coordination.models import FrozenPlan, PlanReview
from tessera.coordination.selectors.freezing import body_digest, plan_body, rows_by_key
from tessera.coordination.selectors.plan_reviews import review_told
from tessera.coordination.selectors.since_frozen import differences, wording_changes
from tessera.coordination.services.plan_reviews import STEPS, plan_review_change, plan_review_step
from tessera.network.models import AuditEvent
from tessera.plans.errors import EditConflict
from tessera.plans.models import Activity, Contribution, FundingLine, Milestone
from tessera.plans.services.activities import activity_status_set
from tessera.plans.services.indicator_values import value_add, value_step
from tessera.plans.services.indicators import indicator_add
from tessera.recommendations.models import Document
from tests.cast import GroupFactory, OrganisationFactory
from tests.plans.making import milestone_made, plan_made
from tests.web.signing import client_of

from .review_making import finding_made, review_made

pytestmark = pytest.mark.django_db

ALLOWED = {
    "preparing": {"freeze": "frozen"},
    "frozen": {"thaw": "preparing", "draft": "drafting"},
    "drafting": {"circulate": "circulated"},
    "circulated": {"recall": "drafting", "close": "closed"},
    "closed": {"reopen": "circulated"},
}
KEEPERS = {"secretariat", "administrator"}
NOW = timezone.now


def refusals(person) -> int:
    return AuditEvent.objects.filter(action="refused", actor=person).count()


@pytest.mark.parametrize("state", sorted(ALLOWED))
@pytest.mark.parametrize("role", ["civil_society", "country_team", "focal_point", "coordinator", *sorted(KEEPERS)])
def test_a_step_that_state_or_role_forbids_is_refused_and_logged(cast, state, role):
    person, plan = cast.all[role], plan_made()
    for step in STEPS:
        review = review_made(cast, plan, state=state)
        if state == "drafting":
            finding_made(cast, review)  # without one it is not circulated
        before = refusals(person)
        client_of(person).post(reverse("web:plan-review-step", args=[plan.code, review.pk, step]))
        now = PlanReview.objects.get(pk=review.pk)
        if role in KEEPERS and step in ALLOWED[state]:
            assert (now.state, refusals(person)) == (ALLOWED[state][step], before)
        else:
            hidden = role == "civil_society"  # for whom the review does not exist: nothing to refuse
            assert (now.state, now.version, refusals(person)) == (state, review.version, before + (not hidden))


def test_what_is_frozen_stays_as_it_was_when_the_plan_changes(cast):
    plan = plan_made()
    one = plan.activities.all()[0]
    Contribution.objects.create(activity=one, organisation=OrganisationFactory(code="ohchr"), part="lead")
    milestone = milestone_made(one, title="Note drafted")
    review = review_made(cast, plan, state="frozen")
    frozen = FrozenPlan.objects.get()
    body, digest = frozen.body, frozen.digest
    activity_status_set(activity=one, status="on-track", version=1, by=cast.secretariat, since=NOW().date())
    Milestone.objects.filter(pk=milestone.pk).delete()
    Activity.objects.filter(pk=one.pk).update(title="Worded anew")
    told = review_told(review, cast.secretariat)
    assert (told.body, told.frozen.digest, told.whole) == (body, digest, True)
    assert rows_by_key(told.body)["activity:1a"]["leads"] == ["OHCHR"]
    assert [m["title"] for m in told.body["milestones"]] == ["Note drafted"]


def test_what_was_frozen_can_neither_be_changed_nor_deleted(cast):
    review_made(cast, state="frozen")
    frozen = FrozenPlan.objects.get()
    for forbidden in (frozen.save, frozen.delete):
        with pytest.raises(TypeError):
            forbidden()


def test_a_body_that_was_tampered_with_no_longer_has_its_hash(cast):
    review = review_made(cast, state="frozen")
    frozen = FrozenPlan.objects.get()
    frozen.body["plan"]["code"] = "OTHER"
    FrozenPlan.objects.update(body=frozen.body)
    assert review_told(review, cast.secretariat).whole is False


def test_the_hash_does_not_depend_on_the_order_of_keys():
    assert body_digest({"a": 1, "b": [2]}) == body_digest({"b": [2], "a": 1}) != body_digest({"a": 1, "b": [3]})


def test_a_freezing_holds_what_was_recorded_by_the_end_of_the_day(cast):
    plan = plan_made()
    one = plan.activities.all()[0]
    milestone_made(one, title="Known")
    late = milestone_made(one, title="Entered later")
    yesterday = NOW() - timedelta(days=1)
    for model in (type(plan), Activity, Milestone):
        model.history.update(history_date=yesterday)
    late.history.update(history_date=NOW())
    Milestone.objects.filter(title="Known").update(done_on=NOW().date())
    body = plan_body(plan, yesterday.date())
    assert [m["title"] for m in body["milestones"]] == ["Known"]
    assert plan_body(plan, yesterday.date() - timedelta(days=9)) is None


def test_what_is_for_fewer_than_the_network_is_not_frozen(cast):
    plan = plan_made()
    one = plan.activities.all()[0]
    for audience in ("public", "network", "people"):
        milestone_made(one, title=audience, audience=audience)
    FundingLine.objects.create(
        activity=one, donor="D", asked=5, audience="group", audience_group=GroupFactory(name="Few")
    )
    review = review_made(cast, plan, state="frozen", audience="public")
    of_network, public = review_told(review, cast.focal_point).body, review_told(review, cast.reader).body
    assert [m["title"] for m in of_network["milestones"]] == ["public", "network"]
    assert [m["title"] for m in public["milestones"]] == ["public"]
    assert of_network["money"] == []


def test_a_public_row_names_no_document_that_is_not_public(cast):
    plan = plan_made()
    indicator = indicator_add(
        part=plan.activities.all()[0], by=cast.secretariat, audience={"audience": "public"}, title="Held", unit="events"
    )
    quiet = Document.objects.create(body="ceacr", title="Quiet", audience="network")
    value = value_add(
        indicator=indicator, by=cast.secretariat, audience={"audience": "public"}, end=date(2020, 1, 1), value=7,
        document=quiet, evidence_url="https://example.org/list",
    )  # fmt: skip
    value_step(record=value, step="confirm", version=value.version, by=cast.secretariat)
    review = review_made(cast, plan, state="frozen", audience="public")
    for viewer in (cast.focal_point, cast.reader):
        (row,) = review_told(review, viewer).body["indicators"]
        assert [one["url"] for one in row["shown_by"]] == ["https://example.org/list"]
        assert (row["value"], row["audience"]) == ("7.00", "public")


def test_a_day_to_come_and_a_day_before_the_plan_are_refused(cast):
    today = NOW().date()
    for day, words in ((today + timedelta(days=1), "today or an earlier"), (today - timedelta(days=9), "not here yet")):
        review = review_made(cast, plan_made(code=f"P{words[:2]}"), as_of=day)
        with pytest.raises(CoordinationError, match=words):
            plan_review_step(review=review, step="freeze", by=cast.secretariat)
        assert PlanReview.objects.get(pk=review.pk).state == "preparing"


def test_freezing_anew_keeps_what_was_frozen_before(cast):
    review = review_made(cast, state="frozen")
    for step in ("thaw", "freeze"):
        review = plan_review_step(review=review, step=step, by=cast.secretariat)
    assert review.frozen_plans.count() == 2
    with pytest.raises(CoordinationError, match="another day"):
        plan_review_change(
            review=review,
            version=review.version,
            by=cast.secretariat,
            as_of=NOW().date().replace(day=1) - timedelta(days=1),
        )


def test_what_changed_since_is_told_row_by_row(cast):
    plan = plan_made()
    one = plan.activities.all()[0]
    milestone = milestone_made(one, title="Note drafted")
    body = plan_body(plan, NOW().date())
    assert differences(body, body) == [] == wording_changes(body, body)
    milestone.done_on = NOW().date()
    milestone.save()
    milestone_made(one, title="One more")
    one.title = "Worded anew"
    one.save()
    now = plan_body(plan, NOW().date())
    assert [(d.title, d.sign, [f[0] for f in d.fields]) for d in differences(body, now)] == [
        ("Note drafted", "changed", ["done_on"]),
        ("One more", "added", []),
    ]
    assert [c["ref"] for c in wording_changes(body, now)] == ["1a"]


@pytest.mark.parametrize(
    ("state", "readers"),
    [
        ("drafting", KEEPERS),
        ("circulated", KEEPERS | {"country_team", "focal_point", "coordinator"}),
        ("closed", {*KEEPERS, "country_team", "focal_point", "coordinator", "civil_society", "reader"}),
    ],
)
def test_findings_are_told_to_the_network_when_circulated_and_to_all_when_closed(cast, state, readers):
    review = review_made(cast, state=state, audience="public")
    told = {role for role, person in cast.all.items() if review_told(review, person).told}
    assert told == readers
    by_rule = {role for role, person in cast.all.items() if person.has_perm("coordination.read_findings", review)}
    assert by_rule == readers


def test_who_is_named_as_reviewer_reads_and_writes_the_draft(cast):
    review = review_made(cast, state="drafting", reviewers=[cast.country_team])
    assert cast.country_team.has_perm("coordination.write_review", review)
    assert review_told(review, cast.country_team).told
    assert not cast.focal_point.has_perm("coordination.write_review", review)


def test_the_second_of_two_people_editing_a_review_is_told(cast):
    review = review_made(cast)
    plan_review_change(review=review, version=1, by=cast.secretariat, title="Half the way")
    with pytest.raises(EditConflict) as told:
        plan_review_change(review=review, version=1, by=cast.administrator, title="Other")
    assert told.value.theirs.title == "Half the way"
