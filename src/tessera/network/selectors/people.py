"""People, organisations, groups and the audit log, for those who may read them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from tessera.network.models import AuditEvent, Group, GroupMember, Membership, Organisation, Person, Role


def people_listed() -> QuerySet[Person]:
    """Everybody who was not erased, with their roles."""
    roles = Membership.objects.select_related("organisation").order_by("role")
    return (
        Person.objects.filter(erased_at__isnull=True)
        .prefetch_related(Prefetch("memberships", queryset=roles))
        .order_by("name", "email")
    )


def people_acting_for(organisations: Iterable[int]) -> set[Person]:
    """Focal points and coordinators of entities today."""
    entities, roles = set(organisations), {Role.FOCAL_POINT, Role.COORDINATOR}
    today = timezone.now().date()
    people = Person.objects.filter(memberships__organisation__in=entities, memberships__role__in=roles, is_active=True)
    return {
        person
        for person in people.prefetch_related("memberships").distinct()
        if any(
            m.role in roles and m.organisation_id in entities and m.holds_on(today) for m in person.memberships.all()
        )
    }


def person_by_public_id(public_id: Any) -> Person | None:
    """One person with all roles over time; an erased one is not found."""
    return people_listed().filter(public_id=public_id).first()


def groups_listed() -> QuerySet[Group]:
    """All groups with their coordinating entity."""
    return Group.objects.select_related("coordinator").order_by("name")


def members_of(group: Group) -> QuerySet[GroupMember]:
    """Who belongs to the group today."""
    today = timezone.now().date()
    return (
        GroupMember.objects.filter(Q(until__isnull=True) | Q(until__gte=today), group=group)
        .select_related("person")
        .order_by("-coordinates", "person__name")
    )


def groups_of(person: Person) -> QuerySet[Group]:
    """The groups to which the person belongs today."""
    return Group.objects.filter(pk__in=person.group_ids)


def organisations_listed() -> QuerySet[Organisation]:
    return Organisation.objects.order_by("name")


def acting_for(organisation: Organisation) -> QuerySet[Membership]:
    """Who holds a role for the organisation today and may sign in."""
    today = timezone.now().date()
    return (
        Membership.objects.filter(
            Q(since__isnull=True) | Q(since__lte=today),
            Q(until__isnull=True) | Q(until__gte=today),
            organisation=organisation,
            person__is_active=True,
        )
        .select_related("person")
        .order_by("person__name", "role")
    )


def audit_listed() -> QuerySet[AuditEvent]:
    """The audit log, the newest first."""
    return AuditEvent.objects.select_related("actor").order_by("-at", "-id")
