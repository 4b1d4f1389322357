"""Links that sign one person in once: for the first administrator and for people who are invited."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import transaction
from django.db.models import Q, QuerySet
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


@transaction.atomic
def sign_in_link_use(secret: str) -> Person | None:
    """Whom the link signs in; None where it is unknown, used, too old, or its person kept out: nothing says which.

    Of two uses at once one succeeds: the condition stands on the row that is written, which the second one reads anew
    once the first has committed. (In a joined or nested query PostgreSQL would go by what it read before.)
    """
    link = _links_usable(secret).select_related("person").first()
    if link is None or not SignInLink.objects.filter(pk=link.pk, used_at__isnull=True).update(used_at=timezone.now()):
        return None
    audit_record(actor=link.person, action="sign-in-link.use")
    return link.person


def sign_in_link_holds(secret: str) -> bool:
    """Whether the link would still sign somebody in; asking does not use it."""
    return _links_usable(secret).exists()


def sign_in_address(secret: str) -> str:
    """The whole address of a link."""
    return f"{settings.ENVIRONMENT.public_url}{PATH}{secret}/"


@transaction.atomic
def first_administrator_link() -> str | None:
    """The address that signs the first administrator in; None once an administrator has signed in and can again.

    Makes the administrator, with a placeholder address that they replace at their first sign-in. Whoever closed the
    page before choosing a password gets a new link at the next start; earlier links stop working.
    """
    today = timezone.now().date()
    administrators = Person.objects.filter(
        Q(memberships__until__isnull=True) | Q(memberships__until__gte=today),
        is_active=True,
        memberships__role=Role.ADMINISTRATOR,
    )
    can_return = ~Q(password__startswith=UNUSABLE_PASSWORD_PREFIX) | Q(socialaccount__isnull=False)
    if administrators.filter(can_return, last_login__isnull=False).exists():
        return None
    person = administrators.order_by("pk").first() or _first_administrator_make()
    return sign_in_address(sign_in_link_make(person=person))


def _first_administrator_make() -> Person:
    person = Person(email=PLACEHOLDER)
    person.set_unusable_password()
    person.save()
    Membership.objects.create(person=person, role=Role.ADMINISTRATOR, since=timezone.now().date())
    audit_record(actor=None, action="person.first-administrator", subject=str(person.public_id))
    return person


def _links_usable(secret: str) -> QuerySet[SignInLink]:
    return SignInLink.objects.filter(
        digest=_digest(secret), used_at__isnull=True, expires_at__gt=timezone.now(), person__is_active=True
    )


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
