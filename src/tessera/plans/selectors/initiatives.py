"""Initiatives for a viewer, and where they meet one another and the activities of plans."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from tessera.plans.models import Activity, Contribution, Initiative, Plan
from tessera.plans.overlaps import Meeting, Undertaking, meetings, meetings_of

from .standing import OVER

MOST = 1_000  # pairs grow with the square of what is compared


def initiatives_listed(viewer: Any, *, archived: bool = False) -> QuerySet[Initiative]:
    """All that the viewer may see."""
    return (
        Initiative.objects.visible_to(viewer)
        .filter(archived_at__isnull=not archived)
        .prefetch_related("organisations", Prefetch("activities", queryset=_activities(viewer)))
    )


def initiative_get(viewer: Any, pk: int) -> Initiative | None:
    """One of them, an archived one too."""
    found = Initiative.objects.visible_to(viewer).filter(pk=pk)
    return found.prefetch_related("organisations", Prefetch("activities", queryset=_activities(viewer))).first()


def initiatives_of(activity: Activity, viewer: Any) -> QuerySet[Initiative]:
    """Those linked with an activity."""
    return initiatives_listed(viewer).filter(activities=activity)


def _activities(viewer: Any) -> QuerySet[Activity]:
    return Activity.objects.visible_to(viewer).select_related("plan").order_by("plan__code", "order")


def meetings_found(viewer: Any, today: date) -> list[Meeting]:
    """Where undertakings that are not over meet: initiatives, and activities of adopted plans that name countries."""
    pairs = meetings(_compared(viewer, today))
    return [met for met in pairs if isinstance(met.one.record, Initiative) or isinstance(met.other.record, Initiative)]


def meetings_of_initiative(one: Initiative, viewer: Any, today: date) -> list[Meeting]:
    """With what this one meets; nothing where it is over or archived."""
    if one.archived_at or (one.end and one.end < today):
        return []
    others = [other for other in _compared(viewer, today) if other.record != one]
    return meetings_of(_of_initiative(one), others)


def _compared(viewer: Any, today: date) -> list[Undertaking]:
    running = initiatives_listed(viewer).filter(Q(end__isnull=True) | Q(end__gte=today))
    compared = [_of_initiative(one) for one in running[:MOST]]
    leads = Contribution.objects.filter(part=Contribution.Part.LEAD).select_related("organisation")
    activities = (
        _activities(viewer)
        .filter(plan__state=Plan.State.ADOPTED)
        .exclude(status__in=OVER)
        .exclude(countries=[])
        .prefetch_related(Prefetch("contributions", queryset=leads, to_attr="leads"))
    )
    return compared + [_of_activity(one) for one in activities[: MOST - len(compared)]]


def _of_initiative(one: Initiative) -> Undertaking:
    return Undertaking(
        record=one,
        entities=frozenset(one.organisations.all()),
        countries=frozenset(one.countries),
        groups=frozenset(one.groups),
        start=one.start,
        end=one.end,
        linked=frozenset(one.activities.all()),
    )


def _of_activity(one: Activity) -> Undertaking:
    return Undertaking(
        record=one,
        entities=frozenset(lead.organisation for lead in one.leads),
        countries=frozenset(one.countries),
        groups=frozenset(),
        start=date(one.start, 1, 1) if one.start else None,
        end=date(one.end, 12, 31) if one.end else None,
    )
