"""The plan over time: the timeline, the calendar of milestones, and the calendar that people subscribe to."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from tessera.network.services.feed_keys import feed_key_make, feed_key_person
from tessera.plans.models import Milestone
from tessera.plans.selectors.plans import plan_get
from tessera.plans.selectors.schedule import milestones_listed
from tessera.plans.selectors.standing import activities_with_leads, by_section
from tessera.reports.calendar import milestones_ics
from tessera.reports.charts import MOST_BARS, timeline_drawing
from tessera.reports.figures import status_figure, years_figure
from tessera.web.remembered import remembered

from .reach import crumbs, plan_context, plan_or_404, today


@remembered
def timeline(request: HttpRequest, code: str) -> HttpResponse:
    """A bar for each activity, by section, with today's line; the same as a table below."""
    plan = plan_or_404(request, code)
    activities, language = list(activities_with_leads(plan)), get_language() or "en"
    sections = by_section(plan, activities)
    wanted = request.GET.get("section", "")
    total = len(activities)
    if total > MOST_BARS and not wanted and sections:
        wanted = sections[0][0].ref  # thousands of bars on one page are no chart
    shown = [(s, rows) for s, rows in sections if not wanted or s.ref == wanted]
    context = plan_context(
        request,
        plan,
        "timeline",
        drawing=timeline_drawing(plan, shown, language=language, today=today()),
        figures=[
            ("years", years_figure(plan, activities, language=language, today=today())),
            ("status", status_figure(activities, language=language)),
        ],
        sections=[s for s, _rows in sections],
        section_ref=wanted,
        rows=shown,
        total=total,
        trail=crumbs(plan),
    )
    return render(request, "plans/timeline.html", context)


@remembered
def calendar(request: HttpRequest, code: str) -> HttpResponse:
    """Milestones and outputs by year and month, late ones first said."""
    plan = plan_or_404(request, code)
    now = today()
    milestones = list(milestones_listed(request.user, plan))
    years: dict[int | None, list[Milestone]] = {}
    for milestone in milestones:
        years.setdefault(milestone.due.year if milestone.due else None, []).append(milestone)
    context = plan_context(
        request,
        plan,
        "calendar",
        years=sorted(years.items(), key=lambda pair: pair[0] or 9999),
        soon=now + timedelta(days=90),
        feed=_feed_address(request, plan),
        trail=crumbs(plan),
    )
    return render(request, "plans/calendar.html", context)


def _feed_address(request: HttpRequest, plan: Any) -> str:
    """The address to subscribe to: with the reader's own key where they are signed in."""
    path = request.path.replace("/calendar/", "/milestones.ics")
    key = feed_key_make(person=request.user) if request.user.is_authenticated else ""
    return request.build_absolute_uri(f"{path}?key={key}" if key else path)


def milestones_feed(request: HttpRequest, code: str) -> HttpResponse:
    """The calendar file; calendar programs have no session, so a key in the address says whose it is."""
    viewer = feed_key_person(request.GET.get("key", "")) or request.user
    plan = plan_get(viewer, code)
    if plan is None:
        plan = plan_or_404(request, code)
    body = milestones_ics(plan, viewer=viewer, language=get_language() or "en")
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{plan.code}.ics"'
    response["Cache-Control"] = "private, max-age=3600"
    return response
