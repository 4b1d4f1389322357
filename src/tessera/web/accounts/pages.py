"""The one-time link, the first steps after it, and a person's own account."""

from __future__ import annotations

import zoneinfo
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.utils import perform_login
from django import forms
from django.conf import settings
from django.contrib.auth import logout, update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.contrib.auth.password_validation import validate_password
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from tessera.network.models import Person
from tessera.network.services.audit import audit_record
from tessera.network.services.people import person_profile_change
from tessera.network.services.sign_in import PLACEHOLDER, sign_in_link_holds, sign_in_link_use
from tessera.web.form_pages import form_page, submitted
from tessera.web.reader import preference_set

from .adapter import address_confirm

TRIES, WINDOW = 20, 300


class ProfileForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=200, required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=settings.LANGUAGES)
    time_zone = forms.ChoiceField(
        label=gettext_lazy("Time zone"), choices=[(z, z) for z in sorted(zoneinfo.available_timezones())]
    )


class WelcomeForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    email = forms.EmailField(label=gettext_lazy("E-mail address"))
    password = forms.CharField(
        label=gettext_lazy("Password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=gettext_lazy("At least twelve characters."),
    )

    def __init__(self, *args: Any, person: Person, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.person = person
        if person.email != PLACEHOLDER:
            del self.fields["email"]

    def clean_password(self) -> str:
        password = self.cleaned_data["password"]
        validate_password(password, self.person)
        return password


@never_cache
def sign_in_link(request: HttpRequest, secret: str) -> HttpResponse:
    """Opening the link shows a button, since mail scanners open links; pressing it signs in, once."""
    if _too_often(request):
        return render(request, "account/link.html", {"holds": False}, status=429)
    if request.method != "POST":
        holds = sign_in_link_holds(secret)
        return render(request, "account/link.html", {"holds": holds}, status=200 if holds else 410)
    person = sign_in_link_use(secret)
    if person is None:
        return render(request, "account/link.html", {"holds": False}, status=410)
    if request.user.is_authenticated and request.user != person:
        logout(request)
    if person.email != PLACEHOLDER:  # whoever has the link has read the mail
        address_confirm(person)
    target = reverse("web:welcome") if not person.has_usable_password() else reverse("web:my-work")
    return perform_login(request, person, email_verification="none", redirect_url=target)


def _too_often(request: HttpRequest) -> bool:
    """Guessing is hopeless with 256 bits; this keeps it cheap for the server, too."""
    key = f"sign-in-link:{get_adapter(request).get_client_ip(request)}"
    cache.add(key, 0, WINDOW)
    try:
        return cache.incr(key) > TRIES
    except ValueError:  # expired between the two calls
        return False


@login_required
def welcome(request: HttpRequest) -> HttpResponse:
    """First steps: name, password, and for the first administrator the e-mail address."""
    person: Any = request.user
    if person.has_usable_password():
        return HttpResponseRedirect(reverse("web:account"))

    def save(data: dict[str, Any]) -> None:
        values = {name: data[name] for name in ("name", "email") if name in data}
        person_profile_change(person=person, by=person, **values)
        person.set_password(data["password"])
        person.save()
        address_confirm(person)
        audit_record(actor=person, action="password.set")
        update_session_auth_hash(request, person)

    return form_page(
        request,
        submitted(request, WelcomeForm, initial={"name": person.name}, person=person),
        save=save,
        back=reverse("web:overview"),
        heading=_("Welcome to Tessera"),
        intro=_("Choose how people see you and how you sign in from now on."),
        saved=_("You are set up."),
    )


@login_required
def account(request: HttpRequest) -> HttpResponse:
    """Name, language, time zone, and the ways to everything else."""
    person: Any = request.user
    initial = {"name": person.name, "language": person.language, "time_zone": person.time_zone}
    if initial["language"] == "zh":
        initial["language"] = "zh-hans"
    response = form_page(
        request,
        submitted(request, ProfileForm, initial=initial),
        save=lambda data: person_profile_change(person=person, by=person, **data),
        back=reverse("web:account"),
        heading=_("Your account"),
        saved=_("Saved."),
        template="account/profile.html",
        roles=person.memberships.select_related("organisation"),
        links=_keeping(person),
    )
    if isinstance(response, HttpResponseRedirect):
        preference_set(response, settings.LANGUAGE_COOKIE_NAME, request.POST["language"])
    return response


def _keeping(person: Person) -> list[tuple[str, str]]:
    """Pages about the Network's people, for those who may see them."""
    pages = (
        ("network.view_people", _("People"), "web:people"),
        ("network.view_organisations", _("Organizations"), "web:organisations"),
        ("network.view_audit", _("Audit log"), "web:audit"),
    )
    return [(label, reverse(name)) for permission, label, name in pages if person.has_perm(permission)]
