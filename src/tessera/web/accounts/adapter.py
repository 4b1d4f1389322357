"""What django-allauth asks Tessera: nobody registers; an organisation's sign-in opens only an invited account."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.base import AuthProcess
from django.http import HttpRequest
from django.shortcuts import render

from tessera.network.models import Person
from tessera.network.services.audit import audit_record


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are given by invitation only."""
        return False


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """One rule for signing in and for connecting: the issuer must vouch for the address that the person has here.

    So nobody's identity elsewhere is ever tied to another person's account, whoever starts it.
    """

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        if sociallogin.is_existing:
            return
        verified = {a.email.lower() for a in sociallogin.email_addresses if a.verified}
        person = Person.objects.filter(email__in=verified, is_active=True).first()
        connects = sociallogin.state.get("process") == AuthProcess.CONNECT
        if person is None or (connects and person != request.user):
            audit_record(actor=request.user, action="sign-in.refused", subject="openid")
            raise ImmediateHttpResponse(render(request, "account/signup_closed.html", status=403))
        if not connects:
            sociallogin.connect(request, person)
            address_confirm(person)


def address_confirm(person: Person) -> None:
    """Their address counts as theirs: they opened a mail sent to it, or an issuer whom we trust vouched for it."""
    EmailAddress.objects.filter(user=person).exclude(email__iexact=person.email).delete()
    EmailAddress.objects.update_or_create(
        user=person, email=person.email.lower(), defaults={"verified": True, "primary": True}
    )
