"""Groups: public by name and coordinating entity; their people only for the Network."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tessera.network.models import Group, GroupMember, Organisation, Person
from tessera.network.selectors.people import groups_listed, members_of
from tessera.network.services import groups as services
from tessera.web.access import guarded, require
from tessera.web.form_pages import form_page, submitted

from .person import ConfirmForm


class GroupForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=300)
    purpose = forms.CharField(label=gettext_lazy("Purpose"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    coordinator = forms.ModelChoiceField(
        Organisation.objects.all(), label=gettext_lazy("Coordinated by"), required=False
    )


class MemberForm(forms.Form):
    person = forms.ModelChoiceField(Person.objects.none(), label=gettext_lazy("Person"))
    coordinates = forms.BooleanField(label=gettext_lazy("Coordinates the group"), required=False)


def group_list(request: HttpRequest) -> HttpResponse:
    """All groups."""
    context = {"groups": groups_listed(), "manages": _may(request, "network.manage_groups")}
    return render(request, "people/groups.html", context)


def group(request: HttpRequest, pk: int) -> HttpResponse:
    """One group; who belongs to it is for the Network."""
    found = _group(pk)
    sees_people = _may(request, "network.view_people")
    context = {
        "group": found,
        "members": members_of(found) if sees_people else [],
        "sees_people": sees_people,
        "manages": _may(request, "network.manage_groups"),
        "manages_members": _may(request, "network.manage_group_members", found),
        "trail": [(_("Groups"), reverse("web:groups"))],
    }
    return render(request, "people/group.html", context)


@guarded
def group_add(request: HttpRequest) -> HttpResponse:
    """A new group."""
    require(request, "network.manage_groups")
    return form_page(
        request,
        submitted(request, GroupForm, initial={}),
        save=lambda data: services.group_create(by=request.user, **data),
        back=lambda new: reverse("web:group", args=[new.pk]),
        heading=_("Add a group"),
        saved=_("Saved."),
        cancel=reverse("web:groups"),
        trail=[(_("Groups"), reverse("web:groups"))],
    )


@guarded
def group_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a group."""
    require(request, "network.manage_groups")
    found = _group(pk)
    initial = {"name": found.name, "purpose": found.purpose, "coordinator": found.coordinator_id}
    return form_page(
        request,
        submitted(request, GroupForm, initial=initial),
        save=lambda data: services.group_change(group=found, by=request.user, **data),
        back=_address(found),
        heading=found.name,
        saved=_("Saved."),
        cancel=_address(found),
        trail=_trail(found),
    )


@guarded
def member_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody joins."""
    found = _group(pk)
    require(request, "network.manage_group_members", found)
    form = submitted(request, MemberForm, initial={})
    form.fields["person"].queryset = Person.objects.filter(is_active=True, erased_at__isnull=True).order_by("name")
    return form_page(
        request,
        form,
        save=lambda data: services.group_member_add(group=found, by=request.user, **data),
        back=_address(found),
        heading=_("Add a member to %(group)s") % {"group": found.name},
        saved=_("Saved."),
        cancel=_address(found),
        trail=_trail(found),
    )


@guarded
def member_end(request: HttpRequest, pk: int, member: int) -> HttpResponse:
    """Somebody leaves."""
    found = _group(pk)
    require(request, "network.manage_group_members", found)
    leaving = GroupMember.objects.filter(group=found, pk=member).select_related("person").first()
    if leaving is None:
        raise Http404(_("The person does not belong to this group."))
    return form_page(
        request,
        submitted(request, ConfirmForm, initial={}),
        save=lambda data: services.group_member_end(member=leaving, by=request.user),
        back=_address(found),
        heading=_("%(name)s leaves %(group)s?") % {"name": leaving.person, "group": found.name},
        saved=_("Saved."),
        submit=_("End the membership"),
        cancel=_address(found),
        trail=_trail(found),
    )


def _may(request: HttpRequest, permission: str, subject: Any = None) -> bool:
    return request.user.is_authenticated and request.user.has_perm(permission, subject)


def _group(pk: int) -> Group:
    found = groups_listed().filter(pk=pk).first()
    if found is None:
        raise Http404(_("There is no such group."))
    return found


def _address(found: Group) -> str:
    return reverse("web:group", args=[found.pk])


def _trail(found: Group) -> list[tuple[str, str]]:
    return [(_("Groups"), reverse("web:groups")), (found.name, _address(found))]
