"""What django-allauth asks Tessera: nobody registers; an organisation's sign-in opens only an invited account."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest
from django.shortcuts import render

from tessera.network.models import Person
from tessera.network.services.audit import audit_record


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are given by invitation only."""
        return False


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Connect to the invited person whose address the issuer has verified; refuse everybody else."""
        if sociallogin.is_existing:
            return
        verified = [a.email for a in sociallogin.email_addresses if a.verified]
        person = Person.objects.filter(email__in=[e.lower() for e in verified], is_active=True).first()
        if person is None:
            audit_record(actor=None, action="sign-in.refused", subject="openid")
            raise ImmediateHttpResponse(render(request, "account/signup_closed.html", status=403))
        sociallogin.connect(request, person)
        audit_record(actor=person, action="sign-in.connected", subject="openid")
