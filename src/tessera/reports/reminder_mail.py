"""The mail that reminds a person of their entity's yearly report: plain text, in their language."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from tessera.coordination.models import YearlyReport
from tessera.network.models import Person
from tessera.reports.localised import day_words


def reminder_mail(person: Person, report: YearlyReport) -> EmailMessage:
    """What is awaited by when, what the secretariat asked, and the way to the page."""
    with translation.override(person.language):
        year, name = report.round.year, report.organisation.name
        late = report.is_late_on(timezone.now().date())
        words = (
            _("The report of %(name)s for %(year)s was due on %(day)s.")
            if late
            else _("The report of %(name)s for %(year)s is due on %(day)s.")
        )
        lines = [
            _("Dear %(name)s,") % {"name": person.name} if person.name else _("Good day,"),
            "",
            words % {"name": name, "year": year, "day": day_words(report.due)},
            _("It begins with what Tessera knows of the year and takes about ten minutes. You can also upload a report "
              "that is written already."),
        ]  # fmt: skip
        if report.state == YearlyReport.State.ASKED_BACK and report.question:
            lines += ["", _("The secretariat asks:"), report.question]
        lines += ["", f"{settings.ENVIRONMENT.public_url}{reverse('web:yearly-report', args=[report.pk])}", ""]
        lines += ["-- ", _("You receive this because you act for %(name)s in Tessera.") % {"name": name}, ""]
        subject = _("Yearly report of %(name)s") % {"name": str(report.organisation)}
        return EmailMessage(subject=" ".join(subject.split()), body="\n".join(lines), to=[person.email])
