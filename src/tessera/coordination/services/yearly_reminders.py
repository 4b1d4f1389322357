"""Mails by which the secretariat reminds those whose yearly report is awaited; telling_reports reminds by itself.

Each is noted, in one transaction, before it is sent. Where the mail server refuses it, the note is taken back; whoever
is killed in between sends it never again on that day rather than twice.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from smtplib import SMTPException
from typing import Any

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from tessera.coordination.models import ReportReminder, ReportRound, YearlyReport
from tessera.coordination.selectors.yearly import asked_of, shown, writers_of
from tessera.network.models import Person
from tessera.network.models.audience import OPERATOR
from tessera.network.services.audit import audit_record

from .entering import author_of

Compose = Callable[[Person, YearlyReport], EmailMessage]
log = logging.getLogger(__name__)


@dataclass(slots=True)
class Reminded:
    """Mails `sent`, `failed`, left out since they were sent `before`, and reports for which nobody could be asked."""

    sent: int = 0
    failed: int = 0
    before: int = 0
    nobody: int = 0


def round_remind(*, report_round: ReportRound, by: Any, compose: Compose) -> Reminded:
    """Remind all whose report is awaited; the same person about the same report once a day at most."""
    today, done = timezone.now().date(), Reminded()
    for report in shown(asked_of(report_round, OPERATOR), "awaited", today):
        people = list(writers_of(report))
        done.nobody += not people
        for person in people:
            reminder = _noted(report, person, today)
            if reminder is None:
                done.before += 1
            else:
                _send(reminder, compose(person, report), done)
    audit_record(actor=author_of(by), action="report_round.remind", subject=str(report_round), mails=done.sent)
    return done


@transaction.atomic
def _noted(report: YearlyReport, person: Person, day: date) -> ReportReminder | None:
    """The note of a new reminder; None where there is one already. Two at once take turns."""
    YearlyReport.objects.select_for_update().get(pk=report.pk)
    reminder, new = ReportReminder.objects.get_or_create(report=report, person=person, day=day)
    return reminder if new else None


def _send(reminder: ReportReminder, mail: EmailMessage, done: Reminded) -> None:
    try:
        mail.send()
    except (OSError, SMTPException) as error:
        log.warning("A reminder could not be sent (%s).", type(error).__name__)  # no address
        reminder.delete()
        done.failed += 1
    else:
        ReportReminder.objects.filter(pk=reminder.pk).update(state=ReportReminder.State.SENT, sent_at=timezone.now())
        done.sent += 1
