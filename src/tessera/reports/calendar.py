"""Milestones as an iCalendar file (RFC 5545, RFC 7986) that calendar programs can subscribe to."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from tessera.plans.models import Activity, Milestone, Plan
from tessera.plans.selectors.schedule import milestones_listed

REFRESHED = timedelta(hours=6)


def milestones_ics(plan: Plan, *, viewer: Any, language: str) -> bytes:
    """The dated milestones and outputs of a plan that `viewer` may see, each a whole day.

    The same milestones give the same bytes, whenever they are asked for.
    """
    calendar = calendar_begun(f"{plan.code}: {plan.wording('title', language)}", kind="Milestones")
    milestones = list(milestones_listed(viewer, plan).filter(due__isnull=False))
    changed = _changed(milestones)
    for milestone in milestones:
        moment = changed.get(milestone.pk, milestone.created_at).replace(microsecond=0)
        calendar.add_component(_event(plan, milestone, language=language, changed=moment))
    return bytes(calendar.to_ical())


def calendar_begun(name: str, *, kind: str) -> Calendar:
    """A calendar without events; `kind` is told to programs, not to people."""
    calendar = Calendar()
    calendar.add("prodid", f"-//Tessera//{kind}//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", REFRESHED, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT6H")
    return calendar


def _changed(milestones: list[Milestone]) -> dict[int, datetime]:
    """When each was changed last."""
    rows = Milestone.history.filter(id__in=[m.pk for m in milestones]).order_by().values_list("id")
    return dict(rows.annotate(Max("history_date")))


def _event(plan: Plan, milestone: Milestone, *, language: str, changed: datetime) -> Event:
    activity, event = milestone.activity, Event()
    event.add("uid", f"milestone-{milestone.pk}@{urlsplit(settings.ENVIRONMENT.public_url).netloc}")
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("sequence", milestone.version - 1)
    event.add("dtstart", milestone.due)
    event.add("dtend", milestone.due + timedelta(days=1))
    done = " ✓" if milestone.done_on else ""
    event.add("summary", f"{plan.code} {activity.ref}: {milestone.wording('title', language)}{done}")
    if milestone.done_on:
        event.add("description", _("Reached on %(day)s") % {"day": milestone.done_on.isoformat()})
    address = reverse("web:activity", args=[plan.code, activity.ref])
    event.add("url", settings.ENVIRONMENT.public_url + address)
    event.add("categories", [milestone.get_kind_display()])
    event.add("status", "CANCELLED" if activity.status == Activity.Status.DROPPED else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    return event
