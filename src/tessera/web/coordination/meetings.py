"""Meetings: one with its agenda, what is proposed for it and what came of it; calling, changing, calling off."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from tessera.coordination.selectors.meetings import action_points_of, agenda_open, agenda_proposed
from tessera.coordination.services import meetings as services
from tessera.web.access import guarded, require
from tessera.web.form_pages import form_page, submitted

from .fields import Confirm, MeetingForm
from .reach import address, as_entered, audience_of, crumbs, group_or_404, may, meeting_or_404, own_of

FIELDS = ("title", "day", "at", "zone", "length", "place", "agenda", "papers")


def meeting(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One meeting; before it ends, with what its agenda could take up."""
    found = meeting_or_404(request, slug, pk)
    now = timezone.now()
    points = action_points_of(found, request.user)
    ahead = found.ends_at >= now and not found.called_off_at
    proposed = agenda_proposed(found, request.user) if ahead else None
    context = {
        "meeting": found,
        "points": points,
        "without_task": sum(1 for point in points if not point.task_id),
        "proposed": proposed,
        "takes": bool(proposed and agenda_open(found, proposed)),
        "today": now.date(),
        "works": may(request, "coordination.keep_meeting", found),
        "sees_people": may(request, "network.view_people"),
        "trail": crumbs(found.group),
    }
    return render(request, "coordination/meeting.html", context)


@guarded
def meeting_new(request: HttpRequest, slug: str) -> HttpResponse:
    """Call a meeting."""
    group = group_or_404(request, slug)
    require(request, "coordination.work_in_group", group)
    initial = {"audience": group.audience, "zone": request.user.time_zone, "title": group.name, "length": 60}
    return form_page(
        request,
        submitted(request, MeetingForm, initial=initial, person=request.user),
        save=lambda data: services.meeting_call(
            working_group=group, by=request.user, audience=audience_of(data), **own_of(data)
        ),
        back=address,
        heading=_("Call a meeting"),
        saved=_("Saved."),
        cancel=address(group),
        trail=crumbs(group),
    )


@guarded
def meeting_edit(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Change when, where and what about; ?take=1 proposes what is open for the agenda."""
    found = meeting_or_404(request, slug, pk)
    require(request, "coordination.keep_meeting", found)
    initial = as_entered(found, *FIELDS)
    if request.GET.get("take"):
        initial["agenda"] = [*found.agenda, *agenda_open(found, agenda_proposed(found, request.user))]
    return form_page(
        request,
        submitted(request, MeetingForm, initial=initial, person=request.user),
        save=lambda data: services.meeting_change(
            meeting=found,
            version=data["version"] or 0,
            by=request.user,
            audience=audience_of(data),
            **own_of(data),
        ),
        back=address(found),
        heading=_("Edit %(name)s") % {"name": found.title},
        saved=_("Saved."),
        cancel=address(found),
        trail=crumbs(found.group, found),
    )


@guarded
def meeting_off(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Ask, then call a meeting off, or on again."""
    found = meeting_or_404(request, slug, pk)
    require(request, "coordination.keep_meeting", found)
    off = not found.called_off_at
    question = _("Call off %(name)s?") if off else _("Let %(name)s take place after all?")
    return form_page(
        request,
        submitted(request, Confirm, initial={"version": found.version}),
        save=lambda data: services.meeting_call_off(
            meeting=found, version=data["version"] or 0, by=request.user, off=off
        ),
        back=address(found),
        heading=question % {"name": found.title},
        saved=_("Saved."),
        submit=_("Call off") if off else _("Call on"),
        cancel=address(found),
        trail=crumbs(found.group, found),
    )
