"""What happens when: the timeline's rows, and the milestones of a calendar."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet

from tessera.plans.models import Milestone, Plan


def milestones_listed(viewer: Any, plan: Plan) -> QuerySet[Milestone]:
    """The plan's milestones and outputs that the viewer may see, by due date."""
    return (
        Milestone.objects.visible_to(viewer)
        .filter(activity__plan=plan)
        .select_related("activity")
        .order_by("due", "activity__order", "id")
    )


def milestones_between(viewer: Any, plan: Plan, first: date, last: date) -> QuerySet[Milestone]:
    """Those due from `first` to `last`, both included."""
    return milestones_listed(viewer, plan).filter(due__gte=first, due__lte=last)


def years_of(plan: Plan, activities: list[Any]) -> range:
    """The years a timeline must show: the plan's period, widened by what lies outside it."""
    known = [y for a in activities for y in (a.start, a.end) if y] + [y for y in (plan.start, plan.end) if y]
    return range(min(known), max(known) + 1) if known else range(0)
