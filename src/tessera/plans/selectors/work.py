"""What waits for one person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from tessera.network.models import Role
from tessera.plans.models import Activity, Amendment, GuidanceRecommendation, Milestone, Plan
from tessera.vocabulary import guidance_note

from .standing import OVER

STALE = timedelta(days=180)


@dataclass(slots=True)
class Work:
    """What the page "My work" lists; counts are counts of these."""

    activities: list[Activity]
    milestones: list[Milestone]
    to_report: list[Activity]
    amendments: list[Amendment]
    unconfirmed: list[int]


def work_of(person: Any, today: date) -> Work:
    """Activities the person coordinates or whose entities they act for, what is due, and what awaits their decision."""
    activities = list(_activities(person))
    milestones = (
        Milestone.objects.visible_to(person)
        .filter(activity__in=activities, done_on__isnull=True, due__isnull=False)
        .exclude(activity__status__in=OVER)
        .select_related("activity", "activity__plan")
        .order_by("due")
    )
    running = [a for a in activities if a.status not in OVER]
    return Work(
        activities=activities,
        milestones=list(milestones),
        to_report=[a for a in running if not a.status_since or a.status_since < today - STALE],
        amendments=_amendments(person),
        unconfirmed=_unconfirmed() if person.is_privileged else [],
    )


def _activities(person: Any) -> QuerySet[Activity]:
    mine = Q(contributions__organisation__in=person.organisation_ids) | Q(
        working_group__memberships__person=person, working_group__in=person.group_ids
    )
    if person.has_role(Role.COORDINATOR):
        mine |= Q(working_group__coordinator__in=person.organisation_ids)
    ids = Activity.objects.filter(mine).values("pk")
    return (
        Activity.objects.visible_to(person)
        .filter(pk__in=ids)
        .exclude(plan__state=Plan.State.CLOSED)
        .select_related("plan", "working_group")
        .order_by("plan__code", "order")
    )


def _amendments(person: Any) -> list[Amendment]:
    pending = Amendment.objects.visible_to(person).filter(state=Amendment.State.PROPOSED).select_related("plan")
    return list(pending if person.is_privileged else pending.filter(proposed_by=person))


def _unconfirmed() -> list[int]:
    """Recommendations whose wording nobody has entered yet."""
    open_numbers = [r.number for r in guidance_note.recommendations() if not r.confirmed]
    entered = GuidanceRecommendation.objects.filter(number__in=open_numbers, wordings__isnull=False)
    done = set(entered.values_list("number", flat=True))
    return [n for n in open_numbers if n not in done]
