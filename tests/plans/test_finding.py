"""Indicators and initiatives are found by whom they are shown to, and no more once they are archived."""

from __future__ import annotations

import pytest

from tessera.network.models import Audience, GroupMember
from tessera.plans.models import Indicator, Initiative
from tessera.plans.services.indicators import indicator_archive, indicator_restore
from tests.cast import GroupFactory, OrganisationFactory
from tests.search.asking import ask

from .making import plan_made

pytestmark = pytest.mark.django_db
AUDIENCES = [one.value for one in Audience]


@pytest.fixture(autouse=True)
def _own_index(settings, tmp_path):
    settings.TESSERA_HOME = tmp_path


@pytest.fixture
def give(cast):
    """Give a record an audience: "group" is the coordinator's and the civil-society member's."""
    group = GroupFactory()
    for person in (cast.coordinator, cast.civil_society):
        GroupMember.objects.create(group=group, person=person)

    def given(record, audience):
        record.audience, record.audience_group = audience, group if audience == "group" else None
        record.save()
        record.audience_people.set([cast.focal_point, cast.civil_society] if audience == "people" else [])
        return record

    return given


def indicator_made(plan, **values):
    activity = plan.activities.get(ref="1a")
    return Indicator.objects.create(plan=plan, activity=activity, title="Zebras counted", unit="zebras", **values)


def agree(cast, kind, model):
    for role, viewer in cast.all.items():
        expected = set(model.objects.visible_to(viewer).values_list("pk", flat=True))
        results = ask(viewer, "zebra", limit=100, kinds=[kind], facets=("plan", "country", "organisation"))
        assert {hit.id for hit in results.hits} == expected, role
        assert results.total == results.kinds.get(kind, 0) == len(expected)
        assert all(sum(counts.values()) <= len(expected) for counts in results.facets.values())


def test_an_indicator_is_found_by_whom_its_own_and_the_plans_audience_admit(cast, give):
    for of_plan in AUDIENCES:
        plan = plan_made(code=f"PLAN-{of_plan}")
        for own in AUDIENCES:
            give(indicator_made(plan), own)
        give(plan, of_plan)
    agree(cast, "indicator", Indicator)


def test_an_initiative_is_found_by_its_audience_by_its_entity_and_its_country(cast, give):
    entity = OrganisationFactory(code="numbat", name="Numbat Office")
    for own in AUDIENCES:
        made = Initiative.objects.create(title="Zebra schools", countries=["NPL"], groups=["roma"])
        made.organisations.set([entity])
        give(made, own)
    agree(cast, "initiative", Initiative)
    assert ask(cast.reader, "numbat nepal").kinds == {"initiative": 1}
    entity.name = "Quagga Office"
    entity.save()
    assert ask(cast.reader, "quagga").kinds == {"initiative": 1}


def test_what_an_initiative_is_linked_with_does_not_find_it(cast, give):
    plan = plan_made()
    made = give(Initiative.objects.create(title="Schools"), "public")
    activity = plan.activities.get(ref="1a")
    activity.title = "Okapi"
    activity.save()
    made.activities.set([activity])
    give(plan, "network")
    assert ask(cast.reader, "okapi").kinds == {}


def test_what_is_archived_is_found_no_more_until_it_is_restored(cast, give):
    made = give(indicator_made(plan_made()), "public")
    archived = indicator_archive(indicator=made, version=made.version, by=cast.secretariat)
    assert ask(cast.secretariat, "zebra").total == 0
    indicator_restore(indicator=archived, version=archived.version, by=cast.secretariat)
    assert ask(cast.reader, "zebra").total == 1


@pytest.mark.parametrize("of_plan", ["network", "public"])
def test_a_changed_audience_of_the_plan_counts_at_once_for_its_indicators(cast, give, of_plan):
    plan = plan_made()
    give(indicator_made(plan), "public")
    give(plan, of_plan)
    assert ask(cast.reader, "zebra").total == (of_plan == "public")
