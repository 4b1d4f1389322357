"""A group's meetings and due dates as a calendar file."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from tessera.coordination.selectors.groups import working_group_get
from tessera.network.services.feed_keys import feed_key_person
from tessera.reports.group_calendar import working_group_ics


def group_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """Calendar programs have no session, so a key in the address says whose it is."""
    viewer = feed_key_person(request.GET.get("key", "")) or request.user
    group = working_group_get(viewer, slug)
    if group is None:
        raise Http404(_("There is no such working group that you may see."))
    response = HttpResponse(working_group_ics(group, viewer=viewer), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{group.slug}.ics"'
    response["Cache-Control"] = "private, max-age=3600"
    return response
