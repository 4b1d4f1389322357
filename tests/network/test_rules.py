"""Permissions about people, groups, organisations and the log: each for the roles that hold it, and for nobody else."""

from __future__ import annotations

import pytest

from tessera.network import rules
from tessera.network.models import GroupMember, Person
from tests.cast import GroupFactory, OrganisationFactory

NETWORK = {"country_team", "focal_point", "coordinator", "secretariat", "administrator"}
KEEPERS = {"secretariat", "administrator"}
HELD = {
    "network.view_people": NETWORK,
    "network.view_organisations": NETWORK,
    "network.manage_people": KEEPERS,
    "network.manage_groups": KEEPERS,
    "network.manage_organisations": KEEPERS,
    "network.erase_person": KEEPERS,
    "network.grant_administrator": {"administrator"},
    "network.view_audit": {"administrator"},
}
BY_ROLE = {
    "is_civil_society": {"civil_society"},
    "is_country_team": {"country_team"},
    "is_focal_point": {"focal_point"},
    "is_coordinator": {"coordinator"},
    "is_secretariat": {"secretariat"},
    "is_administrator": {"administrator"},
    "is_of_network": NETWORK,
    "is_public_reader": {"reader"},
}


@pytest.mark.parametrize("permission", HELD)
def test_a_permission_is_held_by_these_roles_alone(cast, permission):
    people = {name: person for name, person in cast.all.items() if name != "reader"}
    assert {name for name, person in people.items() if person.has_perm(permission)} == HELD[permission]


@pytest.mark.parametrize("predicate", BY_ROLE)
def test_a_predicate_holds_for_these_roles_alone(cast, predicate):
    assert {n for n, person in cast.all.items() if getattr(rules, predicate)(person)} == BY_ROLE[predicate]


def test_who_is_kept_out_may_do_nothing(cast):
    Person.objects.filter(pk=cast.administrator.pk).update(is_active=False)
    kept_out = Person.objects.get(pk=cast.administrator.pk)
    assert not any(kept_out.has_perm(permission) for permission in HELD)
    assert rules.is_public_reader(kept_out)


@pytest.mark.parametrize("how", ["by name", "for its entity", "as a plain member", "not at all"])
def test_a_coordinator_keeps_the_members_of_their_own_group(cast, how):
    group = GroupFactory(coordinator=OrganisationFactory(code="undp") if how == "for its entity" else None)
    if how in ("by name", "as a plain member"):
        GroupMember.objects.create(group=group, person=cast.coordinator, coordinates=how == "by name")
    may = cast.coordinator.has_perm("network.manage_group_members", group)
    assert may == (how in ("by name", "for its entity"))
    assert not cast.focal_point.has_perm("network.manage_group_members", group)
    assert cast.secretariat.has_perm("network.manage_group_members", group)
