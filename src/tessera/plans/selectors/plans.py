"""Which plans a viewer may see, and which one is meant when none is named."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count, QuerySet

from tessera.plans.models import Amendment, Plan


def plans_visible(viewer: Any) -> QuerySet[Plan]:
    """All plans the viewer may see, the newest period first."""
    return Plan.objects.visible_to(viewer)


def plans_listed(viewer: Any) -> QuerySet[Plan]:
    """The same with the number of activities."""
    return plans_visible(viewer).annotate(activity_count=Count("activities"))


def plan_get(viewer: Any, code: str) -> Plan | None:
    """The plan with this code (capitals do not matter), if the viewer may see it."""
    plan = plans_visible(viewer).filter(code__iexact=code).first()
    if plan is not None:
        plan.found_for = getattr(viewer, "pk", None)
    return plan


def plan_current(viewer: Any, today: date) -> Plan | None:
    """The adopted plan whose period holds `today`, else the latest adopted one, else the latest of all."""
    plans = list(plans_visible(viewer))
    adopted = [p for p in plans if p.state == Plan.State.ADOPTED]
    running = [p for p in adopted if (p.start or 0) <= today.year <= (p.end or 9999)]
    return next(iter([*running, *adopted, *plans]), None)


def amendments_visible(viewer: Any, plan: Plan | None = None) -> QuerySet[Amendment]:
    """Amendments the viewer may see, of one plan or of all."""
    found = Amendment.objects.visible_to(viewer).select_related("plan", "proposed_by", "decided_by")
    return found.filter(plan=plan) if plan else found
