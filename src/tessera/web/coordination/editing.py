"""Setting up and changing a working group, and who belongs to it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from tessera.coordination.services import groups as services
from tessera.web.access import guarded, require
from tessera.web.form_pages import form_page, submitted

from .fields import Confirm, GroupForm, LastDayForm, MemberForm
from .reach import address, as_entered, audience_of, crumbs, group_or_404, own_of


@guarded
def group_new(request: HttpRequest) -> HttpResponse:
    """A new working group."""
    require(request, "coordination.create_group")
    return form_page(
        request,
        submitted(request, GroupForm, initial={}, person=request.user, new=True),
        save=lambda data: services.working_group_create(by=request.user, **own_of(data), **audience_of(data)),
        back=address,
        heading=_("Add a working group"),
        saved=_("Saved."),
        cancel=reverse("web:working-groups"),
        trail=crumbs(),
    )


@guarded
def group_edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Change name, mandate, coordination, activities, audience."""
    found = group_or_404(request, slug)
    require(request, "coordination.run_group", found)
    initial = as_entered(found, "name", "mandate", "coordinator_person")
    initial["coordinators"] = [organisation.pk for organisation in found.coordinators.all()]
    initial["activities"] = list(found.activities.values_list("pk", flat=True))
    return form_page(
        request,
        submitted(request, GroupForm, initial=initial, person=request.user, new=False),
        save=lambda data: services.working_group_change(
            working_group=found, version=data["version"] or 0, by=request.user, **own_of(data), **audience_of(data)
        ),
        back=address(found),
        heading=_("Edit %(name)s") % {"name": found.name},
        saved=_("Saved."),
        cancel=address(found),
        trail=crumbs(found),
    )


@guarded
def group_archive(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask, then put a group away."""
    found = group_or_404(request, slug)
    require(request, "coordination.run_group", found)
    return form_page(
        request,
        submitted(request, Confirm, initial={"version": found.version}),
        save=lambda data: services.working_group_archive(group=found, version=data["version"] or 0, by=request.user),
        back=address(found),
        heading=_("Archive %(name)s?") % {"name": found.name},
        intro=_("It stays readable with all that was entered, and can be restored."),
        saved=_("Archived."),
        submit=_("Archive"),
        cancel=address(found),
        trail=crumbs(found),
    )


@guarded
def group_restore(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask, then take an archived group up again."""
    found = group_or_404(request, slug)
    require(request, "coordination.run_group", found)
    return form_page(
        request,
        submitted(request, Confirm, initial={"version": found.version}),
        save=lambda data: services.working_group_restore(group=found, version=data["version"] or 0, by=request.user),
        back=address(found),
        heading=_("Restore %(name)s?") % {"name": found.name},
        saved=_("Restored."),
        submit=_("Restore"),
        cancel=address(found),
        trail=crumbs(found),
    )


@guarded
def member_new(request: HttpRequest, slug: str) -> HttpResponse:
    """An entity joins."""
    found = group_or_404(request, slug)
    require(request, "coordination.run_group", found)
    return form_page(
        request,
        submitted(request, MemberForm, initial={}),
        save=lambda data: services.member_add(group=found, by=request.user, **data),
        back=address(found),
        heading=_("Add a member to %(group)s") % {"group": found.name},
        saved=_("Saved."),
        cancel=address(found),
        trail=crumbs(found),
    )


@guarded
def member_leaves(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A member leaves."""
    found = group_or_404(request, slug)
    require(request, "coordination.run_group", found)
    member = found.members.select_related("group__circle", "organisation", "person").filter(pk=pk).first()
    if member is None:
        raise Http404(_("This group has no such member."))
    return form_page(
        request,
        submitted(request, LastDayForm, initial={}),
        save=lambda data: services.member_end(member=member, by=request.user, day=data["day"]),
        back=address(found),
        heading=_("%(name)s leaves %(group)s?") % {"name": member.organisation, "group": found.name},
        intro=_("Leave the day empty if the membership has ended already."),
        saved=_("Saved."),
        submit=_("End the membership"),
        cancel=address(found),
        trail=crumbs(found),
    )
