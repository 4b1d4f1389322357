"""Rounds of yearly reports: open, change, ask more entities, give more time, note who does not report."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tessera.coordination.errors import CoordinationError
from tessera.coordination.models import ReportRound, YearlyReport
from tessera.network.models import Organisation
from tessera.network.services.audit import audit_record
from tessera.plans.models import Plan

from .entering import author_of, record_edit, record_enter


@transaction.atomic
def report_round_open(
    *,
    plan: Plan,
    year: int,
    opens: date,
    due: date,
    by: Any,
    organisations: Iterable[Organisation] = (),
    note: str = "",
    **audience: Any,
) -> ReportRound:
    """Ask entities and field presences to report on a plan for a year."""
    if (plan.start and year < plan.start) or (plan.end and year > plan.end):
        raise CoordinationError(_("The plan does not run in %(year)s.") % {"year": year})
    if ReportRound.objects.filter(plan=plan, year=year).exists():
        raise CoordinationError(_("There is already a round of this plan for this year."))
    _ensure_in_order(opens, due)
    found = record_enter(ReportRound(plan=plan, year=year, opens=opens, due=due, note=note.strip()), by=by, **audience)
    audit_record(actor=author_of(by), action="report_round.open", subject=str(found))
    organisations_ask(report_round=found, organisations=organisations, by=by)
    return found


def report_round_change(
    *, report_round: ReportRound, version: int, by: Any, opens: date, due: date, note: str, **audience: Any
) -> ReportRound:
    """Change days and note; EditConflict where somebody saved meanwhile."""
    _ensure_in_order(opens, due)
    audit_record(actor=author_of(by), action="report_round.change", subject=str(report_round))
    return record_edit(report_round, version=version, by=by, opens=opens, due=due, note=note.strip(), **audience)


@transaction.atomic
def organisations_ask(
    *, report_round: ReportRound, organisations: Iterable[Organisation], by: Any
) -> list[YearlyReport]:
    """Ask those that were not asked before: who joins later is asked later."""
    asked = set(report_round.reports.values_list("organisation_id", flat=True))
    new = [one for one in organisations if one.pk not in asked]
    made = [record_enter(YearlyReport(round=report_round, organisation=one), by=by) for one in new]
    for one in new:
        audit_record(actor=author_of(by), action="report_round.ask", subject=str(report_round), organisation=one.code)
    return made


def report_extend(*, report: YearlyReport, version: int, by: Any, until: date | None, reason: str) -> YearlyReport:
    """Give one entity more time, or take it back with no day; the round's own day stays."""
    if until is not None and until <= report.round.due:
        raise CoordinationError(_("More time ends after the day on which all reports are due."))
    if until is not None and not reason.strip():
        raise CoordinationError(_("Say why more time is given."))
    audit_record(actor=author_of(by), action="yearly_report.extend", subject=str(report), until=str(until or ""))
    why = reason.strip() if until else ""
    return record_edit(report, version=version, by=by, extended_to=until, extension_reason=why)


def report_excuse(*, report: YearlyReport, version: int, by: Any, reason: str) -> YearlyReport:
    """Note why an entity does not report this year; with no reason it is expected again."""
    if reason.strip() and report.state not in YearlyReport.IN_HAND:
        raise CoordinationError(_("This report has been submitted already."))
    audit_record(actor=author_of(by), action="yearly_report.excuse", subject=str(report))
    return record_edit(report, version=version, by=by, absent=reason.strip())


def _ensure_in_order(opens: date, due: date) -> None:
    if due < opens:
        raise CoordinationError(_("Reports cannot be due before the round opens."))
