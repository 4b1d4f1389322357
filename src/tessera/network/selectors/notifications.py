"""A person's notifications in words, as far as they may still see what these are about."""

from __future__ import annotations

import zoneinfo
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from tessera.network.models import MailChoice, Notification, Person
from tessera.network.notifying import kinds

WEEK = timedelta(days=7)
MOST = 200  # a person is shown at once


@dataclass(frozen=True, slots=True)
class Told:
    """A notification as its person sees it."""

    notification: Notification
    said: str
    url_name: str
    url_args: tuple[Any, ...]


def notifications_told(person: Any, rows: Sequence[Notification] | QuerySet[Notification]) -> list[Told]:
    """In their order; without those whose subject is gone or hidden from the person. A query for each kind."""
    rows = list(rows)
    wanted: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        wanted[row.kind].add(row.subject)
    known = kinds()
    subjects = {code: known[code].rows(person).in_bulk(pks) for code, pks in wanted.items() if code in known}
    return [
        Told(row, kind.said(subject), kind.url_name, kind.url_args(subject))
        for row in rows
        if (kind := known.get(row.kind)) and (subject := subjects[row.kind].get(row.subject))
    ]


def notifications_of(person: Any, *, unseen: bool = False) -> list[Told]:
    """The latest of a person, or of those the ones not yet seen."""
    rows = Notification.objects.filter(person=person.pk)
    return notifications_told(person, (rows.filter(seen_at=None) if unseen else rows)[:MOST])


def mail_choice_of(person: Person) -> MailChoice:
    """What the person chose; a new one, not saved, where they never did."""
    return MailChoice.objects.filter(person=person).first() or MailChoice(person=person)


def people_to_mail() -> QuerySet[Person]:
    """Who has notifications that no mail has told, and has not chosen to have none."""
    waiting = Notification.objects.filter(mailed_at=None, seen_at=None).values("person")
    return (
        Person.objects.filter(pk__in=waiting, is_active=True, erased_at__isnull=True)
        .exclude(mail_choice__frequency=MailChoice.Frequency.NEVER)
        .prefetch_related("memberships", "group_memberships")
    )


def notifications_to_mail(person: Person, now: datetime) -> list[Told]:
    """What the next mail tells, where one is due: once a day or a week, by the person's own calendar."""
    choice = mail_choice_of(person)
    if choice.frequency == MailChoice.Frequency.NEVER or not _is_due(choice, _today(person, now), person):
        return []
    rows = Notification.objects.filter(person=person, mailed_at=None, seen_at=None).exclude(kind__in=choice.without)
    return notifications_told(person, rows[:MOST])


def _is_due(choice: MailChoice, today: date, person: Person) -> bool:
    if choice.last_mail_at is None:
        return True
    last = _today(person, choice.last_mail_at)
    return last < today if choice.frequency == MailChoice.Frequency.DAILY else last <= today - WEEK


def _today(person: Person, moment: datetime) -> date:
    try:
        zone = zoneinfo.ZoneInfo(person.time_zone)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        zone = zoneinfo.ZoneInfo("UTC")
    return moment.astimezone(zone).date()
