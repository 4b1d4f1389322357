"""The page of one indicator."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tessera.plans.models import Indicator, IndicatorValue
from tessera.plans.selectors.indicators import (
    confirmed,
    evidence_of,
    indicator_state,
    measure_of,
    milestones_of,
    values_of,
)
from tessera.plans.small_numbers import NOT_STATED, cells_shown, cells_whole, total_shown
from tessera.vocabulary.disaggregation import axes
from tessera.web.indicator_words import standing_words, time_words
from tessera.web.plan_pages import may, plan_context, today
from tessera.web.remembered import remembered

from .reach import indicator_or_404, part_address, trail


@dataclass(frozen=True, slots=True)
class ValueRow:
    """A value as this reader may see it; `value` is None where it is withheld."""

    record: IndicatorValue
    value: Any
    cells: list[tuple[str, list[tuple[str, int | None]]]]
    evidence: list[Any]


@remembered
def indicator(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """What is measured, where it stands, every value, ratings, history."""
    found = indicator_or_404(request, code, pk)
    person, small = request.user, may(request, "plans.see_small_numbers", found)
    values = list(values_of(found, person))
    ratings = list(found.ratings.select_related("criteria", "made_by"))
    state = indicator_state(found, confirmed(values, today()), ratings, today(), person, small_numbers=small)
    context = plan_context(
        request,
        found.plan,
        "indicators",
        indicator=found,
        part_url=part_address(found.part),
        measure=measure_of(found),
        state=state,
        standing=standing_words(state),
        time=time_words(state),
        milestones=milestones_of(found),
        axes=[(_axis(code), why) for code, why in found.disaggregation.items()],
        rows=[_row(one, found, person, small) for one in values],
        ratings=ratings,
        small=small,
        keeps=may(request, "plans.keep_indicator", found),
        enters=may(request, "plans.enter_value", found),
        confirms=may(request, "plans.confirm_value", found),
        rates=may(request, "plans.rate_indicator", found),
        sees_people=may(request, "network.view_people"),
        changes=_changes(found, values) if small else [],
        trail=trail(found.plan, found),
    )
    return render(request, "indicators/indicator.html", context)


def _row(value: IndicatorValue, indicator: Indicator, person: Any, small: bool) -> ValueRow:
    hides = indicator.counts_people and not small
    return ValueRow(
        record=value,
        value=total_shown(value.value) if hides else value.value,
        cells=[(_axis(code), _cells(code, cells, value, hides)) for code, cells in value.cells.items() if cells],
        evidence=evidence_of(value, indicator, person),
    )


def _changes(indicator: Indicator, values: list[IndicatorValue]) -> list[Any]:
    """What was changed of the indicator and of values, the latest first; for those who enter the figures."""
    rows = [*indicator.history.select_related("history_user").order_by("-history_id")[:10]]
    of_values = IndicatorValue.history.filter(id__in=[one.pk for one in values]).select_related("history_user")
    rows += of_values.order_by("-history_id")[:20]
    return sorted(rows, key=lambda row: row.history_date, reverse=True)


def _cells(code: str, cells: dict[str, int], value: IndicatorValue, hides: bool) -> list[tuple[str, int | None]]:
    """The breakdown in the order of its categories, small numbers withheld where they must be."""
    shown: Any = cells_shown(cells, total=value.value) if hides else cells_whole(cells, total=value.value)
    labels = {
        category: label.in_language(get_language() or "en") for category, label in axes()[code].categories.items()
    }
    labels[NOT_STATED] = _("Not stated")
    return [(label, shown[category]) for category, label in labels.items() if category in shown]


def _axis(code: str) -> str:
    return axes()[code].label.in_language(get_language() or "en")
