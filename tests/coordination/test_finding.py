"""The one search finds of coordination, for each role, what the audience rule gives them, and counts nothing more."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import product
from typing import Any

import pytest
from django.utils import timezone

from tessera.coordination.models import (
    Endorsement,
    Finding,
    Meeting,
    PlanReview,
    ReportRound,
    ReviewRecommendation,
    Task,
    Update,
    WorkingGroup,
    YearlyReport,
)
from tessera.coordination.selectors.plan_reviews import findings_are_for
from tessera.network.models import Audience, GroupMember, Role
from tessera.network.models.audience import OPERATOR
from tessera.plans.models import Activity, Plan, Section
from tests.cast import GroupFactory, MembershipFactory, OrganisationFactory, PersonFactory
from tests.search.asking import ask

pytestmark = pytest.mark.django_db
AUDIENCES = [one.value for one in Audience]


@pytest.fixture(autouse=True)
def _own_index(settings, tmp_path):
    settings.TESSERA_HOME = tmp_path


class World:
    """Records of every audience, within groups and plans of every audience. Circle and people differ by level."""

    def __init__(self, cast: Any) -> None:
        self.cast, self.n = cast, 0
        self.circles = []
        for people in ((cast.coordinator, cast.civil_society), (cast.civil_society, cast.focal_point)):
            circle = GroupFactory()
            self.circles.append(circle)
            for person in people:
                GroupMember.objects.create(group=circle, person=person)
        self.named = [(cast.focal_point, cast.civil_society, cast.secretariat), (cast.civil_society, cast.coordinator)]

    def made(self, model: type[Any], audience: str, *, level: int = 0, **values: Any) -> Any:
        circle = self.circles[level % 2] if audience == "group" else None
        record = model.objects.create(audience=audience, audience_group=circle, **values)
        if audience == "people":
            record.audience_people.set(self.named[level % 2])
        return record

    def group(self, audience: str) -> WorkingGroup:
        name = self.next("Group")
        return self.made(WorkingGroup, audience, level=1, name=name, slug=name.lower(), circle=GroupFactory())

    def plan(self, audience: str) -> Plan:
        return self.made(Plan, audience, level=0, code=self.next("PLAN"), title="Zebra plan", language="en")

    def activity(self, of_plan: str) -> Activity:
        plan = self.plan(of_plan)
        section = Section.objects.create(plan=plan, ref="1", title="First things")
        return Activity.objects.create(plan=plan, section=section, ref="1a", title="Activity", order=1)

    def next(self, word: str) -> str:
        self.n += 1
        return f"{word}-{self.n}"


@pytest.fixture
def world(cast):
    return World(cast)


def agree(cast: Any, kind: str, seen: Any) -> None:
    """Hits, total and the count beside the kind are those records that `seen(viewer)` gives, for each role."""
    told = set()
    for role, viewer in cast.all.items():
        expected = set(seen(viewer))
        results = ask(viewer, "zebra", limit=100, kinds=[kind], facets=("plan", "organisation"))
        assert {hit.id for hit in results.hits} == expected, (kind, role)
        assert results.total == len(expected)
        assert results.kinds.get(kind, 0) == len(expected)
        assert ask(viewer, f"zebra kind:{kind}").kinds.get(kind, 0) == len(expected), "without naming the kind apart"
        assert all(sum(counts.values()) <= len(expected) for counts in results.facets.values())
        told.add(len(expected))
    assert len(told) > 2, "the roles do differ"


def ids(model: type[Any], **conditions: Any) -> Any:
    return lambda viewer: model.objects.visible_to(viewer).filter(**conditions).values_list("pk", flat=True)


def test_a_working_group_and_what_belongs_to_it_are_found_by_whom_both_audiences_admit(cast, world):
    for of_group in AUDIENCES:
        group = world.group(of_group)
        group.mandate = "Count each zebra."
        group.save()
        for own in AUDIENCES:
            world.made(Meeting, own, group=group, title="Zebra meeting", starts_at=timezone.now())
            world.made(Update, own, group=group, text="The zebra office answered.")
            world.made(Endorsement, own, working_group=group, title="Note on a zebra")
    world.made(Endorsement, "network", title="Of no group, on a zebra")
    for kind, model in (
        ("working-group", WorkingGroup), ("meeting", Meeting), ("update", Update), ("endorsement", Endorsement),
    ):  # fmt: skip
        agree(cast, kind, ids(model))


def of_three() -> Iterator[tuple[str, str, str]]:
    return product(AUDIENCES, AUDIENCES, AUDIENCES)


def test_a_task_is_found_by_whom_its_own_its_groups_and_its_plans_audience_admit(cast, world):
    groups = {one: world.group(one) for one in AUDIENCES}
    activities = {}
    for one in AUDIENCES:
        activities[one] = world.activity(one)
    for own, of_group, of_plan in of_three():
        world.made(Task, own, group=groups[of_group], activity=activities[of_plan], title="Draft the zebra note")
    for own in AUDIENCES:
        world.made(Task, own, title="Of nothing else, a zebra")
        world.made(Task, own, title="Of a group, a zebra", group=groups["network"])
        world.made(Task, own, title="Of an activity, a zebra", activity=activities["people"])
    agree(cast, "task", ids(Task))


def test_only_an_approved_yearly_report_is_found_and_by_its_three_audiences(cast, world):
    entity = OrganisationFactory(code="ohchr")
    for own, of_round, of_plan in of_three():
        report_round = world.made(
            ReportRound, of_round, level=1, plan=world.plan(of_plan), year=2025,
            opens=date(2026, 1, 5), due=date(2026, 2, 15),
        )  # fmt: skip
        report = world.made(
            YearlyReport, own, round=report_round, organisation=entity, state="approved", summary="A good year."
        )
        report.entries.create(text="We counted a zebra.")
        world.made(
            YearlyReport, own, round=report_round, organisation=OrganisationFactory(code="undp"),
            state="submitted", summary="A zebra year.",
        )  # fmt: skip
    agree(cast, "yearly-report", ids(YearlyReport, state="approved"))


@pytest.mark.parametrize("state", PlanReview.State.values)
def test_a_review_is_found_by_its_audiences_and_its_findings_by_whom_they_are_told(cast, world, state):
    for own, of_plan in product(AUDIENCES, AUDIENCES):
        review = world.made(
            PlanReview, own, level=1, plan=world.plan(of_plan), title="Zebra review", as_of=date(2026, 1, 1),
            conclusions="An okapi came late.", state=state,
        )  # fmt: skip
        review.reviewers.set([cast.civil_society])
        Finding.objects.create(review=review, number=1, criterion="effectiveness", text="The zebra came late.")
        Finding.objects.create(
            review=review, number=2, criterion="effectiveness", text="Zebra", archived_at=timezone.now()
        )
        ReviewRecommendation.objects.create(review=review, number=1, text="Move the zebra.")

    def told(model: type[Any]) -> Any:
        def seen(viewer: Any) -> list[int]:
            if state not in PlanReview.TOLD:
                return []
            rows = model.objects.visible_to(viewer).filter(archived_at=None).select_related("review")
            return [one.pk for one in rows if findings_are_for(viewer, one.review)]

        return seen

    agree(cast, "plan-review", ids(PlanReview))
    if state in PlanReview.TOLD:
        agree(cast, "finding", told(Finding))
        agree(cast, "review-recommendation", told(ReviewRecommendation))
    else:
        assert ask(OPERATOR, "zebra", kinds=["finding", "review-recommendation"]).total == 0
    assert bool(ask(OPERATOR, "okapi").total) is (state == "closed"), "conclusions, once everybody is told"


def test_what_changes_its_group_audience_or_state_counts_at_once(cast, world):
    group = world.group("public")
    task = world.made(Task, "public", group=group, title="Zebra")
    meeting = world.made(Meeting, "public", group=group, title="Okapi", starts_at=timezone.now())
    assert ask(cast.reader, "zebra OR okapi").total == 2
    group.audience = "network"
    group.save()
    assert ask(cast.reader, "zebra OR okapi").kinds == {}
    assert ask(cast.country_team, "zebra OR okapi").total == 2
    meeting.audience = "people"
    meeting.save()
    meeting.audience_people.add(cast.focal_point)
    assert ask(cast.country_team, "okapi").total == 0
    assert ask(cast.focal_point, "okapi").total == 1
    task.title = "Quagga"
    task.save()
    assert ask(cast.country_team, "zebra").total == 0
    assert ask(cast.country_team, "quagga").total == 1


def test_a_report_asked_back_and_an_entry_taken_out_are_found_no_more(cast, world):
    report_round = world.made(
        ReportRound, "public", plan=world.plan("public"), year=2025, opens=date(2026, 1, 5), due=date(2026, 2, 15)
    )
    report = world.made(
        YearlyReport, "public", round=report_round, organisation=OrganisationFactory(code="ohchr"),
        state="approved", summary="Okapi", question="Where is the quagga?",
    )  # fmt: skip
    entry = report.entries.create(text="We counted a numbat.")
    assert ask(cast.reader, "okapi numbat").total == 1
    assert ask(cast.reader, "quagga").total == 0, "what the secretariat asked is between the two"
    entry.removed_at = timezone.now()
    entry.save()
    assert ask(cast.reader, "okapi").total == 1
    assert ask(cast.reader, "numbat").total == 0
    report.ask_back()
    report.save()
    assert ask(cast.focal_point, "okapi").total == 0


def test_what_a_meeting_agreed_and_what_a_task_led_to_are_found(cast, world):
    group = world.group("public")
    world.made(
        Meeting, "public", group=group, title="Second meeting", starts_at=timezone.now(), agenda=["The okapi"],
        minutes="A numbat was seen.", decisions=["Ask the quagga."], guests="Quilla Xanthopoulos",
    )  # fmt: skip
    world.made(Task, "public", group=group, title="Write", text="To the potoroo", result="The bilby answered.")
    for word in ("okapi", "numbat", "quagga", "potoroo", "bilby"):
        assert ask(cast.reader, word).total == 1, word
    assert ask(cast.secretariat, "Xanthopoulos").total == 0, "nobody is found by having been there"
    assert all(hit.path for hit in ask(cast.reader, "okapi OR potoroo").hits)


def test_a_person_of_many_groups_finds_what_three_of_their_audiences_admit(cast, world):
    circles = GroupFactory.create_batch(25)
    for circle in circles:
        GroupMember.objects.create(group=circle, person=cast.coordinator)
    group = world.made(WorkingGroup, "public", name="Far", slug="far", circle=GroupFactory())
    group.audience, group.audience_group = "group", circles[20]
    group.save()
    activity = world.activity("network")
    task = world.made(Task, "public", group=group, activity=activity, title="Zebra")
    task.audience, task.audience_group = "group", circles[3]
    task.save()
    assert ask(cast.coordinator, "zebra", kinds=["task", "plan"]).kinds["task"] == 1
    assert ask(cast.secretariat, "zebra", kinds=["task"]).total == 0


def test_the_words_of_an_erased_person_are_found_no_more(cast, world):
    from tessera.network.services.erasure import person_erase

    person = PersonFactory(name="Quilla Xanthopoulos", email="quilla@example.org")
    MembershipFactory(person=person, role=Role.FOCAL_POINT)
    group = world.group("public")
    world.made(
        Meeting, "public", group=group, title="Zebra", starts_at=timezone.now(), minutes="Quilla Xanthopoulos spoke."
    )
    world.made(Update, "public", group=group, text="Zebra: write to Quilla Xanthopoulos.")
    world.made(Task, "public", group=group, title="Zebra", text="Call Quilla Xanthopoulos.")
    world.made(Endorsement, "public", title="Zebra", text="Quilla Xanthopoulos drafts it.")
    assert ask(cast.reader, "Xanthopoulos").total == 4
    person_erase(person=person, by=cast.administrator)
    assert ask(OPERATOR, "Xanthopoulos").total == 0
    assert ask(cast.reader, "zebra").total == 4
