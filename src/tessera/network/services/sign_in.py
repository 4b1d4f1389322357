"""Links that sign one person in once: for the first administrator and for people who are invited."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from tessera.network.models import Membership, Person, Role, SignInLink

from .audit import audit_record

PATH = "/sign-in/"
PLACEHOLDER = "administrator@tessera.invalid"


@transaction.atomic
def sign_in_link_make(*, person: Person, hours: int = 24) -> str:
    """The secret of a new link. Only its SHA-256 is kept; earlier unused links of the person become void."""
    now = timezone.now()
    SignInLink.objects.filter(person=person, used_at__isnull=True).update(used_at=now)
    secret = secrets.token_urlsafe(32)
    SignInLink.objects.create(person=person, digest=_digest(secret), expires_at=now + timedelta(hours=hours))
    audit_record(actor=None, action="sign-in-link.make", subject=str(person.public_id))
    return secret


def sign_in_link_use(secret: str) -> Person | None:
    """Whom the link signs in; None where it is unknown, used or too old. Of two uses at once, one succeeds."""
    now = timezone.now()
    usable = SignInLink.objects.filter(
        digest=_digest(secret), used_at__isnull=True, expires_at__gt=now, person__is_active=True
    )
    if not usable.update(used_at=now):
        return None
    person = Person.objects.get(sign_in_links__digest=_digest(secret))
    audit_record(actor=person, action="sign-in-link.use")
    return person


def sign_in_link_holds(secret: str) -> bool:
    """Whether the link would still sign somebody in; asking does not use it."""
    return SignInLink.objects.filter(
        digest=_digest(secret), used_at__isnull=True, expires_at__gt=timezone.now(), person__is_active=True
    ).exists()


def sign_in_address(secret: str) -> str:
    """The whole address of a link."""
    return f"{settings.ENVIRONMENT.public_url}{PATH}{secret}/"


@transaction.atomic
def first_administrator_link() -> str | None:
    """The address that signs the first administrator in; None once an administrator has signed in.

    Makes the administrator, with a placeholder address that they replace at their first sign-in.
    """
    administrators = Person.objects.filter(
        Q(memberships__until__isnull=True) | Q(memberships__until__gte=timezone.now().date()),
        is_active=True,
        memberships__role=Role.ADMINISTRATOR,
    )
    if administrators.filter(last_login__isnull=False).exists():
        return None
    person = administrators.first()
    if person is None:
        person = Person(email=PLACEHOLDER)
        person.set_unusable_password()
        person.save()
        Membership.objects.create(person=person, role=Role.ADMINISTRATOR)
        audit_record(actor=None, action="person.first-administrator", subject=str(person.public_id))
    return sign_in_address(sign_in_link_make(person=person))


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
