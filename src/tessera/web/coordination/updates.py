"""Updates: all of a group, a new one, and correcting one."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tessera.coordination.models import Update
from tessera.coordination.services.updates import update_change, update_post
from tessera.web.access import guarded, require
from tessera.web.form_pages import form_page, submitted

from .fields import UpdateForm
from .reach import address, as_entered, audience_of, crumbs, group_or_404, may


def update_list(request: HttpRequest, slug: str) -> HttpResponse:
    """Every update of a group that the reader may see, the newest first."""
    found = group_or_404(request, slug)
    seen = Update.objects.visible_to(request.user).filter(group=found).select_related("created_by")
    context = {
        "group": found,
        "updates": Paginator(seen, 25).get_page(request.GET.get("page")),
        "sees_people": may(request, "network.view_people"),
        "changes_all": may(request, "coordination.run_group", found),
        "trail": crumbs(found),
    }
    return render(request, "coordination/updates.html", context)


@guarded
def update_new(request: HttpRequest, slug: str) -> HttpResponse:
    """Tell the others something."""
    found = group_or_404(request, slug)
    require(request, "coordination.work_in_group", found)
    initial = {"audience": found.audience}
    return form_page(
        request,
        submitted(request, UpdateForm, initial=initial, person=request.user),
        save=lambda data: update_post(working_group=found, text=data["text"], by=request.user, **audience_of(data)),
        back=address(found),
        heading=_("Post an update"),
        saved=_("Saved."),
        submit=_("Post"),
        cancel=address(found),
        trail=crumbs(found),
    )


@guarded
def update_edit(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Correct an update; the history keeps what it said."""
    found = group_or_404(request, slug)
    update = Update.objects.visible_to(request.user).select_related("group").filter(group=found, pk=pk).first()
    if update is None:
        raise Http404(_("This group has no such update that you may see."))
    require(request, "coordination.change_update", update)
    return form_page(
        request,
        submitted(request, UpdateForm, initial=as_entered(update, "text"), person=request.user),
        save=lambda data: update_change(
            update=update, version=data["version"] or 0, text=data["text"], by=request.user, **audience_of(data)
        ),
        back=address(found),
        heading=_("Correct an update"),
        saved=_("Saved."),
        cancel=address(found),
        trail=crumbs(found),
    )
