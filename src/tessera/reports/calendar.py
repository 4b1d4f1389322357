"""Milestones as an iCalendar file (RFC 5545) that calendar programs can subscribe to."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from tessera.plans.models import Milestone, Plan
from tessera.plans.selectors.schedule import milestones_listed


def milestones_ics(plan: Plan, *, viewer: Any, language: str) -> bytes:
    """The dated milestones and outputs of a plan that `viewer` may see, each a whole day."""
    calendar = Calendar()
    calendar.add("prodid", "-//Tessera//Milestones//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", f"{plan.code}: {plan.wording('title', language)}")
    calendar.add("x-published-ttl", "PT6H")
    for milestone in milestones_listed(viewer, plan).filter(due__isnull=False):
        calendar.add_component(_event(plan, milestone, language))
    return calendar.to_ical()


def _event(plan: Plan, milestone: Milestone, language: str) -> Event:
    event = Event()
    event.add("uid", f"milestone-{milestone.pk}@{settings.ENVIRONMENT.public_url.split('//')[-1]}")
    event.add("dtstamp", timezone.now())
    event.add("dtstart", milestone.due)
    event.add("dtend", milestone.due + timedelta(days=1))
    title = milestone.wording("title", language)
    done = " ✓" if milestone.done_on else ""
    event.add("summary", f"{plan.code} {milestone.activity.ref}: {title}{done}")
    if milestone.done_on:
        event.add("description", _("Reached on %(day)s") % {"day": milestone.done_on.isoformat()})
    address = reverse("web:activity", args=[plan.code, milestone.activity.ref])
    event.add("url", settings.ENVIRONMENT.public_url + address)
    event.add("categories", [milestone.get_kind_display()])
    event.add("transp", "TRANSPARENT")
    return event
