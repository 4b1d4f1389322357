"""Figures that the platform counts itself. Upper rooms give this one theirs, each in its AppConfig.ready().

    register("events.held", events_held, label=_("Events held"), unit=_("events"))

A figure is the number of rows that a query holds, so that whoever sees the figure can be led to exactly these rows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from tessera.plans.models import Activity, Plan


@dataclass(frozen=True, slots=True)
class Scope:
    """What is counted: what happened from `start` to `end`, as far as `viewer` may see it.

    Measures that belong to activities keep to `activity`, or to the activities of `plan`; others leave them aside.
    """

    viewer: Any
    start: date | None
    end: date
    plan: Plan
    activity: Activity | None = None

    def days(self, field: str) -> dict[str, date]:
        """A filter: the day in `field` lies within."""
        return {f"{field}__lte": self.end, **({f"{field}__gte": self.start} if self.start else {})}

    def of(self, field: str) -> dict[str, Any]:
        """A filter: the activity in `field` is the one meant, or of the plan."""
        return {field: self.activity} if self.activity else {f"{field}__plan": self.plan}


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that is counted: its name, the day it counts from, and the page that shows it."""

    title: str
    day: date | None
    page: str
    arguments: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """`rows` answers with a query of what is counted; `row` tells one of them."""

    code: str
    label: str | Promise
    unit: str | Promise
    rows: Callable[[Scope], QuerySet[Any]]
    row: Callable[[Any], Row]
    of_activity: bool
    for_network: bool

    def count(self, scope: Scope) -> int | None:
        """How many; None where the figure is not for this viewer."""
        return self.rows(scope).count() if self.is_for(scope.viewer) else None

    def is_for(self, viewer: Any) -> bool:
        return not self.for_network or getattr(viewer, "is_of_network", False)


_known: dict[str, Measure] = {}


def register(
    code: str,
    rows: Callable[[Scope], QuerySet[Any]],
    *,
    label: str | Promise,
    unit: str | Promise,
    row: Callable[[Any], Row],
    of_activity: bool = False,
    for_network: bool = False,
) -> None:
    """Offer a figure. `of_activity` says that it keeps to the activity of its indicator, `for_network` that nobody
    else is told. Raises ValueError where the code is taken."""
    if code in _known:
        raise ValueError(f"there is already a measure {code!r}")
    _known[code] = Measure(code, label, unit, rows, row, of_activity, for_network)


def measures() -> dict[str, Measure]:
    """All by code."""
    return dict(sorted(_known.items()))


def measure(code: str) -> Measure | None:
    """One of them; None where no room offers it any more."""
    return _known.get(code)
