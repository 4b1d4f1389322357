"""Reminders of yearly reports: to those who write them, and nothing twice."""

from __future__ import annotations

from datetime import date
from smtplib import SMTPException

import pytest

from tessera.coordination.models import ReportReminder
from tessera.coordination.services.yearly_reminders import reminders_send, round_remind
from tessera.coordination.services.yearly_rounds import report_excuse, report_extend
from tessera.reports.reminder_mail import reminder_mail

from .report_making import report_in, report_of, round_made

pytestmark = pytest.mark.django_db


def run(day: date, compose=reminder_mail):
    return reminders_send(compose=compose, today=day)


def test_each_person_is_reminded_once_before_and_once_after_the_day(cast, mailoutbox):
    round_made(cast)
    for day, sent in ((date(2026, 1, 20), 0), (date(2026, 2, 2), 2), (date(2026, 2, 3), 0), (date(2026, 2, 17), 2)):
        assert run(day).sent == sent
    assert run(date(2026, 2, 18)).sent == 0
    assert {mail.to[0] for mail in mailoutbox} == {"coordinator@example.org", "focal-point@example.org"}
    assert "/yearly-report/" in mailoutbox[0].body
    assert set(ReportReminder.objects.values_list("state", flat=True)) == {"sent"}


def test_whoever_has_reported_or_is_absent_is_left_in_peace_and_more_time_counts(cast, mailoutbox):
    found = round_made(cast)
    report_in(cast, found, "submitted")
    undp = report_of(found, "undp")
    report_extend(
        report=undp, version=undp.version, by=cast.secretariat, until=date(2026, 3, 20), reason="Late to join"
    )
    assert run(date(2026, 2, 17)).sent == 0
    assert run(date(2026, 3, 10)).sent == 1
    undp = report_of(found, "undp")
    report_excuse(report=undp, version=undp.version, by=cast.secretariat, reason="Closed")
    assert run(date(2026, 3, 22)).sent == 0


def test_the_secretariat_reminds_at_most_once_a_day_and_hears_for_whom_nobody_is_there(cast, mailoutbox):
    found = round_made(cast, codes=("ohchr", "nobody"))
    first, second = (round_remind(report_round=found, by=cast.secretariat, compose=reminder_mail) for _ in range(2))
    assert (first.sent, first.nobody, second.sent, second.before) == (1, 1, 0, 1)
    assert [mail.to for mail in mailoutbox] == [["focal-point@example.org"]]


def test_a_mail_that_the_server_refuses_is_tried_again(cast, mailoutbox, monkeypatch):
    round_made(cast, codes=("ohchr",))

    class Refused:
        def send(self):
            raise SMTPException

    assert run(date(2026, 2, 17), lambda person, report: Refused()).failed == 1
    assert run(date(2026, 2, 17)).sent == 1


def test_a_question_that_was_asked_stands_in_the_mail(cast):
    report = report_in(cast, round_made(cast), "asked-back")
    assert "How many?" in reminder_mail(cast.focal_point, report).body
