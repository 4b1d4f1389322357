"""One activity with all that belongs to it, and the list of a plan's activities."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch, QuerySet, Sum

from tessera.plans.models import (
    Activity,
    Contribution,
    Dependency,
    Evidence,
    FundingLine,
    Milestone,
    Obstacle,
    Plan,
    StatusChange,
)

AMOUNTS = ("asked", "pledged", "received", "spent")


@dataclass(slots=True)
class ActivityPage:
    """What the page of an activity shows to one viewer."""

    activity: Activity
    contributions: list[Contribution]
    milestones: list[Milestone]
    evidence: list[Evidence]
    funding: list[FundingLine]
    funding_totals: list[dict[str, Any]]
    obstacles: list[Obstacle]
    statuses: list[StatusChange]
    needs: list[Dependency]
    needed_by: list[Dependency]

    @property
    def leads(self) -> list[Contribution]:
        return [c for c in self.contributions if c.part == Contribution.Part.LEAD]

    @property
    def contributing(self) -> list[Contribution]:
        return [c for c in self.contributions if c.part != Contribution.Part.LEAD]


def activity_get(viewer: Any, plan: Plan, ref: str) -> Activity | None:
    """An activity of a plan the viewer may see."""
    return (
        Activity.objects.visible_to(viewer)
        .filter(plan=plan, ref__iexact=ref)
        .select_related("plan", "section", "working_group", "working_group__coordinator")
        .prefetch_related(Prefetch("contributions", queryset=Contribution.objects.select_related("organisation")))
        .first()
    )


def activity_page(activity: Activity, viewer: Any) -> ActivityPage:
    """Everything of `activity` that `viewer` may see."""
    seen = Evidence.objects.visible_to(viewer).filter(activity=activity)
    milestones = Milestone.objects.visible_to(viewer).filter(activity=activity)
    funding = list(FundingLine.objects.visible_to(viewer).filter(activity=activity))
    return ActivityPage(
        activity=activity,
        contributions=list(activity.contributions.all()),
        milestones=list(milestones.prefetch_related(Prefetch("evidence", queryset=seen))),
        evidence=list(seen.filter(milestone__isnull=True)),
        funding=funding,
        funding_totals=totals(funding),
        obstacles=list(Obstacle.objects.visible_to(viewer).filter(activity=activity)),
        statuses=list(
            StatusChange.objects.visible_to(viewer).filter(activity=activity).select_related("created_by")[:20]
        ),
        needs=list(activity.needs.select_related("needed")),
        needed_by=list(activity.needed_by.select_related("activity")),
    )


def totals(lines: Iterable[FundingLine]) -> list[dict[str, Any]]:
    """Amounts by currency, never added across currencies, with what is still missing (asked less received)."""
    sums: dict[str, dict[str, Decimal]] = defaultdict(lambda: dict.fromkeys(AMOUNTS, Decimal(0)))
    for line in lines:
        for name in AMOUNTS:
            sums[line.currency][name] += getattr(line, name)
    return [
        {"currency": currency, **amounts, "gap": max(Decimal(0), amounts["asked"] - amounts["received"])}
        for currency, amounts in sorted(sums.items())
    ]


def activities_listed(plan: Plan, viewer: Any) -> QuerySet[Activity]:
    """The plan's activities for a table."""
    return (
        Activity.objects.visible_to(viewer)
        .filter(plan=plan)
        .select_related("section")
        .prefetch_related(Prefetch("contributions", queryset=Contribution.objects.select_related("organisation")))
        .order_by("order", "id")
    )


def activity_ids_serving(plan: Plan, number: int) -> list[int]:
    """Activities of the plan that name a Guidance Note recommendation."""
    rows = Activity.objects.filter(plan=plan).values_list("pk", "actions")
    return [pk for pk, actions in rows if any(number in a.get("gnr", ()) for a in actions)]


def funding_sums(plan: Plan, viewer: Any) -> list[dict[str, Any]]:
    """The plan's amounts by currency, of the lines the viewer may see."""
    rows = (
        FundingLine.objects.visible_to(viewer)
        .filter(activity__plan=plan)
        .order_by()
        .values("currency")
        .annotate(**{name: Sum(name) for name in AMOUNTS})
    )
    return sorted(
        ({**row, "gap": max(Decimal(0), row["asked"] - row["received"])} for row in rows), key=lambda r: r["currency"]
    )
