"""Sends the mails that are due, about saved searches and notifications: one for each person, nothing twice, nothing
empty.

What a mail tells is noted, in one transaction for each person, before it is sent. Where the mail server refuses it, the
note is taken back and the next run tries again; whoever is killed in between sends it never again rather than twice.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from smtplib import SMTPException
from typing import Any

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from tessera.network.models import Person
from tessera.network.selectors.notifications import Told, notifications_to_mail, people_to_mail
from tessera.network.services.notifications import notifications_mailed, notifications_unmailed
from tessera.network.services.sign_in import PLACEHOLDER
from tessera.recommendations.models import Digest, SavedSearch
from tessera.recommendations.selectors.news import Mark, News, mark_now, mark_of, news_of
from tessera.recommendations.selectors.saved import people_awaiting, searches_due
from tessera.search.writer import index_write

from .importing import import_lock
from .saved import MARKS

TIMES = ("last_run", "seen_at")
Compose = Callable[[Person, Sequence[News], Sequence[Told]], EmailMessage]
log = logging.getLogger(__name__)


@dataclass(slots=True)
class Sent:
    """What a run did: `people` whose searches or notifications were due, mails `sent`, `failed`, what they told of."""

    people: int = 0
    sent: int = 0
    nothing_new: int = 0
    failed: int = 0
    searches: int = 0
    recommendations: int = 0
    notifications: int = 0


def digests_send(*, compose: Compose, now: datetime | None = None, dry_run: bool = False) -> Sent:
    """Send what is due; `compose` makes the mail. With `dry_run` nothing is sent or noted."""
    now = now or timezone.now()
    done = Sent()
    with import_lock():  # no import is half written
        until = mark_now()
    if SavedSearch.objects.exclude(frequency=SavedSearch.Frequency.NEVER).exists():
        index_write()  # all of it is to be found
    asked = {person.pk: person for people in (people_awaiting(), people_to_mail()) for person in people}
    for _pk, person in sorted(asked.items()):
        if not person.roles or person.email == PLACEHOLDER:  # their time in the Network is over, or has not begun
            continue
        _person_told(person, until, now, done, compose, dry_run=dry_run)
    return done


def _person_told(person: Person, until: Mark, now: datetime, done: Sent, compose: Compose, *, dry_run: bool) -> None:
    if dry_run:
        due = searches_due(person, now)
        told, notices = _told(person, due, until), notifications_to_mail(person, now)
        _count(done, due, told, notices)
        done.sent += bool(told or notices)
        return
    noted = _noted(person, until, now, done, compose)
    if noted is None:
        return
    digest, mail = noted
    try:
        mail.send()
    except (OSError, SMTPException) as error:
        log.warning("A digest could not be sent (%s); the next run tries again.", type(error).__name__)  # no address
        _take_back(digest)
        done.failed += 1
    else:
        Digest.objects.filter(pk=digest.pk).update(state=Digest.State.SENT, sent_at=timezone.now(), before=[])
        done.sent += 1


@transaction.atomic
def _noted(
    person: Person, until: Mark, now: datetime, done: Sent, compose: Compose
) -> tuple[Digest, EmailMessage] | None:
    """Note what the person is told; None where that is nothing. Two runs at once take turns, and find it done."""
    Person.objects.select_for_update().get(pk=person.pk)
    due = searches_due(person, now)
    told = _told(person, due, until)
    if any(not one.ready for one in told):
        return None  # the index is being made: later
    notices = notifications_to_mail(person, now)
    _count(done, due, told, notices)
    before = [_state(saved) for saved in due]
    mail = compose(person, told, notices) if told or notices else None
    for saved in due:
        for name, last in zip(MARKS, (until.recommendation, until.wording, until.run), strict=True):
            setattr(saved, name, max(getattr(saved, name), last))
        saved.last_run = saved.seen_at = now
        saved.save(update_fields=[*MARKS, "last_run", "seen_at"])
    if mail is None:
        return None
    if notices:
        before.append(notifications_mailed(person=person, rows=[one.notification for one in notices], now=now))
    items = sum(one.total for one in told) + len(notices)
    return Digest.objects.create(person=person, searches=len(told), items=items, before=before), mail


def _told(person: Person, due: Sequence[SavedSearch], until: Mark) -> list[News]:
    """Searches with something to tell. One whose person saw more elsewhere is not told again."""
    news = news_of(person, [s for s in due if mark_of(s) != until], until=until)
    return [one for one in news if one.total or not one.ready]


def _count(done: Sent, due: Sequence[SavedSearch], told: Sequence[News], notices: Sequence[Told]) -> None:
    done.people += bool(due or notices)
    done.nothing_new += bool(due and not told and not notices)
    done.notifications += len(notices)
    done.searches += len(told)
    done.recommendations += sum(one.total for one in told)


@transaction.atomic
def _take_back(digest: Digest) -> None:
    """As if it had not been noted: the person is told at the next run."""
    for state in digest.before:
        values: dict[str, Any] = dict(state)
        if "search" not in values:
            notifications_unmailed(person=digest.person, noted=values)
            continue
        for name in TIMES:
            values[name] = datetime.fromisoformat(values[name]) if values[name] else None
        SavedSearch.objects.filter(pk=values.pop("search")).update(**values)
    digest.delete()


def _state(saved: SavedSearch) -> dict[str, Any]:
    """What a note changes of a search."""
    moments = {name: (value := getattr(saved, name)) and value.isoformat() for name in TIMES}
    return {"search": saved.pk, **{name: getattr(saved, name) for name in MARKS}, **moments}
