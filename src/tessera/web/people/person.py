"""One person: roles over time, letting in and keeping out, erasure."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tessera.network.models import Membership, Organisation, Person, Role
from tessera.network.selectors.people import groups_of, person_by_public_id
from tessera.network.services import people as services
from tessera.network.services.erasure import ErasureReason, person_erase
from tessera.web.access import guarded, require
from tessera.web.form_pages import form_page, submitted

from .people import roles_open_to


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=Role.choices)
    organisation = forms.ModelChoiceField(
        Organisation.objects.all(), label=gettext_lazy("Organization"), required=False
    )


class ConfirmForm(forms.Form):
    """A form that only confirms."""


class EraseForm(forms.Form):
    reason_kind = forms.ChoiceField(
        label=gettext_lazy("Why"),
        choices=ErasureReason.choices,
        help_text=gettext_lazy("The audit log keeps this, and not whom it concerned."),
    )
    word = forms.CharField(label=gettext_lazy("Type ERASE to confirm"))

    def clean_word(self) -> str:
        word = self.cleaned_data["word"].strip()
        if word != "ERASE":
            raise forms.ValidationError(_("Type the word ERASE in capitals."))
        return word


@guarded
def person(request: HttpRequest, public_id: Any) -> HttpResponse:
    """For the Network: name and roles; for those who manage accounts, everything that can be done."""
    require(request, "network.view_people")
    found = _person(public_id)
    manages = request.user.has_perm("network.manage_people")
    if not found.is_active and not manages:
        raise Http404(_("There is no such person."))
    context = {
        "person": found,
        "manages": manages,
        "may_erase": request.user.has_perm("network.erase_person"),
        "groups": groups_of(found),
        "trail": [(_("People"), reverse("web:people"))],
    }
    return render(request, "people/person.html", context)


@guarded
def role_add(request: HttpRequest, public_id: Any) -> HttpResponse:
    """Give a role."""
    require(request, "network.manage_people")
    found = _person(public_id)
    form = submitted(request, RoleForm, initial={})
    form.fields["role"].choices = roles_open_to(request.user)
    return form_page(
        request,
        form,
        save=lambda data: services.membership_grant(person=found, by=request.user, **data),
        back=_address(found),
        heading=_("Give %(name)s a role") % {"name": found},
        saved=_("Saved."),
        cancel=_address(found),
        trail=_trail(found),
    )


@guarded
def role_end(request: HttpRequest, public_id: Any, pk: int) -> HttpResponse:
    """End a role at once."""
    require(request, "network.manage_people")
    found = _person(public_id)
    membership = Membership.objects.filter(person=found, pk=pk).first()
    if membership is None:
        raise Http404(_("The person does not hold this role."))
    if membership.role == Role.ADMINISTRATOR:
        require(request, "network.grant_administrator")
    return form_page(
        request,
        submitted(request, ConfirmForm, initial={}),
        save=lambda data: services.membership_end(membership=membership, by=request.user),
        back=_address(found),
        heading=_("End the role “%(role)s” of %(name)s?") % {"role": membership.get_role_display(), "name": found},
        saved=_("Saved."),
        submit=_("End the role"),
        cancel=_address(found),
        trail=_trail(found),
    )


@guarded
def person_step(request: HttpRequest, public_id: Any, step: str) -> HttpResponse:
    """Keep out, let in, send a new link, erase: each asked first."""
    if step not in STEPS:
        raise Http404(_("There is no such page."))
    permission, form_class, words, act = STEPS[step]
    require(request, permission)
    found = _person(public_id)
    if found.has_role(Role.ADMINISTRATOR) and not request.user.has_perm("network.grant_administrator"):
        raise PermissionDenied
    heading, intro, submit = words()
    return form_page(
        request,
        submitted(request, form_class, initial={}),
        save=lambda data: act(found, request.user, data),
        back=reverse("web:people") if step == "erase" else _address(found),
        heading=heading % {"name": found},
        intro=intro,
        submit=submit,
        saved=_("Done."),
        cancel=_address(found),
        trail=_trail(found),
    )


STEPS: dict[str, Any] = {
    "keep-out": (
        "network.manage_people",
        ConfirmForm,
        lambda: (
            _("Keep %(name)s out?"),
            _("They are signed out everywhere and cannot sign in until they are let in again. Nothing is deleted."),
            _("Keep out"),
        ),
        lambda person, by, data: services.person_deactivate(person=person, by=by),
    ),
    "let-in": (
        "network.manage_people",
        ConfirmForm,
        lambda: (_("Let %(name)s in again?"), "", _("Let in")),
        lambda person, by, data: services.person_reactivate(person=person, by=by),
    ),
    "send-link": (
        "network.manage_people",
        ConfirmForm,
        lambda: (
            _("Send %(name)s a new link?"),
            _("The mail brings a link that signs them in once. Earlier links stop working."),
            _("Send"),
        ),
        lambda person, by, data: services.invitation_send(person=person),
    ),
    "erase": (
        "network.erase_person",
        EraseForm,
        lambda: (
            _("Erase %(name)s?"),
            _(
                "Name, e-mail address, roles, groups and sessions go for good, and the name wherever it stands in "
                "texts, in the history and in the audit log. What the person wrote stays without a name. This cannot "
                "be undone, and a restored backup repeats it."
            ),
            _("Erase for good"),
        ),
        lambda person, by, data: person_erase(person=person, by=by, reason_kind=data["reason_kind"]),
    ),
}


def _person(public_id: Any) -> Person:
    found = person_by_public_id(public_id)
    if found is None:
        raise Http404(_("There is no such person."))
    return found


def _address(found: Person) -> str:
    return reverse("web:person", args=[found.public_id])


def _trail(found: Person) -> list[tuple[str, str]]:
    return [(_("People"), reverse("web:people")), (str(found), _address(found))]
