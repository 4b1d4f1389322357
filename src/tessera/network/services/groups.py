"""Groups: working groups and other circles, and who belongs to them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from tessera.network.errors import NetworkError
from tessera.network.models import Group, GroupMember, Organisation, Person

from .audit import audit_record


@transaction.atomic
def group_create(*, name: str, by: Any, purpose: str = "", coordinator: Organisation | None = None) -> Group:
    """A new group."""
    if Group.objects.filter(name__iexact=name.strip()).exists():
        raise NetworkError(_("There is already a group of this name."))
    group = Group(name=name.strip(), purpose=purpose.strip(), coordinator=coordinator)
    group.full_clean()
    group._history_user = by
    group.save()
    audit_record(actor=by, action="group.create", subject=group.name)
    return group


@transaction.atomic
def group_change(*, group: Group, by: Any, **values: Any) -> Group:
    """Change name, purpose or coordinating entity."""
    if unknown := set(values) - {"name", "purpose", "coordinator"}:
        raise TypeError(f"not changeable: {sorted(unknown)}")
    for field, value in values.items():
        setattr(group, field, value)
    group.full_clean()
    group._history_user = by
    group.save()
    audit_record(actor=by, action="group.change", subject=group.name)
    return group


@transaction.atomic
def group_member_add(*, group: Group, person: Person, by: Any, coordinates: bool = False) -> GroupMember:
    """Somebody joins today."""
    today = timezone.now().date()
    if GroupMember.objects.filter(Q(until__isnull=True) | Q(until__gte=today), group=group, person=person).exists():
        raise NetworkError(_("The person already belongs to this group."))
    member = GroupMember.objects.create(group=group, person=person, coordinates=coordinates, since=today)
    audit_record(actor=by, action="group.join", subject=group.name, person=str(person.public_id))
    return member


@transaction.atomic
def group_member_end(*, member: GroupMember, by: Any, day: date | None = None) -> GroupMember:
    """Somebody leaves; `day` is their last day, yesterday where none is named."""
    member.until = day or timezone.now().date() - timedelta(days=1)
    if member.since and member.until < member.since:
        member.since = member.until
    member.save()
    audit_record(actor=by, action="group.leave", subject=member.group.name, person=str(member.person.public_id))
    return member
