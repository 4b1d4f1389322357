"""What people are told of yearly reports: that one is due, and that one was asked back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tessera.coordination.models import YearlyReport
from tessera.coordination.selectors.yearly import writers_of
from tessera.network.notifying import Due, Kind, kind_register, reminder_register, stage_of
from tessera.plans.models import Plan

REMINDED = timedelta(days=30)  # what is late for longer is known


def report_kinds_register() -> None:
    """Called once, by the app."""
    for code, label in (
        ("report-due", gettext_lazy("A yearly report of my entity is due")),
        ("report-asked-back", gettext_lazy("A yearly report of my entity is asked back")),
    ):
        kind_register(Kind(code, label, _rows, _said, "web:yearly-report", lambda report: (report.pk,)))
    reminder_register("yearly-reports", _due)


def _rows(viewer: Any) -> QuerySet[YearlyReport]:
    return YearlyReport.objects.visible_to(viewer).select_related("organisation", "round__plan")


def _due(today: date) -> Iterator[Due]:
    """Reports that are awaited: a week before they are due, on the day, and a week after; more time counts."""
    awaited = YearlyReport.objects.filter(state__in=YearlyReport.IN_HAND, absent="", round__opens__lte=today)
    running = awaited.filter(round__plan__state=Plan.State.ADOPTED).select_related("organisation", "round__plan")
    for report in running:
        if report.due >= today - REMINDED and (stage := stage_of(report.due, today)):
            yield Due(writers_of(report), "report-due", report.pk, f"report-due:{report.pk}:{report.due}:{stage}")


def _said(report: YearlyReport) -> str:
    words = {"name": str(report.organisation), "year": report.round.year, "day": date_format(report.due, "DATE_FORMAT")}
    if report.state == YearlyReport.State.ASKED_BACK:
        return _("The yearly report of %(name)s for %(year)s is asked back") % words
    if not report.is_awaited:
        return _("No longer due: the yearly report of %(name)s for %(year)s") % words
    return _("The yearly report of %(name)s for %(year)s is due on %(day)s") % words
