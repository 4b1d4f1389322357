"""Puts sign-ins and changes of passwords, addresses and second factors into the audit log.

Never what was typed: no password, and no address of somebody who has no account.
"""

from __future__ import annotations

from typing import Any

from allauth.account import signals as account
from allauth.account.authentication import get_authentication_records
from allauth.mfa import signals as mfa
from allauth.socialaccount import signals as social
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.http import HttpRequest

from tessera.network.models import Person
from tessera.network.services.audit import audit_record


def events_connect() -> None:
    """Listen. Called once, when the pages are ready; a second call changes nothing."""
    user_logged_in.connect(_signed_in, dispatch_uid="tessera.signed-in")
    user_logged_out.connect(_signed_out, dispatch_uid="tessera.signed-out")
    user_login_failed.connect(_sign_in_failed, dispatch_uid="tessera.sign-in-failed")
    account.email_changed.connect(_changed("e-mail.change"), weak=False, dispatch_uid="tessera.email")
    account.password_changed.connect(_changed("password.change"), weak=False, dispatch_uid="tessera.password")
    account.password_set.connect(_changed("password.set"), weak=False, dispatch_uid="tessera.password-set")
    account.password_reset.connect(_changed("password.reset"), weak=False, dispatch_uid="tessera.password-reset")
    for signal, what in (
        (mfa.authenticator_added, "second-factor.add"),
        (mfa.authenticator_removed, "second-factor.remove"),
        (mfa.authenticator_reset, "second-factor.renew"),
        (mfa.authentication_failed, "second-factor.failed"),
    ):
        signal.connect(_factor(what), weak=False, dispatch_uid=f"tessera.{what}")
    social.social_account_added.connect(_connected, dispatch_uid="tessera.connected")
    social.social_account_removed.connect(_disconnected, dispatch_uid="tessera.disconnected")


def _signed_in(sender: Any, request: HttpRequest, user: Any, **kwargs: Any) -> None:
    ways = sorted({str(record["method"]) for record in get_authentication_records(request, user)})
    audit_record(actor=user, action="sign-in", ways=ways)


def _signed_out(sender: Any, request: HttpRequest, user: Any, **kwargs: Any) -> None:
    if user is not None:
        audit_record(actor=user, action="sign-out")


def _sign_in_failed(sender: Any, credentials: dict[str, Any], **kwargs: Any) -> None:
    typed = credentials.get("email") or credentials.get("username")
    person = Person.objects.filter(email__iexact=typed).first() if isinstance(typed, str) and typed else None
    audit_record(actor=None, action="sign-in.failed", subject=str(person.public_id) if person else "")


def _changed(action: str) -> Any:
    def receive(sender: Any, user: Any, **kwargs: Any) -> None:
        audit_record(actor=user, action=action)

    return receive


def _factor(action: str) -> Any:
    def receive(sender: Any, user: Any, authenticator: Any = None, **kwargs: Any) -> None:
        audit_record(actor=user, action=action, factor=str(getattr(authenticator, "type", "")))

    return receive


def _connected(sender: Any, sociallogin: Any, **kwargs: Any) -> None:
    audit_record(actor=sociallogin.user, action="sign-in.connected", subject="openid")


def _disconnected(sender: Any, socialaccount: Any, **kwargs: Any) -> None:
    audit_record(actor=socialaccount.user, action="sign-in.disconnected", subject="openid")
