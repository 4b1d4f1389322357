"""Meetings: call, change, call off; minutes, and action points that become tasks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tessera.coordination.errors import CoordinationError
from tessera.coordination.models import ActionPoint, Meeting, Member, Task, WorkingGroup
from tessera.coordination.telling import people_of
from tessera.network.services.audit import audit_record
from tessera.network.services.notifications import notify
from tessera.plans.services.editing import record_change

from .entering import author_of, record_edit, record_enter
from .groups import working_group_ensure_open
from .tasks import task_add


@transaction.atomic
def meeting_call(
    *, working_group: WorkingGroup, by: Any, day: date, at: time, zone: str, audience: dict[str, Any], **values: Any
) -> Meeting:
    """Call a meeting at a time of day in a time zone; it is kept in UTC."""
    working_group_ensure_open(working_group)
    meeting = Meeting(group=working_group, starts_at=moment_of(day, at, zone), zone=zone, **values)
    return _members_told(record_enter(meeting, by=by, **audience), by)


@transaction.atomic
def meeting_change(
    *, meeting: Meeting, version: int, by: Any, day: date, at: time, zone: str, audience: dict[str, Any], **values: Any
) -> Meeting:
    """Change when, where and what about; EditConflict where somebody saved meanwhile."""
    starts_at = moment_of(day, at, zone)
    before = (meeting.starts_at, meeting.place)
    changed = record_edit(meeting, version=version, by=by, starts_at=starts_at, zone=zone, **audience, **values)
    return changed if (changed.starts_at, changed.place) == before else _members_told(changed, by)


@transaction.atomic
def meeting_call_off(*, meeting: Meeting, version: int, by: Any, off: bool = True) -> Meeting:
    """Call a meeting off, or on again; it stays readable, and calendars say that it is cancelled."""
    changed = record_edit(meeting, version=version, by=by, called_off_at=timezone.now() if off else None)
    audit_record(actor=author_of(by), action="meeting.call_off" if off else "meeting.call_on", subject=meeting.title)
    return _members_told(changed, by)


@transaction.atomic
def meeting_minute(
    *,
    meeting: Meeting,
    version: int,
    by: Any,
    minutes: str,
    decisions: list[str],
    present: Iterable[Member],
    apologies: Iterable[Member],
    guests: str = "",
) -> Meeting:
    """Write who was there, what was said and what was decided; EditConflict where somebody saved meanwhile."""
    present, apologies = set(present), set(apologies)
    if present & apologies:
        names = ", ".join(sorted(str(member) for member in present & apologies))
        raise CoordinationError(_("Marked as present and as absent with apologies: %(names)s.") % {"names": names})
    changed = record_edit(meeting, version=version, by=by, minutes=minutes.strip(), decisions=decisions, guests=guests)
    changed._history_user = author_of(by)
    changed.present.set(present)
    changed.apologies.set(apologies)
    return changed


@transaction.atomic
def action_point_add(*, meeting: Meeting, by: Any, **values: Any) -> ActionPoint:
    """Note what the meeting asked somebody to do."""
    point = ActionPoint(meeting=meeting, **values)
    try:
        point.full_clean()
    except ValidationError as error:
        raise CoordinationError(" ".join(error.messages)) from None
    point._history_user = author_of(by)
    point.save()
    return point


def action_point_change(*, point: ActionPoint, version: int, by: Any, **values: Any) -> ActionPoint:
    """Change an action point of which no task was made yet."""
    if point.task_id:
        raise CoordinationError(_("A task was made of this action point; change the task."))
    return record_change(point, version=version, by=by, **values)


@transaction.atomic
def action_points_become_tasks(*, meeting: Meeting, by: Any) -> list[Task]:
    """A task of the group for each action point that has none, seen by whoever sees the meeting; each only once."""
    made = []
    points = ActionPoint.objects.select_for_update(of=("self",)).filter(meeting=meeting, task__isnull=True)
    for point in points:
        point.task = task_add(
            by=by,
            title=point.text,
            working_group=meeting.group,
            owner=point.owner,
            organisation=point.organisation,
            due=point.due,
            audience=meeting.audience,
            group=meeting.audience_group,
            people=list(meeting.audience_people.all()),
        )
        point.version += 1
        point._history_user = author_of(by)
        point.save()
        made.append(point.task)
    return made


def _members_told(meeting: Meeting, by: Any) -> Meeting:
    """The group's members hear of a meeting, of another time or place, and that it is called off."""
    key = f"meeting:{meeting.pk}:{meeting.version}"
    notify(people=people_of(meeting.group), kind="meeting", subject=meeting.pk, key=key, by=by)
    return meeting


def moment_of(day: date, at: time, zone: str) -> datetime:
    """The moment in UTC at which clocks in `zone` show `at` on `day`; refused where they skip that hour."""
    try:
        local = datetime.combine(day, at, tzinfo=ZoneInfo(zone))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise CoordinationError(
            _("“%(zone)s” is no time zone we know; write one such as Europe/Rome.") % {"zone": zone}
        ) from None
    moment = local.astimezone(UTC)
    if moment.astimezone(local.tzinfo).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise CoordinationError(_("Clocks in that time zone skip this hour on that day; choose another."))
    return moment
