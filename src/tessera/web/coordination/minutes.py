"""What came of a meeting: minutes, decisions, attendance, and action points that become tasks."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from tessera.coordination.services import meetings as services
from tessera.web.access import guarded, require
from tessera.web.form_pages import form_page, submitted

from .fields import ActionPointForm, MinutesForm, NoQuestions
from .reach import address, crumbs, meeting_or_404, own_of


@guarded
def minutes_edit(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Write who was there, what was said and what was decided."""
    found = meeting_or_404(request, slug, pk)
    require(request, "coordination.keep_meeting", found)
    initial = {name: getattr(found, name) for name in ("guests", "minutes", "decisions", "version")}
    initial |= {name: [m.pk for m in getattr(found, name).all()] for name in ("present", "apologies")}
    return form_page(
        request,
        submitted(request, MinutesForm, initial=initial, group=found.group),
        save=lambda data: services.meeting_minute(
            meeting=found, version=data["version"] or 0, by=request.user, **own_of(data)
        ),
        back=address(found),
        heading=_("Minutes of %(name)s") % {"name": found.title},
        saved=_("Saved."),
        cancel=address(found),
        trail=crumbs(found.group, found),
    )


@guarded
def action_point_new(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Note what the meeting asked somebody to do."""
    found = meeting_or_404(request, slug, pk)
    require(request, "coordination.keep_meeting", found)
    return form_page(
        request,
        submitted(request, ActionPointForm, initial={}),
        save=lambda data: services.action_point_add(meeting=found, by=request.user, **own_of(data)),
        back=address(found),
        heading=_("Add an action point"),
        saved=_("Saved."),
        cancel=address(found),
        trail=crumbs(found.group, found),
    )


@guarded
def action_point_edit(request: HttpRequest, slug: str, pk: int, point: int) -> HttpResponse:
    """Change an action point of which no task was made yet."""
    found = meeting_or_404(request, slug, pk)
    require(request, "coordination.keep_meeting", found)
    one = found.action_points.filter(pk=point).first()
    if one is None:
        raise Http404(_("This meeting has no such action point."))
    initial = {name: getattr(one, name) for name in ("text", "owner", "organisation", "due", "version")}
    return form_page(
        request,
        submitted(request, ActionPointForm, initial=initial),
        save=lambda data: services.action_point_change(
            point=one, version=data["version"] or 0, by=request.user, **own_of(data)
        ),
        back=address(found),
        heading=_("Edit the action point"),
        saved=_("Saved."),
        cancel=address(found),
        trail=crumbs(found.group, found),
    )


@guarded
def tasks_made(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Ask, then make a task of each action point that has none."""
    found = meeting_or_404(request, slug, pk)
    require(request, "coordination.keep_meeting", found)
    return form_page(
        request,
        submitted(request, NoQuestions, initial={}),
        save=lambda data: services.action_points_become_tasks(meeting=found, by=request.user),
        back=address(found),
        heading=_("Make tasks of the action points?"),
        intro=_("Each action point without a task becomes a task of the group, once, with its owner and day."),
        saved=_("Saved."),
        submit=_("Make tasks"),
        cancel=address(found),
        trail=crumbs(found.group, found),
    )
