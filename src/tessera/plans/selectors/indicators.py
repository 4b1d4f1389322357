"""Indicators of a plan for a viewer, and where each stood on a day.

What leaves the platform (reviews, reports) uses `indicators_as_of` as it is: small numbers of people are left out. Only
pages for those who enter the figures ask for them with `small_numbers=True`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.urls import reverse

from tessera.network.models import Audience
from tessera.plans.measures import Measure, Scope, measure
from tessera.plans.models import Activity, Indicator, IndicatorRating, IndicatorValue, Objective, Plan
from tessera.plans.small_numbers import sum_shown, total_shown


@dataclass(frozen=True, slots=True)
class Shown:
    """What shows that a figure holds: a link, a file, a document, or the rows that were counted."""

    title: str
    url: str


@dataclass(slots=True)
class IndicatorState:
    """Where an indicator stood on a day, for one viewer.

    `value` is None where there is none yet, where the viewer may not see it, or where it is `withheld` (fewer than five
    people); so is `baseline`. `share_of_target` is the part of the way from the baseline to the target: 0.3 is 30 %,
    below 0 backwards. `share_of_time` is the same of the time between them.
    """

    indicator: Indicator
    value: Decimal | None
    unit: str
    target: Decimal | None
    baseline: Decimal | None
    share_of_target: Decimal | None
    as_of: date | None
    evidence: list[Shown] = field(default_factory=list)
    withheld: bool = False
    counted: bool = False
    share_of_time: Decimal | None = None
    milestone: dict[str, Any] | None = None
    rating: IndicatorRating | None = None


def indicators_listed(plan: Plan, viewer: Any, *, archived: bool = False) -> QuerySet[Indicator]:
    """The plan's indicators that the viewer may see: of objectives first, then of activities, in the plan's order."""
    return (
        Indicator.objects.visible_to(viewer)
        .filter(plan=plan, archived_at__isnull=not archived)
        .select_related("plan", "activity__working_group", "objective", "owner")
        .order_by("activity__order", "objective__order", "pk")
    )


def indicator_get(viewer: Any, plan: Plan, pk: int) -> Indicator | None:
    """One of them, an archived one too."""
    found = Indicator.objects.visible_to(viewer).filter(plan=plan, pk=pk)
    return found.select_related("plan", "activity__working_group", "objective", "owner").first()


def indicators_as_of(
    plan: Plan, day: date, viewer: Any, *, part: Activity | Objective | None = None, small_numbers: bool = False
) -> list[IndicatorState]:
    """Where each of the plan's indicators stood on `day`: of one activity or objective where it is given.

    Confirmed values of periods that ended by then count, as they are worded today; what the platform counts itself is
    counted up to that day.
    """
    found = indicators_listed(plan, viewer)
    if part is not None:
        found = found.filter(**{"activity" if isinstance(part, Activity) else "objective": part})
    values = (
        IndicatorValue.objects.visible_to(viewer)
        .filter(state=IndicatorValue.State.CONFIRMED, archived_at__isnull=True, end__lte=day)
        .select_related("document")
        .order_by("end", "pk")
    )
    ratings = IndicatorRating.objects.filter(day__lte=day).select_related("criteria").order_by("-day", "-pk")
    rows = found.prefetch_related(
        Prefetch("values", queryset=values, to_attr="counting"), Prefetch("ratings", queryset=ratings, to_attr="rated")
    )
    return [indicator_state(row, row.counting, row.rated, day, viewer, small_numbers=small_numbers) for row in rows]


def indicator_state(
    indicator: Indicator,
    values: list[IndicatorValue],
    ratings: list[IndicatorRating],
    day: date,
    viewer: Any,
    *,
    small_numbers: bool = False,
) -> IndicatorState:
    """Where one stood, from its confirmed values in order of time and its ratings, the newest first."""
    baseline = indicator.baseline
    if indicator.counts_people and not small_numbers:
        baseline = total_shown(baseline)
    state = IndicatorState(
        indicator=indicator,
        value=None,
        unit=indicator.unit,
        target=indicator.target,
        baseline=baseline,
        share_of_target=None,
        as_of=None,
        share_of_time=_time_share(indicator, day),
        milestone=_last_due(indicator, day),
        rating=next(iter(ratings), None),
    )
    if indicator.measure:
        _count(state, day, viewer)
    elif values:
        _add_up(state, values, viewer, small_numbers=small_numbers)
    state.share_of_target = _share(state)
    return state


def _count(state: IndicatorState, day: date, viewer: Any) -> None:
    state.counted = True
    found = measure_of(state.indicator)
    state.unit = str(found.unit) if found else state.unit  # in the reader's language
    count = found.count(scope_of(state.indicator, viewer, day)) if found else None
    if found and count is not None:
        state.value, state.as_of = Decimal(count), day
        state.evidence = [Shown(str(found.label), rows_address(state.indicator, day))]


def measure_of(indicator: Indicator) -> Measure | None:
    return measure(indicator.measure) if indicator.measure else None


def rows_address(indicator: Indicator, day: date) -> str:
    """The page that lists what is counted up to `day`."""
    return reverse("web:indicator-rows", args=[indicator.plan.code, indicator.pk]) + f"?until={day.isoformat()}"


def scope_of(indicator: Indicator, viewer: Any, day: date) -> Scope:
    """What a counted indicator counts: from the day of its baseline, else from the plan's first day."""
    first = date(indicator.plan.start, 1, 1) if indicator.plan.start else None
    return Scope(
        viewer=viewer,
        start=indicator.baseline_on or first,
        end=day,
        plan=indicator.plan,
        activity=indicator.activity,
    )


def _add_up(state: IndicatorState, values: list[IndicatorValue], viewer: Any, *, small_numbers: bool) -> None:
    indicator = state.indicator
    used = values if indicator.adds_up else values[-1:]
    state.as_of = used[-1].end
    state.value = sum((one.value for one in used), Decimal(0))
    if indicator.counts_people and not small_numbers:
        state.value = sum_shown(one.value for one in used) if indicator.adds_up else total_shown(used[0].value)
        state.withheld = state.value is None
    state.evidence = [shown for one in used for shown in evidence_of(one, indicator, viewer)]


def evidence_of(value: IndicatorValue, indicator: Indicator, viewer: Any) -> list[Shown]:
    """What shows that a typed value holds; a document that is not public is for the Network."""
    found = []
    if value.evidence_url:
        found.append(Shown(value.evidence_title or value.evidence_url, value.evidence_url))
    if value.evidence_file:
        address = reverse("web:indicator-file", args=[indicator.plan.code, indicator.pk, value.pk])
        found.append(Shown(value.evidence_file_name, address))
    if value.document and (value.document.audience == Audience.PUBLIC or getattr(viewer, "is_of_network", False)):
        found.append(Shown(str(value.document), reverse("web:document", args=[value.document_id])))
    return found


def _share(state: IndicatorState) -> Decimal | None:
    """Of the way from the baseline (else from nothing) to the target; a baseline that is withheld is not given away."""
    begin, target, value = state.baseline or Decimal(0), state.target, state.value
    if value is None or target is None or target == begin:
        return None
    return ((value - begin) / (target - begin)).quantize(Decimal("0.001"))


def _time_share(indicator: Indicator, day: date) -> Decimal | None:
    """Of the time from the baseline (else the plan's first day) to the target's day (else the plan's last)."""
    plan = indicator.plan
    begin = indicator.baseline_on or (date(plan.start, 1, 1) if plan.start else None)
    end = indicator.target_on or (date(plan.end, 12, 31) if plan.end else None)
    if begin is None or end is None or end <= begin:
        return None
    return min(Decimal(1), max(Decimal(0), Decimal((day - begin).days) / Decimal((end - begin).days)))


def _last_due(indicator: Indicator, day: date) -> dict[str, Any] | None:
    """The latest milestone whose day has come, as {"day": date, "value": Decimal}."""
    past = [one for one in milestones_of(indicator) if one["day"] <= day]
    return past[-1] if past else None


def milestones_of(indicator: Indicator) -> list[dict[str, Any]]:
    """In order of time, as {"day": date, "value": Decimal}."""
    return [{"day": date.fromisoformat(one["day"]), "value": Decimal(one["value"])} for one in indicator.milestones]


def values_of(indicator: Indicator, viewer: Any) -> QuerySet[IndicatorValue]:
    """All values that the viewer may see, the newest period first."""
    found = IndicatorValue.objects.visible_to(viewer).filter(indicator=indicator)
    return found.select_related("document", "created_by", "confirmed_by").order_by("-end", "-pk")


def confirmed(values: Iterable[IndicatorValue], day: date) -> list[IndicatorValue]:
    """Those that count on `day`, in order of time."""
    counting = [
        one
        for one in values
        if one.state == IndicatorValue.State.CONFIRMED and one.archived_at is None and one.end <= day
    ]
    return sorted(counting, key=lambda one: (one.end, one.pk))
