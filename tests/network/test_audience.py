"""The audience rule: what a person sees is what the definition in words says, for any people and any records."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.http import Http404
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tessera.network.errors import NetworkError
from tessera.network.models import Audience, AuditEvent, GroupMember, Person, Role
from tessera.network.models.audience import OPERATOR
from tessera.network.rules import may_see
from tessera.network.selectors.audience import get_visible_or_404
from tessera.network.services.audience import audience_set
from tessera.plans.models import GuidanceRecommendation, Suggestion
from tests.cast import GroupFactory, MembershipFactory, PersonFactory

pytestmark = pytest.mark.django_db
OF_NETWORK = {"country-team", "focal-point", "coordinator", "secretariat", "administrator"}
TODAY = timezone.now().date()
TERMS = {
    "always": (None, None),
    "past": (TODAY - timedelta(9), TODAY - timedelta(1)),
    "today": (TODAY, TODAY),
    "future": (TODAY + timedelta(1), None),
}
HOLDS = {"always", "today"}
terms = st.sampled_from(sorted(TERMS))
people = st.fixed_dictionaries(
    {
        "active": st.booleans(),
        "roles": st.lists(st.tuples(st.sampled_from(Role.values), terms), max_size=2),
        "groups": st.dictionaries(st.integers(0, 1), terms),
    }
)
records = st.fixed_dictionaries(
    {
        "audience": st.sampled_from(Audience.values),
        "group": st.integers(0, 1),
        "people": st.sets(st.integers(0, 2), max_size=2),
    }
)
worlds = st.tuples(st.lists(people, min_size=3, max_size=3), st.lists(records, min_size=1, max_size=6))


def may(viewer: int, person: dict, record: dict) -> bool:
    """The definition, in words of its own: nothing of the code under test is used."""
    if record["audience"] == "public":
        return True
    roles = {role for role, term in person["roles"] if term in HOLDS} if person["active"] else set()
    if not roles:
        return False
    if record["audience"] == "network":
        return bool(roles & OF_NETWORK)
    if record["audience"] == "group":
        return person["groups"].get(record["group"]) in HOLDS
    return viewer in record["people"]


def suggestion(**fields) -> Suggestion:
    GuidanceRecommendation.objects.get_or_create(number=8)
    fields = {"audience": "network"} | fields
    return Suggestion.objects.create(recommendation_id=8, for_whom="entity", text="Count by group.", **fields)


def built(world) -> SimpleNamespace:
    drawn_people, drawn_records = world
    groups = [GroupFactory(), GroupFactory()]
    made_people = []
    for drawn in drawn_people:
        person = PersonFactory(is_active=drawn["active"])
        for role, term in drawn["roles"]:
            MembershipFactory(person=person, role=role, since=TERMS[term][0], until=TERMS[term][1])
        for number, term in drawn["groups"].items():
            since, until = TERMS[term]
            GroupMember.objects.create(group=groups[number], person=person, since=since, until=until)
        made_people.append(Person.objects.get(pk=person.pk))
    made_records = []
    for drawn in drawn_records:
        group = groups[drawn["group"]] if drawn["audience"] == "group" else None
        record = suggestion(audience=drawn["audience"], audience_group=group)
        record.audience_people.set([made_people[n] for n in drawn["people"]])
        made_records.append(record)
    return SimpleNamespace(people=made_people, records=made_records)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(world=worlds)
def test_everybody_sees_exactly_what_the_definition_says(world):
    with transaction.atomic():
        made = built(world)
        for number, (person, drawn) in enumerate(zip(made.people, world[0], strict=True)):
            seen = Suggestion.objects.visible_to(person)
            expected = [r.pk for r, d in zip(made.records, world[1], strict=True) if may(number, drawn, d)]
            assert sorted(seen.values_list("pk", flat=True)) == expected  # a list: nothing comes twice
            assert seen.count() == len(expected)
            assert [r.pk for r in made.records if may_see(person, r)] == expected
        public = [r.pk for r, d in zip(made.records, world[1], strict=True) if d["audience"] == "public"]
        assert sorted(Suggestion.objects.visible_to(AnonymousUser()).values_list("pk", flat=True)) == public
        assert Suggestion.objects.visible_to(OPERATOR).count() == len(made.records)
        transaction.set_rollback(True)


@pytest.mark.parametrize("audience", ["network", "group", "people"])
@pytest.mark.parametrize("how", ["kept out", "role ended"])
def test_whoever_is_kept_out_or_without_role_sees_only_what_is_public(cast, audience, how):
    person = cast.focal_point
    group = GroupFactory()
    GroupMember.objects.create(group=group, person=person)
    record = suggestion(audience=audience, audience_group=group if audience == "group" else None)
    record.audience_people.add(person)
    assert record.is_visible_to(person)
    if how == "kept out":
        Person.objects.filter(pk=person.pk).update(is_active=False)
    else:
        person.memberships.update(until=TODAY - timedelta(1))
    now = Person.objects.get(pk=person.pk)
    assert not record.is_visible_to(now)
    assert suggestion(audience="public").is_visible_to(now)


def test_rank_alone_shows_nothing_that_is_for_named_people(cast):
    record = suggestion(audience="people")
    record.audience_people.add(cast.country_team)
    assert not record.is_visible_to(cast.secretariat)
    assert not record.is_visible_to(cast.administrator)


def test_hidden_and_missing_are_refused_in_the_same_words(cast, django_assert_num_queries):
    hidden = suggestion(audience="network")
    refusals = []
    for pk in (hidden.pk, hidden.pk + 1000):
        with django_assert_num_queries(1), pytest.raises(Http404) as refusal:
            get_visible_or_404(Suggestion, cast.reader, pk=pk)
        refusals.append(str(refusal.value))
    assert refusals[0] == refusals[1]
    assert get_visible_or_404(Suggestion.objects.all(), cast.focal_point, pk=hidden.pk) == hidden


def test_an_audience_must_name_someone(cast):
    record = suggestion()
    for audience in ("group", "people", "everybody"):
        with pytest.raises(NetworkError):
            audience_set(record=record, audience=audience, by=cast.secretariat)
    record.refresh_from_db()
    assert record.audience == "network"


def test_whoever_decides_stays_among_the_named(cast):
    record = suggestion()
    audience_set(record=record, audience="people", people=[cast.civil_society], by=cast.focal_point)
    assert set(record.audience_people.all()) == {cast.civil_society, cast.focal_point}
    assert record.is_visible_to(cast.focal_point)


def test_what_an_earlier_audience_named_is_dropped(cast):
    record = suggestion()
    audience_set(record=record, audience="people", people=[cast.civil_society], by=cast.focal_point)
    audience_set(record=record, audience="group", group=GroupFactory(), by=cast.focal_point)
    audience_set(record=record, audience="network", by=cast.focal_point)
    record.refresh_from_db()
    assert (record.audience_group, record.audience_people.count()) == (None, 0)


def test_a_change_of_audience_is_logged(cast):
    record = suggestion()
    audience_set(record=record, audience="public", by=cast.secretariat)
    event = AuditEvent.objects.get(action="audience.change")
    assert (event.actor, event.subject) == (cast.secretariat, f"plans.suggestion {record.pk}")
    assert event.detail == {"before": "network", "after": "public"}
