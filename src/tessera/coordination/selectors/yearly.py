"""Rounds of yearly reports and the reports in them, each for a viewer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from tessera.coordination.models import ReportEntry, ReportProposal, ReportRound, YearlyReport
from tessera.network.models import Person
from tessera.network.models.audience import Operator
from tessera.network.selectors.people import acting_for

PLACEHOLDER = "administrator@tessera.invalid"  # the first administrator's, before they give their own
State = YearlyReport.State
SHOWS = ("awaited", "late", "absent", *State.values)  # what a list of reports can be cut down to


@dataclass(slots=True)
class Counts:
    """How many of a round's reports stand where; `late` are among those that are awaited."""

    asked: int = 0
    approved: int = 0
    submitted: int = 0
    awaited: int = 0
    late: int = 0
    absent: int = 0


def rounds_listed(viewer: Any) -> QuerySet[ReportRound]:
    """Rounds that the viewer may see, with how many are asked and how many reports are approved; see `asked_of`."""
    told = Q() if _is_of_network(viewer) else Q(reports__in=YearlyReport.objects.visible_to(viewer))
    return (
        ReportRound.objects.visible_to(viewer)
        .select_related("plan")
        .annotate(
            asked=Count("reports", filter=told, distinct=True),
            approved=Count("reports", filter=told & Q(reports__state=State.APPROVED), distinct=True),
        )
        .order_by("-year", "plan__code")
    )


def round_get(viewer: Any, code: str, year: int) -> ReportRound | None:
    """The round of a plan and year, if the viewer may see it."""
    found = ReportRound.objects.visible_to(viewer).filter(plan__code__iexact=code, year=year)
    return found.select_related("plan").first()


def asked_of(report_round: ReportRound, viewer: Any) -> QuerySet[YearlyReport]:
    """Who is asked and how far each has come: people of the Network see that with the round, others only reports that
    they may read."""
    rows = YearlyReport.objects.all() if _is_of_network(viewer) else YearlyReport.objects.visible_to(viewer)
    return rows.filter(round=report_round).select_related("organisation", "round__plan")


def _is_of_network(viewer: Any) -> bool:
    return isinstance(viewer, Operator) or getattr(viewer, "is_of_network", False)


def shown(rows: QuerySet[YearlyReport], which: str, today: date) -> QuerySet[YearlyReport]:
    """The rows of one of SHOWS."""
    awaited = Q(state__in=YearlyReport.IN_HAND, absent="")
    late = Q(extended_to__lt=today) | Q(extended_to__isnull=True, round__due__lt=today)
    if which in State.values:
        return rows.filter(state=which, absent="")
    return rows.filter({"awaited": awaited, "late": awaited & late, "absent": ~Q(absent="")}.get(which, Q()))


def counts_of(report_round: ReportRound, today: date, viewer: Any) -> Counts:
    """The same numbers as lists of `shown` have rows."""
    reports = list(asked_of(report_round, viewer))
    return Counts(
        asked=len(reports),
        approved=sum(one.state == State.APPROVED for one in reports),
        submitted=sum(one.state == State.SUBMITTED for one in reports),
        awaited=sum(one.is_awaited for one in reports),
        late=sum(one.is_late_on(today) for one in reports),
        absent=sum(bool(one.absent) for one in reports),
    )


def report_get(viewer: Any, pk: int) -> YearlyReport | None:
    """A report that the viewer may read."""
    found = YearlyReport.objects.visible_to(viewer).filter(pk=pk)
    return found.select_related("organisation", "round__plan").first()


def reports_awaited_of(person: Any) -> QuerySet[YearlyReport]:
    """Reports that the person's entities still have to write, the first due first."""
    mine = YearlyReport.objects.visible_to(person).filter(
        organisation__in=person.organisation_ids, state__in=YearlyReport.IN_HAND, absent=""
    )
    return mine.select_related("organisation", "round__plan").order_by("round__due", "pk")


def writers_of(report: YearlyReport) -> Iterator[Person]:
    """Who acts for the entity today, belongs to the Network, sees the report, and has an address."""
    for person in dict.fromkeys(place.person for place in acting_for(report.organisation)):
        if person.is_of_network and person.email != PLACEHOLDER and report.is_visible_to(person):
            yield person


def entries_of(report: YearlyReport, *, removed: bool = False) -> QuerySet[ReportEntry]:
    """What a report says, in the order of the plan, other work last."""
    rows = ReportEntry.objects.filter(report=report, removed_at__isnull=not removed)
    return rows.select_related("activity__plan")


def proposals_of(report: YearlyReport, *, undecided: bool = False) -> QuerySet[ReportProposal]:
    """What was read in the uploaded report, in its order."""
    rows = ReportProposal.objects.filter(report=report).select_related("activity__plan", "entry")
    return rows.filter(state=ReportProposal.State.OPEN) if undecided else rows
