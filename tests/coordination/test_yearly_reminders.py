"""Reminders of yearly reports: to those who write them, and nothing twice."""

from __future__ import annotations

from datetime import date
from smtplib import SMTPException

import pytest

from tessera.coordination.models import ReportReminder
from tessera.coordination.services.yearly_reminders import round_remind
from tessera.coordination.services.yearly_rounds import report_excuse, report_extend
from tessera.network.selectors.notifications import notifications_of
from tessera.network.services.notifications import reminders_make
from tessera.reports.reminder_mail import reminder_mail

from .report_making import report_in, report_of, round_made

pytestmark = pytest.mark.django_db


def said(person) -> list[str]:
    return [one.said for one in notifications_of(person)]


def test_those_who_write_are_reminded_before_on_and_after_the_day_and_nothing_twice(cast):
    round_made(cast)
    days = [date(2026, 2, 1), date(2026, 2, 10), date(2026, 2, 11), date(2026, 2, 15), date(2026, 2, 23)]
    assert [reminders_make(today=day) for day in days] == [0, 2, 0, 2, 2]
    assert said(cast.focal_point)[0] == "The yearly report of OHCHR for 2025 is due on Feb. 15, 2026"
    assert said(cast.country_team) == said(cast.secretariat) == []


def test_whoever_has_reported_or_is_absent_is_left_in_peace_and_more_time_counts(cast):
    found = round_made(cast)
    report_in(cast, found, "submitted")
    undp = report_of(found, "undp")
    report_extend(report=undp, version=undp.version, by=cast.secretariat, until=date(2026, 3, 20), reason="Joined late")
    assert reminders_make(today=date(2026, 2, 17)) == 0
    assert reminders_make(today=date(2026, 3, 15)) == 1
    undp = report_of(found, "undp")
    report_excuse(report=undp, version=undp.version, by=cast.secretariat, reason="Closed")
    assert reminders_make(today=date(2026, 3, 22)) == 0


def test_a_question_is_told_at_once_to_those_who_write(cast):
    report = report_in(cast, round_made(cast), "asked-back")
    assert said(cast.focal_point) == ["The yearly report of OHCHR for 2025 is asked back"]
    assert said(cast.coordinator) == []
    assert "How many?" in reminder_mail(cast.focal_point, report).body


def test_the_secretariat_reminds_at_most_once_a_day_and_hears_for_whom_nobody_is_there(cast, mailoutbox):
    found = round_made(cast, codes=("ohchr", "nobody"))
    first, second = (round_remind(report_round=found, by=cast.secretariat, compose=reminder_mail) for _ in range(2))
    assert (first.sent, first.nobody, second.sent, second.before) == (1, 1, 0, 1)
    assert [mail.to for mail in mailoutbox] == [["focal-point@example.org"]]
    assert "/yearly-report/" in mailoutbox[0].body
    assert ReportReminder.objects.get().state == "sent"


def test_a_mail_that_the_server_refuses_can_be_sent_again(cast, mailoutbox):
    found = round_made(cast, codes=("ohchr",))

    class Refused:
        def send(self):
            raise SMTPException

    assert round_remind(report_round=found, by=cast.secretariat, compose=lambda *_: Refused()).failed == 1
    assert round_remind(report_round=found, by=cast.secretariat, compose=reminder_mail).sent == 1
