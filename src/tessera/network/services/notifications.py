"""Tells people, reminds them, and keeps how they want to be told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tessera.network.errors import NetworkError
from tessera.network.models import MailChoice, Notification, Person
from tessera.network.notifying import kinds, reminders
from tessera.network.selectors.notifications import mail_choice_of


def notify(*, people: Iterable[Person], kind: str, subject: int, key: str, by: Any = None) -> int:
    """Tell people of a subject, but not whoever did it themselves; returns how many were told.

    `key` says what is told: nobody is told the same twice. Whoever may not see the subject is shown nothing.
    """
    if kind not in kinds():
        raise ValueError(f"nobody registered the kind {kind!r}")
    told = {person.pk for person in people if person.is_active and person != by}
    known = set(Notification.objects.filter(key=key, person__in=told).values_list("person", flat=True))
    rows = [Notification(person_id=pk, kind=kind, subject=subject, key=key) for pk in sorted(told - known)]
    Notification.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def reminders_make(*, today: date | None = None) -> int:
    """Remind people of what is due; returns how many were. As often as one likes: nobody is reminded twice."""
    today = today or timezone.now().date()
    return sum(
        notify(people=due.people, kind=due.kind, subject=due.subject, key=due.key)
        for reminder in reminders()
        for due in reminder(today)
    )


def notifications_seen(*, person: Person, first: int, upto: int) -> int:
    """The person has read them from one id up to another; returns how many that were."""
    rows = Notification.objects.filter(person=person, seen_at=None, pk__gte=first, pk__lte=upto)
    return rows.update(seen_at=timezone.now())


@transaction.atomic
def mail_choice_set(*, person: Person, frequency: str, without: Sequence[str]) -> MailChoice:
    """How often mails come, and about which kinds none."""
    if frequency not in MailChoice.Frequency:
        raise NetworkError(_("Choose how often mails should come."))
    Person.objects.select_for_update().get(pk=person.pk)
    choice = mail_choice_of(person)
    choice.frequency, choice.without = frequency, sorted(set(without) & set(kinds()))
    choice.version += 1
    choice.save()
    return choice


def notifications_mailed(*, person: Person, rows: Sequence[Notification], now: datetime) -> dict[str, Any]:
    """Note that a mail tells these, before it is sent; returns what `notifications_unmailed` needs."""
    choice = mail_choice_of(person)
    before = choice.last_mail_at and choice.last_mail_at.isoformat()
    choice.last_mail_at = now
    choice.save()
    pks = [row.pk for row in rows]
    Notification.objects.filter(pk__in=pks).update(mailed_at=now)
    return {"notifications": pks, "last_mail_at": before}


def notifications_unmailed(*, person: Person, noted: dict[str, Any]) -> None:
    """The mail could not be sent: the next run tells them."""
    before = noted["last_mail_at"]
    Notification.objects.filter(pk__in=noted["notifications"]).update(mailed_at=None)
    last = datetime.fromisoformat(before) if before else None
    MailChoice.objects.filter(person=person).update(last_mail_at=last)


def mails_stop(*, person: Person) -> None:
    """No more mails about notifications; they are still to be found in the app."""
    choice = mail_choice_of(person)
    mail_choice_set(person=person, frequency=MailChoice.Frequency.NEVER, without=choice.without)


def notifications_forget(person: Person) -> None:
    """An erased person was told nothing."""
    Notification.objects.filter(person=person).delete()
    MailChoice.objects.filter(person=person).delete()
