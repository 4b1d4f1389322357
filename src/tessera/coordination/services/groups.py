"""Working groups: set up, change, archive; who joins and who leaves."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from tessera.coordination.errors import CoordinationError
from tessera.coordination.models import Member, WorkingGroup
from tessera.network.models import Group, GroupMember, Membership, Organisation, Person
from tessera.network.services.audit import audit_record
from tessera.network.services.groups import group_change, group_create, group_member_add, group_member_end
from tessera.plans.models import Activity

from .entering import author_of, record_edit, record_enter


@transaction.atomic
def working_group_create(
    *,
    name: str,
    by: Any,
    mandate: str = "",
    coordinators: Iterable[Organisation] = (),
    coordinator_person: Person | None = None,
    activities: Iterable[Activity] = (),
    circle: Group | None = None,
    **audience: Any,
) -> WorkingGroup:
    """A new working group; of a circle of people that exists already (they become its members), else of a new one."""
    name, coordinators = name.strip(), list(coordinators)
    if WorkingGroup.objects.filter(name__iexact=name).exists():
        raise CoordinationError(_("There is already a working group of this name."))
    if circle is not None and WorkingGroup.objects.filter(circle=circle).exists():
        raise CoordinationError(_("These people are a working group already."))
    circle = circle or group_create(
        name=name, purpose=mandate, coordinator=coordinators[0] if coordinators else None, by=author_of(by)
    )
    group = record_enter(
        WorkingGroup(
            name=name, slug=_slug(name), mandate=mandate.strip(), circle=circle, coordinator_person=coordinator_person
        ),
        by=by,
        **audience,
    )
    group.coordinators.set(coordinators)
    group.activities.set(activities)
    _members_of_circle_take_their_places(group)
    audit_record(actor=author_of(by), action="working_group.create", subject=group.name)
    return group


@transaction.atomic
def working_group_change(
    *,
    working_group: WorkingGroup,
    version: int,
    by: Any,
    coordinators: Iterable[Organisation],
    activities: Iterable[Activity],
    **values: Any,
) -> WorkingGroup:
    """Change name, mandate, coordination, activities and audience; EditConflict where somebody saved meanwhile.

    The circle of people keeps the group's name and its first coordinating entity. Activities that whoever changes the
    group does not see stay as they are.
    """
    working_group_ensure_open(working_group)
    coordinators = list(coordinators)
    changed = record_edit(working_group, version=version, by=by, **values)
    changed._history_user = author_of(by)
    changed.coordinators.set(coordinators)
    unseen = changed.activities.exclude(pk__in=Activity.objects.visible_to(by).values("pk"))
    changed.activities.set([*activities, *unseen])
    first = coordinators[0] if coordinators else None
    group_change(group=changed.circle, by=author_of(by), name=changed.name, coordinator=first)
    audit_record(actor=author_of(by), action="working_group.change", subject=changed.name)
    return changed


@transaction.atomic
def working_group_archive(*, group: WorkingGroup, version: int, by: Any) -> WorkingGroup:
    """Put a group away: it stays readable, and nothing is added to it."""
    working_group_ensure_open(group)
    audit_record(actor=author_of(by), action="working_group.archive", subject=group.name)
    return record_edit(group, version=version, by=by, archived_at=timezone.now())


@transaction.atomic
def working_group_restore(*, group: WorkingGroup, version: int, by: Any) -> WorkingGroup:
    """Take an archived group up again."""
    audit_record(actor=author_of(by), action="working_group.restore", subject=group.name)
    return record_edit(group, version=version, by=by, archived_at=None)


@transaction.atomic
def member_add(
    *, group: WorkingGroup, organisation: Organisation, by: Any, person: Person | None = None, since: date | None = None
) -> Member:
    """An entity joins, through a focal point where one is named; the focal point joins the circle of people."""
    working_group_ensure_open(group)
    today = timezone.now().date()
    twin = Member.objects.filter(Q(until__isnull=True) | Q(until__gte=today), group=group, organisation=organisation)
    if twin.filter(person=person).exists():
        raise CoordinationError(_("This member belongs to the group already."))
    member = Member(group=group, organisation=organisation, person=person, since=since or today)
    member._history_user = author_of(by)
    member.save()
    if person and member.holds_on(today) and not _in_circle(group, person).exists():
        group_member_add(group=group.circle, person=person, by=author_of(by))
    audit_record(actor=author_of(by), action="working_group.join", subject=group.name, organisation=organisation.code)
    return member


@transaction.atomic
def member_end(*, member: Member, by: Any, day: date | None = None) -> Member:
    """A member leaves; `day` is their last, yesterday where none is named. Their years in the group stay known."""
    member.until = day or timezone.now().date() - timedelta(days=1)
    if member.since and member.until < member.since:
        if day:
            raise CoordinationError(_("The last day lies before the first."))
        member.since = member.until
    member._history_user = author_of(by)
    member.save()
    group, person = member.group, member.person
    elsewhere = Member.objects.filter(Q(until__isnull=True) | Q(until__gt=member.until), group=group, person=person)
    if person and not elsewhere.exists():
        for place in _in_circle(group, person):
            group_member_end(member=place, by=author_of(by), day=member.until)
    audit_record(
        actor=author_of(by), action="working_group.leave", subject=group.name, organisation=member.organisation.code
    )
    return member


def working_group_ensure_open(group: WorkingGroup) -> None:
    """Raise where the group is archived: what is put away stays as it is."""
    if group.archived_at:
        raise CoordinationError(_("This group is archived; restore it before you change anything in it."))


def _in_circle(group: WorkingGroup, person: Person) -> Any:
    today = timezone.now().date()
    return GroupMember.objects.filter(
        Q(until__isnull=True) | Q(until__gte=today), group_id=group.circle_id, person=person
    ).select_related("group", "person")


def _members_of_circle_take_their_places(group: WorkingGroup) -> None:
    """Who belongs to the circle today acts for the entity of their first role that has one."""
    today = timezone.now().date()
    for place in group.circle.memberships.select_related("person"):
        acts = Membership.objects.filter(person=place.person, organisation__isnull=False).order_by("pk")
        role = next((m for m in acts.select_related("organisation") if m.holds_on(today)), None)
        if role is not None and place.holds_on(today):
            Member.objects.create(group=group, organisation=role.organisation, person=place.person, since=place.since)


def _slug(name: str) -> str:
    """A lasting address: of the name as it is first, with a number where another group has it."""
    base = slugify(name)[:70] or "group"
    taken = set(WorkingGroup.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    return base if base not in taken | {"new"} else next(slug for slug in numbered if slug not in taken)
