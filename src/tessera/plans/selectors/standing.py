"""Where a plan stands on a day: what is due, late, unfunded, without a lead."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Prefetch

from tessera.plans.models import Activity, Contribution, FundingLine, Milestone, Plan, Section

SOON = timedelta(days=90)
OVER = frozenset({Activity.Status.DONE, Activity.Status.DROPPED})


@dataclass(slots=True)
class Standing:
    """What the overview page says. Only what the viewer may see is in it."""

    plan: Plan
    sections: list[tuple[Section, list[Activity]]]
    statuses: list[tuple[str, str, int]] = field(default_factory=list)
    unreported: int = 0
    due: list[Milestone] = field(default_factory=list)
    late: list[Milestone] = field(default_factory=list)
    overdue: list[Activity] = field(default_factory=list)
    without_lead: list[Activity] = field(default_factory=list)
    unfunded: list[Activity] = field(default_factory=list)

    @property
    def activities(self) -> list[Activity]:
        return [a for _section, rows in self.sections for a in rows]


def standing(plan: Plan, viewer: Any, today: date) -> Standing:
    """Where `plan` stands on `today`, for `viewer`: six queries, whatever the plan's size."""
    activities = list(activities_with_leads(plan))
    result = Standing(plan=plan, sections=by_section(plan, activities))
    reported = [a for a in activities if a.status_since]
    counts = Counter(a.status for a in reported)
    result.statuses = [(s.value, s.label, counts[s.value]) for s in Activity.Status if counts[s.value]]
    result.unreported = len(activities) - len(reported)
    open_milestones = (
        Milestone.objects.visible_to(viewer)
        .filter(activity__plan=plan, done_on__isnull=True, due__isnull=False, due__lte=today + SOON)
        .exclude(activity__status__in=OVER)
        .select_related("activity")
        .order_by("due", "id")
    )
    for milestone in open_milestones:
        (result.late if milestone.due < today else result.due).append(milestone)
    running = [a for a in activities if a.status not in OVER]
    result.overdue = past_last_year(running, today)
    result.without_lead = [a for a in running if not a.leads]
    result.unfunded = waiting_for_money(running, viewer)
    return result


def past_last_year(running: list[Activity], today: date) -> list[Activity]:
    """Of activities that are not over, those that should be."""
    return [a for a in running if a.end and a.end < today.year]


def waiting_for_money(running: list[Activity], viewer: Any) -> list[Activity]:
    """Of activities that are not over, those that need money and have received none that the viewer may see."""
    asking = [a for a in running if a.funding == Activity.Funding.NEEDED]
    lines = FundingLine.objects.visible_to(viewer).filter(activity__plan_id__in={a.plan_id for a in asking})
    funded = set(lines.filter(received__gt=0).values_list("activity_id", flat=True)) if asking else set()
    return [a for a in asking if a.pk not in funded]


def activities_with_leads(plan: Plan) -> Any:
    """Activities in order, each with `.leads`, a list of contributions."""
    leads = Contribution.objects.filter(part=Contribution.Part.LEAD).select_related("organisation")
    return (
        Activity.objects.filter(plan=plan)
        .defer("notes")
        .prefetch_related(Prefetch("contributions", queryset=leads, to_attr="leads"))
        .order_by("order", "id")
    )


def by_section(plan: Plan, activities: list[Activity]) -> list[tuple[Section, list[Activity]]]:
    """Activities under their sections, in the plan's order; a section without any is there too."""
    rows: dict[int, list[Activity]] = {}
    for activity in activities:
        rows.setdefault(activity.section_id, []).append(activity)
    return [(section, rows.get(section.pk, [])) for section in Section.objects.filter(plan=plan)]
