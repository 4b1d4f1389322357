"""Search shows nothing to anybody who may not see it: no hit, no count, no snippet, not for a moment."""

from __future__ import annotations

import fcntl
from datetime import date

import pytest

from tessera.network.models import GroupMember
from tessera.network.models.audience import OPERATOR
from tessera.network.services.organisations import organisation_create
from tessera.plans.models import Activity, GuidanceRecommendation, Milestone, Plan, Section, Suggestion
from tessera.plans.services.activities import contributions_set
from tessera.search import find
from tessera.search.place import home
from tessera.search.writer import index_write
from tests.cast import GroupFactory, PersonFactory
from tests.plans.making import milestone_made, plan_made

from .asked import ask, fresh, titles

pytestmark = pytest.mark.django_db
ROLES = ["reader", "civil_society", "country_team", "focal_point", "coordinator", "secretariat", "administrator"]
NETWORK = set(ROLES) - {"reader", "civil_society"}
AUDIENCES = ["public", "network", "group", "people"]


@pytest.fixture
def group(cast):
    """A group of the coordinator and, though not of the Network, the civil-society member."""
    group = GroupFactory(name="Circle")
    for person in (cast.coordinator, cast.civil_society):
        GroupMember.objects.create(group=group, person=person)
    return group


def admitted(audience: str) -> set[str]:
    """Who belongs to each audience as these tests set it."""
    return {
        "public": set(ROLES),
        "network": NETWORK,
        "group": {"coordinator", "civil_society"},
        "people": {"focal_point", "civil_society"},
    }[audience]


def audience_give(record, audience, cast, group):
    record.audience, record.audience_group = audience, group if audience == "group" else None
    record.save()
    if audience == "people":
        record.audience_people.set([cast.focal_point, cast.civil_society])


@pytest.mark.parametrize("own", AUDIENCES)
@pytest.mark.parametrize("of_plan", AUDIENCES)
def test_a_milestone_is_found_by_whom_both_audiences_admit(cast, group, own, of_plan):
    plan = plan_made(code="SECRET-PLAN")
    milestone = milestone_made(plan.activities.get(ref="1a"), title="Zebra crossing")
    audience_give(plan, of_plan, cast, group)
    audience_give(milestone, own, cast, group)
    for role in ROLES:
        viewer = cast.all[role]
        results = ask(viewer, "zebra", facets=("plan",))
        wanted = role in admitted(own) & admitted(of_plan)
        assert (results.total == 1) is wanted, role
        assert results.kinds == ({"milestone": 1} if wanted else {})
        assert results.facets["plan"] == ({"secret-plan": 1} if wanted else {})
        assert bool(results.hits) is wanted
        assert Milestone.objects.visible_to(viewer).exists() is wanted, "the page and the index agree"
        assert bool(titles(viewer, "kind:activity")) is (role in admitted(of_plan))


@pytest.mark.parametrize("audience", AUDIENCES)
def test_plans_parts_and_suggestions_are_found_by_whom_their_pages_are_shown(cast, group, audience):
    plan = plan_made(code="SECRET-PLAN")
    audience_give(plan, audience, cast, group)
    suggestion = Suggestion.objects.create(
        recommendation=GuidanceRecommendation.objects.create(number=8), for_whom="entity", text="Ask those concerned."
    )
    audience_give(suggestion, audience, cast, group)
    for role in ROLES:
        viewer = cast.all[role]
        for kind, model in (("plan", Plan), ("activity", Activity), ("section", Section), ("suggestion", Suggestion)):
            seen = set(model.objects.visible_to(viewer).values_list("pk", flat=True))
            assert {hit.id for hit in ask(viewer, f"kind:{kind}").hits} == seen, (role, kind)
            assert bool(seen) is (role in admitted(audience))
        assert ask(viewer, "kind:guidance").total == 1


def test_a_record_whose_group_or_people_are_missing_is_found_by_nobody_but_the_operator(cast):
    plan = plan_made()
    for title, audience in (("Zebra one", "group"), ("Zebra two", "people")):
        milestone_made(plan.activities.get(ref="1a"), title=title, audience=audience)
    assert [ask(viewer, "zebra").total for viewer in cast.all.values()] == [0] * 7
    assert ask(OPERATOR, "zebra").total == 2


def test_organisations_are_found_by_the_network_and_groups_by_everybody(cast, group):
    organisation_create(code="zebra", name="Zebra Association", kind="civil-society", by=cast.secretariat)
    assert {r for r in ROLES if ask(cast.all[r], "zebra").total} == NETWORK
    assert {r for r in ROLES if ask(cast.all[r], "circle").total} == set(ROLES)


def test_a_changed_audience_counts_at_once(cast):
    plan = plan_made()
    assert ask(cast.reader, "kind:activity").total == 3
    plan.audience = "network"
    plan.save()
    assert ask(cast.reader, "Arlandia OR kind:activity").total == 0
    assert ask(cast.focal_point, "kind:activity").total == 3


def test_people_named_or_no_longer_named_find_and_lose_it_at_once(cast):
    milestone = milestone_made(plan_made().activities.get(ref="1a"), title="Zebra", audience="people")
    milestone.audience_people.add(cast.focal_point)
    assert titles(cast.focal_point, "zebra") == {"Zebra"}
    milestone.audience_people.remove(cast.focal_point)
    assert titles(cast.focal_point, "zebra") == set()


def test_who_leaves_a_group_or_loses_the_role_finds_its_records_no_more(cast, group):
    milestone_made(plan_made().activities.get(ref="1a"), title="Zebra", audience="network")
    assert titles(cast.coordinator, "zebra") == {"Zebra"}
    cast.coordinator.memberships.update(until=date(2020, 1, 1))
    assert titles(fresh(cast.coordinator), "zebra") == set()
    cast.focal_point.is_active = False
    cast.focal_point.save()
    assert titles(fresh(cast.focal_point), "zebra") == set()


def test_while_another_writer_holds_the_lock_what_changed_is_not_shown(cast):
    plan = plan_made()
    milestone = milestone_made(plan.activities.get(ref="1a"), title="Zebra", audience="public")
    assert ask(cast.reader, "zebra").total == 1
    with (home() / "lock").open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        milestone.audience = "network"
        milestone.save()
        assert ask(cast.reader, "zebra").total == 0
        assert ask(cast.reader, "zebra").kinds == {}
        plan.audience = "network"
        plan.save()
        assert ask(cast.reader, "kind:activity").total == 0
    assert ask(cast.focal_point, "zebra").total == 1


def test_where_very_much_changed_whole_kinds_are_withheld(cast, monkeypatch):
    plan_made()
    assert ask(cast.reader, "kind:activity").total == 3
    monkeypatch.setattr(find, "WITHHELD", 2)
    monkeypatch.setattr(find, "index_write_soon", lambda: None)
    for activity in Activity.objects.all():
        activity.save()
    assert ask(cast.reader, "kind:activity OR kind:section").kinds == {"section": 1}


def test_a_deleted_record_and_an_archived_suggestion_are_gone_at_once(cast):
    milestone = milestone_made(plan_made().activities.get(ref="1a"), title="Zebra", audience="public")
    assert ask(cast.reader, "zebra").total == 1
    milestone.delete()
    assert ask(OPERATOR, "zebra").total == 0


def test_what_organisations_take_part_in_is_found_by_their_names(cast):
    plan = plan_made()
    zebra = organisation_create(code="zebra", name="Zebra Association", kind="civil-society", by=cast.secretariat)
    activity = plan.activities.get(ref="1b")
    contributions_set(activity=activity, by=cast.secretariat, lead=[zebra], contributing=[])
    assert titles(cast.reader, "zebra") == {"Activity 1"}
    contributions_set(activity=activity, by=cast.secretariat, lead=[], contributing=[])
    assert titles(cast.reader, "zebra") == set()


def test_the_words_of_an_erased_person_leave_the_index_and_its_files(cast):
    from tessera.network.services.erasure import person_erase

    activity = plan_made().activities.get(ref="1a")
    person = PersonFactory(name="Quilla Xanthopoulos", email="quilla@example.org")
    milestone_made(activity, title="Meeting with Quilla Xanthopoulos", audience="public")
    assert ask(cast.reader, "Xanthopoulos").total == 1
    before = set(home().glob("build-*"))
    person_erase(person=person, by=cast.administrator)
    assert ask(cast.reader, "Xanthopoulos").total == ask(OPERATOR, "quilla*").total == 0
    after = set(home().glob("build-*"))
    assert after.isdisjoint(before), "the old index is gone from the disk"
    files = [p for folder in after for p in folder.iterdir() if p.is_file()]
    assert not [p for p in files if b"xanthopoulos" in p.read_bytes().lower()]
    assert ask(cast.reader, "meeting").total == 1
    assert index_write().records == 0
