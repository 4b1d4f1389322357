"""Who may do what with people, groups, organisations and the audit log."""

from __future__ import annotations

from typing import Any

import rules

from tessera.network.models import Audienced, Group, Role


def _has(person: Any, *roles: str) -> bool:
    return bool(getattr(person, "is_authenticated", False)) and hasattr(person, "has_role") and person.has_role(*roles)


@rules.predicate
def is_public_reader(person: Any) -> bool:
    """Reads without an account, or with one but without a role today."""
    return not getattr(person, "roles", None)


@rules.predicate
def is_civil_society(person: Any) -> bool:
    return _has(person, Role.CIVIL_SOCIETY)


@rules.predicate
def is_country_team(person: Any) -> bool:
    return _has(person, Role.COUNTRY_TEAM)


@rules.predicate
def is_focal_point(person: Any) -> bool:
    return _has(person, Role.FOCAL_POINT)


@rules.predicate
def is_coordinator(person: Any) -> bool:
    return _has(person, Role.COORDINATOR)


@rules.predicate
def is_secretariat(person: Any) -> bool:
    return _has(person, Role.SECRETARIAT)


@rules.predicate
def is_administrator(person: Any) -> bool:
    return _has(person, Role.ADMINISTRATOR)


@rules.predicate
def is_of_network(person: Any) -> bool:
    """Holds a role by which one belongs to the Network; civil-society members do not."""
    return bool(getattr(person, "is_of_network", False))


@rules.predicate
def may_see(person: Any, record: Audienced | None) -> bool:
    """The audience rule (models.audience) for one record."""
    return record is not None and record.is_visible_to(person)


@rules.predicate
def coordinates_group(person: Any, group: Group | None) -> bool:
    """Coordinates this group by name, or for its coordinating entity."""
    if group is None or not _has(person, Role.COORDINATOR):
        return False
    by_name = group.pk in person.group_ids and group.memberships.filter(person=person, coordinates=True).exists()
    return by_name or group.coordinator_id in person.organisation_ids


manages = is_administrator | is_secretariat

rules.add_perm("network.see", may_see)
rules.add_perm("network.be_notified", ~is_public_reader)
rules.add_perm("network.view_people", is_of_network)
rules.add_perm("network.manage_people", manages)
rules.add_perm("network.grant_administrator", is_administrator)
rules.add_perm("network.erase_person", manages)
rules.add_perm("network.view_audit", is_administrator)
rules.add_perm("network.manage_groups", manages)
rules.add_perm("network.manage_group_members", manages | coordinates_group)
rules.add_perm("network.view_organisations", is_of_network)
rules.add_perm("network.manage_organisations", manages)
