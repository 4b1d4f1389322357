"""Reminders of yearly reports to those who write them: before the day, after it, and when the secretariat asks.

Each is noted, in one transaction, before it is sent. Where the mail server refuses it, the note is taken back and the
next run tries again; whoever is killed in between sends it never again rather than twice.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from smtplib import SMTPException
from typing import Any

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from tessera.coordination.models import ReportReminder, ReportRound, YearlyReport
from tessera.network.models import Person
from tessera.network.selectors.people import acting_for
from tessera.network.services.audit import audit_record
from tessera.network.services.sign_in import PLACEHOLDER
from tessera.plans.models import Plan

from .entering import author_of

Kind = ReportReminder.Kind
Compose = Callable[[Person, YearlyReport], EmailMessage]
SOON = timedelta(days=14)
log = logging.getLogger(__name__)


@dataclass(slots=True)
class Reminded:
    """Mails `sent`, `failed`, left out since they were sent `before`, and reports for which nobody could be asked."""

    sent: int = 0
    failed: int = 0
    before: int = 0
    nobody: int = 0


def reminders_send(*, compose: Compose, today: date | None = None, dry_run: bool = False) -> Reminded:
    """What is due by itself: once from two weeks before a report is due, once after. For rounds of plans at work."""
    today, done = today or timezone.now().date(), Reminded()
    reports = _awaited(YearlyReport.objects.filter(round__opens__lte=today, round__plan__state=Plan.State.ADOPTED))
    for report in reports:
        if report.due >= today - SOON * 2 and report.due - today <= SOON:
            kind = Kind.LATE if report.due < today else Kind.SOON
            _report_reminded(report, kind, report.due, compose, done, dry_run=dry_run)
    return done


def round_remind(
    *, report_round: ReportRound, by: Any, compose: Compose, reports: Iterable[YearlyReport] | None = None
) -> Reminded:
    """Remind all whose report is awaited, or those given; the same person about the same report once a day at most."""
    today, done = timezone.now().date(), Reminded()
    rows = YearlyReport.objects.filter(round=report_round)
    for report in _awaited(rows.filter(pk__in=[r.pk for r in reports]) if reports is not None else rows):
        _report_reminded(report, Kind.ASKED, today, compose, done)
    audit_record(actor=author_of(by), action="report_round.remind", subject=str(report_round), mails=done.sent)
    return done


def writers_of(report: YearlyReport) -> Iterator[Person]:
    """Who acts for the entity today, belongs to the Network, sees the report, and has an address."""
    people = dict.fromkeys(place.person for place in acting_for(report.organisation))
    for person in people:
        if person.is_of_network and person.email != PLACEHOLDER and report.is_visible_to(person):
            yield person


def _awaited(rows: Any) -> Any:
    awaited = rows.filter(state__in=YearlyReport.IN_HAND, absent="")
    return awaited.select_related("organisation", "round__plan").order_by("pk")


def _report_reminded(
    report: YearlyReport, kind: str, day: date, compose: Compose, done: Reminded, *, dry_run: bool = False
) -> None:
    people = list(writers_of(report))
    done.nobody += not people
    for person in people:
        if dry_run:
            known = ReportReminder.objects.filter(report=report, person=person, kind=kind, day=day).exists()
            done.before, done.sent = done.before + known, done.sent + (not known)
            continue
        reminder = _noted(report, person, kind, day)
        if reminder is None:
            done.before += 1
        else:
            _send(reminder, compose(person, report), done)


@transaction.atomic
def _noted(report: YearlyReport, person: Person, kind: str, day: date) -> ReportReminder | None:
    """The note of a new reminder; None where there is one already. Two runs at once take turns."""
    YearlyReport.objects.select_for_update().get(pk=report.pk)
    reminder, new = ReportReminder.objects.get_or_create(report=report, person=person, kind=kind, day=day)
    return reminder if new else None


def _send(reminder: ReportReminder, mail: EmailMessage, done: Reminded) -> None:
    try:
        mail.send()
    except (OSError, SMTPException) as error:
        log.warning("A reminder could not be sent (%s); the next run tries again.", type(error).__name__)  # no address
        reminder.delete()
        done.failed += 1
    else:
        ReportReminder.objects.filter(pk=reminder.pk).update(state=ReportReminder.State.SENT, sent_at=timezone.now())
        done.sent += 1
