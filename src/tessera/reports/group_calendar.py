"""A working group's meetings and due dates as an iCalendar file that calendar programs can subscribe to."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Max
from django.urls import reverse
from icalendar import Event

from tessera.coordination.models import Meeting, Task, WorkingGroup
from tessera.coordination.selectors.meetings import meetings_listed
from tessera.coordination.selectors.tasks import tasks_listed

from .calendar import calendar_begun


def working_group_ics(group: WorkingGroup, *, viewer: Any) -> bytes:
    """Meetings at their hours and due tasks as whole days, as far as `viewer` may see them.

    The same records give the same bytes, whenever they are asked for.
    """
    calendar = calendar_begun(group.name, kind="Working group")
    for records, event_of in (
        (list(meetings_listed(viewer, group)), _meeting),
        (list(tasks_listed(viewer).filter(group=group, due__isnull=False)), _task),
    ):
        changed = _changed(records)
        for record in records:
            event = event_of(record)
            moment = changed.get(record.pk, record.created_at).replace(microsecond=0)
            event.add("dtstamp", moment)
            event.add("last-modified", moment)
            event.add("sequence", record.version - 1)
            calendar.add_component(event)
    return bytes(calendar.to_ical())


def _meeting(meeting: Meeting) -> Event:
    event = _begun("meeting", meeting, reverse("web:meeting", args=[meeting.group.slug, meeting.pk]))
    event.add("dtstart", meeting.starts_at)
    event.add("dtend", meeting.ends_at)
    event.add("summary", meeting.title)
    if meeting.place:
        event.add("location", meeting.place)
    if meeting.agenda:
        event.add("description", "\n".join(f"{n}. {item}" for n, item in enumerate(meeting.agenda, 1)))
    event.add("status", "CANCELLED" if meeting.called_off_at else "CONFIRMED")
    return event


def _task(task: Task) -> Event:
    event = _begun("task", task, reverse("web:task", args=[task.pk]))
    event.add("dtstart", task.due)
    event.add("dtend", task.due + timedelta(days=1))
    event.add("summary", task.title + (" ✓" if task.state == Task.State.DONE else ""))
    event.add("status", "CANCELLED" if task.state == Task.State.DROPPED else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    return event


def _begun(kind: str, record: Meeting | Task, address: str) -> Event:
    event = Event()
    event.add("uid", f"{kind}-{record.pk}@{urlsplit(settings.ENVIRONMENT.public_url).netloc}")
    event.add("url", settings.ENVIRONMENT.public_url + address)
    return event


def _changed(records: list[Any]) -> dict[int, Any]:
    """When each was changed last."""
    if not records:
        return {}
    rows = type(records[0]).history.filter(id__in=[r.pk for r in records]).order_by().values_list("id")
    return dict(rows.annotate(Max("history_date")))
