"""People: invite, give and end roles, let in and keep out."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from importlib import import_module
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.mail import send_mail
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from tessera.network.errors import NetworkError
from tessera.network.models import Membership, Organisation, Person, Role

from .audit import audit_record
from .sign_in import sign_in_address, sign_in_link_make

INVITATION_HOURS = 24 * 7


@transaction.atomic
def person_invite(
    *, email: str, name: str, role: str, organisation: Organisation | None, by: Any, language: str = "en"
) -> Person:
    """A new account without a password; a mail brings a link that signs the person in once."""
    role_check(role, by=by)
    email = email.strip().lower()
    validate_email(email)
    if Person.objects.filter(email__iexact=email).exists():
        raise NetworkError(_("There is already an account with this e-mail address."))
    person = Person(email=email, name=name.strip(), language=language)
    person.set_unusable_password()
    person.save()
    audit_record(actor=by, action="person.invite", subject=str(person.public_id), role=role)
    membership_grant(person=person, role=role, organisation=organisation, by=by)
    invitation_send(person=person)
    return person


def invitation_send(*, person: Person) -> None:
    """Mail a new link to somebody, in their language, once the transaction at work is committed."""
    address = sign_in_address(sign_in_link_make(person=person, hours=INVITATION_HOURS))
    with translation.override(person.language):
        subject = _("Your account in Tessera")
        body = _(
            "You have been invited to Tessera, the working platform of the Network.\n\n"
            "This link signs you in once, within seven days:\n%(address)s\n\n"
            "Choose a password then. If you did not expect this, do nothing."
        ) % {"address": address}

    def send() -> None:
        try:
            send_mail(subject, body, None, [person.email])
        except (OSError, SMTPException) as error:
            text = _("The account is there, but the mail could not be sent. Send a new link from the person's page.")
            raise NetworkError(text) from error

    transaction.on_commit(send)


@transaction.atomic
def membership_grant(
    *, person: Person, role: str, organisation: Organisation | None, by: Any, since: date | None = None
) -> Membership:
    """Give a role, from `since` or today."""
    role_check(role, by=by)
    if person.erased_at:
        raise NetworkError(_("This person was erased."))
    if role in (Role.FOCAL_POINT, Role.COUNTRY_TEAM, Role.CIVIL_SOCIETY) and organisation is None:
        raise NetworkError(_("Say for which organization: this role is held on behalf of one."))
    today = timezone.now().date()
    held = Membership.objects.filter(Q(until__isnull=True) | Q(until__gte=today), person=person, role=role)
    if held.filter(organisation=organisation).exists():
        raise NetworkError(_("The person already holds this role."))
    membership = Membership.objects.create(person=person, role=role, organisation=organisation, since=since or today)
    audit_record(actor=by, action="role.grant", subject=str(person.public_id), role=role)
    return membership


@transaction.atomic
def membership_end(*, membership: Membership, by: Any, day: date | None = None) -> Membership:
    """End a role; `day` is the last day on which it is held, yesterday where none is named.

    A role that was given today and ends at once stands as held yesterday only; the audit log has both moments.
    """
    role_check(membership.role, by=by)
    if membership.role == Role.ADMINISTRATOR:
        keep_an_administrator(without=membership.person)
    last = day or timezone.now().date() - timedelta(days=1)
    membership.until = max(last, membership.since) if membership.since and day else last
    if membership.since and membership.until < membership.since:
        membership.since = membership.until
    membership.save()
    audit_record(actor=by, action="role.end", subject=str(membership.person.public_id), role=membership.role)
    return membership


@transaction.atomic
def person_deactivate(*, person: Person, by: Any) -> Person:
    """Keep somebody out: they cannot sign in, and are signed out everywhere."""
    if person.has_role(Role.ADMINISTRATOR):
        role_check(Role.ADMINISTRATOR, by=by)
        keep_an_administrator(without=person)
    person.is_active = False
    person.save()
    person.sign_in_links.filter(used_at__isnull=True).update(used_at=timezone.now())
    sessions_end(person=person)
    audit_record(actor=by, action="person.deactivate", subject=str(person.public_id))
    return person


@transaction.atomic
def person_reactivate(*, person: Person, by: Any) -> Person:
    """Let somebody in again; an erased person stays erased."""
    if person.erased_at:
        raise NetworkError(_("This person was erased."))
    if _administrators().filter(person=person).exists():
        role_check(Role.ADMINISTRATOR, by=by)
    person.is_active = True
    person.save()
    audit_record(actor=by, action="person.reactivate", subject=str(person.public_id))
    return person


@transaction.atomic
def person_profile_change(*, person: Person, by: Any, **values: Any) -> Person:
    """Name, language, time zone; the e-mail address where it is still a placeholder."""
    if unknown := set(values) - {"name", "language", "time_zone", "email"}:
        raise TypeError(f"not changeable: {sorted(unknown)}")
    if "email" in values:
        values["email"] = values["email"].strip().lower()
        if Person.objects.filter(email__iexact=values["email"]).exclude(pk=person.pk).exists():
            raise NetworkError(_("There is already an account with this e-mail address."))
    for field, value in values.items():
        setattr(person, field, value)
    person.full_clean(exclude=["password"])
    person.save()
    audit_record(actor=by, action="person.profile", subject=str(person.public_id), fields=sorted(values))
    return person


def sessions_end(*, person: Person, words: re.Pattern[str] | None = None) -> int:
    """Sign a person out everywhere; returns how many sessions ended.

    With `words` also those that hold them, such as one of somebody who was still asked for the second factor.
    """
    store = import_module(settings.SESSION_ENGINE).SessionStore
    ended = 0
    for session in Session.objects.iterator():
        data = session.get_decoded()
        theirs = data.get("_auth_user_id") == str(person.pk)
        if theirs or (words and words.search(json.dumps(data, ensure_ascii=False, default=str))):
            store(session.session_key).delete()
            ended += 1
    return ended


def keep_an_administrator(*, without: Person) -> None:
    """Refuse to leave Tessera without an active administrator. Call in a transaction.

    The administrators' rows are locked until its end, so that two of them cannot remove each other at once.
    """
    list(Person.objects.select_for_update().filter(pk__in=_administrators().values("person")).order_by("pk"))
    if not _administrators().filter(person__is_active=True).exclude(person=without).exists():
        raise NetworkError(_("This is the last administrator; name another one first."))


def _administrators() -> QuerySet[Membership]:
    """The memberships of administrators that hold today, whether or not their people may sign in."""
    today = timezone.now().date()
    return Membership.objects.filter(
        Q(until__isnull=True) | Q(until__gte=today),
        Q(since__isnull=True) | Q(since__lte=today),
        role=Role.ADMINISTRATOR,
    )


def role_check(role: str, *, by: Any) -> None:
    """Only administrators make and unmake administrators. The machine itself (`by` is no person) may."""
    if role == Role.ADMINISTRATOR and isinstance(by, Person) and not by.has_role(Role.ADMINISTRATOR):
        raise NetworkError(_("Only an administrator can do this for an administrator."))
