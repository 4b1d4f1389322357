"""Finds what an address names for the person who asks; what they may not see does not exist for them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tessera.coordination.models import ReportEntry, ReportProposal, ReportRound, YearlyReport
from tessera.coordination.selectors.yearly import entries_of, proposals_of, report_get, round_get

Crumbs = list[tuple[str, str]]


def round_or_404(request: HttpRequest, code: str, year: int) -> ReportRound:
    found = round_get(request.user, code, year)
    if found is None:
        raise Http404(_("There is no such round of reports that you may see."))
    return found


def report_or_404(request: HttpRequest, pk: int) -> YearlyReport:
    found = report_get(request.user, pk)
    if found is None:
        raise Http404(_("There is no such report that you may see."))
    return found


def entry_or_404(report: YearlyReport, pk: int) -> ReportEntry:
    found = (entries_of(report) | entries_of(report, removed=True)).filter(pk=pk).first()
    if found is None:
        raise Http404(_("This report has no such entry."))
    return found


def proposal_or_404(report: YearlyReport, pk: int) -> ReportProposal:
    found = proposals_of(report).filter(pk=pk).first()
    if found is None:
        raise Http404(_("Nothing like this was read in the report."))
    return found


def address(record: ReportRound | YearlyReport) -> str:
    if isinstance(record, YearlyReport):
        return reverse("web:yearly-report", args=[record.pk])
    return reverse("web:report-round", args=[record.plan.code, record.year])


def crumbs(report_round: ReportRound | None = None, report: YearlyReport | None = None) -> Crumbs:
    """Where a page stands: pairs of label and address."""
    found: Crumbs = [(_("Yearly reports"), reverse("web:report-rounds"))]
    if report_round is not None:
        found.append((str(report_round), address(report_round)))
    if report is not None:
        found.append((str(report.organisation), address(report)))
    return found


def may(request: HttpRequest, permission: str, subject: Any = None) -> bool:
    """Whether the page offers to do something; doing it asks again."""
    return request.user.is_authenticated and request.user.has_perm(f"coordination.{permission}", subject)


def today() -> date:
    """Today in UTC."""
    return timezone.now().date()
