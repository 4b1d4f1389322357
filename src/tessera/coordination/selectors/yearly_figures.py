"""The figures of a plan's year, each as the rows that it counts; the annual report and its pages ask the same here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from tessera.coordination.models import Meeting, ReportEntry, ReportRound, Task, YearlyReport
from tessera.plans.models import Activity, Contribution, FundingLine, Milestone, StatusChange

from .yearly_known import tasks_finished_in

UNREPORTED = "unreported"
REACHED, LATE = "reached", "late"


@dataclass(frozen=True, slots=True)
class Year:
    """A plan's year as one viewer sees it; `end` is its last day, today where that has not come."""

    round: ReportRound
    viewer: Any
    today: date

    @property
    def end(self) -> date:
        return min(date(self.round.year, 12, 31), self.today)

    def rows(self, kind: str, which: str = "") -> QuerySet:
        """The rows of a kind (see KINDS), or those of them that `which` names."""
        return KINDS[kind](self, which)

    def count(self, kind: str, which: str = "") -> int:
        return self.rows(kind, which).count()


def year_of(report_round: ReportRound, viewer: Any, today: date | None = None) -> Year:
    return Year(report_round, viewer, today or timezone.now().date())


def _activities(year: Year, which: str) -> QuerySet[Activity]:
    """Activities of the plan with the status that they had at the end of the year; of a status, or unreported."""
    changes = StatusChange.objects.filter(activity=OuterRef("pk"), since__lte=year.end).order_by("-since", "-id")
    rows = (
        Activity.objects.visible_to(year.viewer)
        .filter(plan=year.round.plan)
        .annotate(status_then=Subquery(changes.values("status")[:1]))
        .select_related("plan", "section")
        .order_by("order", "id")
    )
    if which == UNREPORTED:
        return rows.filter(status_then__isnull=True)
    return rows.filter(status_then=which) if which else rows


def _milestones(year: Year, which: str) -> QuerySet[Milestone]:
    """Milestones that were reached in the year, or that were due in it and not reached by its end."""
    reached = Q(done_on__year=year.round.year)
    unmet = Q(done_on__isnull=True) | Q(done_on__gt=year.end)
    late = Q(due__year=year.round.year, due__lt=year.end) & unmet
    rows = Milestone.objects.visible_to(year.viewer).filter(activity__plan=year.round.plan)
    rows = rows.filter({REACHED: reached, LATE: late}.get(which, reached | late))
    return rows.select_related("activity__plan").order_by("activity__order", "due", "id")


def _money(year: Year, which: str) -> QuerySet[FundingLine]:
    """Funding lines of the year; `which` is a currency."""
    rows = FundingLine.objects.visible_to(year.viewer).filter(activity__plan=year.round.plan, year=year.round.year)
    rows = rows.filter(currency=which) if which else rows
    return rows.select_related("activity__plan").order_by("currency", "activity__order", "id")


def _meetings(year: Year, which: str) -> QuerySet[Meeting]:
    """Meetings of working groups that were held in the year."""
    held = Meeting.objects.visible_to(year.viewer).filter(
        starts_at__year=year.round.year, starts_at__lt=timezone.now(), called_off_at__isnull=True
    )
    return held.select_related("group").order_by("starts_at", "id")


def _tasks(year: Year, which: str) -> QuerySet[Task]:
    """Tasks of working groups or of the plan that were done in the year."""
    rows = Task.objects.visible_to(year.viewer).filter(Q(activity__isnull=True) | Q(activity__plan=year.round.plan))
    return tasks_finished_in(rows, year.round.year).select_related("group", "organisation").order_by("due", "id")


def _reports(year: Year, which: str) -> QuerySet[YearlyReport]:
    """Approved reports that the viewer may read."""
    rows = YearlyReport.objects.visible_to(year.viewer).filter(round=year.round, state=YearlyReport.State.APPROVED)
    return rows.select_related("organisation", "round__plan").order_by("organisation__name", "id")


def _entries(year: Year, which: str) -> QuerySet[ReportEntry]:
    """What approved reports say, entries without a word left out; `which` is a country's code."""
    rows = ReportEntry.objects.filter(report__in=_reports(year, ""), removed_at__isnull=True)
    rows = rows.exclude(text="", late="", learned="")
    if which:
        rows = rows.filter(pk__in=[e.pk for e in rows if which in e.countries])
    order = [F("activity__order").asc(nulls_last=True), "report__organisation__name", "id"]
    return rows.select_related("report__organisation", "activity__plan").order_by(*order)


KINDS: dict[str, Callable[[Year, str], QuerySet]] = {
    "activities": _activities,
    "milestones": _milestones,
    "money": _money,
    "meetings": _meetings,
    "tasks": _tasks,
    "reports": _reports,
    "entries": _entries,
}


def leads_of(activities: QuerySet[Activity]) -> dict[int, list[str]]:
    """Who leads each activity, by its id."""
    found: dict[int, list[str]] = {}
    rows = Contribution.objects.filter(activity__in=activities, part=Contribution.Part.LEAD)
    for one in rows.select_related("organisation").order_by("organisation__name"):
        found.setdefault(one.activity_id, []).append(str(one.organisation))
    return found


def entry_countries(year: Year) -> list[str]:
    """The codes of all countries that approved reports name."""
    return sorted({code for entry in _entries(year, "") for code in entry.countries})


def last_status_reasons(year: Year) -> dict[int, str]:
    """Of each activity, the reason for its status at the end of the year, where the viewer may read it."""
    rows = StatusChange.objects.visible_to(year.viewer).filter(activity__plan=year.round.plan, since__lte=year.end)
    latest: dict[int, StatusChange] = {}
    newest = StatusChange.objects.filter(activity__plan=year.round.plan, since__lte=year.end).order_by("since", "id")
    ends = {change.activity_id: change.pk for change in newest}
    for change in rows.filter(pk__in=ends.values()):
        latest[change.activity_id] = change
    return {pk: change.reason for pk, change in latest.items() if change.reason}
