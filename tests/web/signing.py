"""Signing test people in, and second factors whose codes the tests can reckon."""

from __future__ import annotations

import time
from html.parser import HTMLParser
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth
from django.core.cache import cache
from django.test import Client

from tessera.network.models import AuditEvent

PASSWORD = "correct horse battery staple"
SECRET = "JBSWY3DPEHPK3PXP"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def client_of(person: Any) -> Client:
    client = Client()
    if person.is_authenticated:
        client.force_login(person, backend=BACKEND)
    return client


def with_password(person: Any, password: str = PASSWORD) -> Any:
    """The person, able to sign in by themselves."""
    person.set_password(password)
    person.save()
    EmailAddress.objects.update_or_create(user=person, email=person.email, defaults={"verified": True, "primary": True})
    return person


def with_second_factor(person: Any) -> Any:
    auth.TOTP.activate(person, SECRET)
    RecoveryCodes.activate(person)
    return person


def totp(secret: str = SECRET) -> str:
    """The code that an app shows now."""
    cache.clear()  # a code counts once; tests are quicker than thirty seconds
    return auth.format_hotp_value(auth.hotp_value(secret, int(time.time()) // 30))


def sign_in(client: Client, email: str, password: str = PASSWORD) -> Any:
    return client.post("/accounts/login/", {"login": email, "password": password})


def logged(action: str) -> list[tuple]:
    return list(AuditEvent.objects.filter(action=action).values_list("actor", "subject", "detail"))


class Page(HTMLParser):
    """What the policy of the pages forbids, and what every page has."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.headings = 0
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.headings += tag == "h1"
        names = dict(attrs)
        if tag == "style" or (tag == "script" and "src" not in names):
            self.faults.append(tag)
        self.faults += [f"{tag} {n}" for n in names if n == "style" or n.startswith("on")]


def ours(response) -> bool:
    """In Tessera's frame, with one heading, and nothing in it that the browser is told to refuse."""
    text = response.content.decode()
    page = Page(text)
    return page.faults == [] and page.headings == 1 and 'class="site-header"' in text
