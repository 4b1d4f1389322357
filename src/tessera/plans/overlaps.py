"""Where two undertakings of different entities meet: the same country, the same group, the same months. Pure functions.

Three of three is an overlap; two of three may complement each other. What is not said of an undertaking (no country, no
group) meets nothing: silence is no match.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any

COUNTRY, GROUP, MONTHS = "country", "group", "months"


@dataclass(frozen=True, slots=True)
class Undertaking:
    """An initiative or an activity, reduced to what is compared. `start` and `end` count by their months."""

    record: Any
    entities: frozenset[Any]
    countries: frozenset[str]
    groups: frozenset[str]
    start: date | None
    end: date | None
    linked: frozenset[Any] = frozenset()


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two undertakings and what they have in common. `months` are the first and the last month, as days of them."""

    one: Undertaking
    other: Undertaking
    countries: frozenset[str]
    groups: frozenset[str]
    months: tuple[date, date] | None
    linked: bool

    @property
    def common(self) -> tuple[str, ...]:
        found = ((COUNTRY, self.countries), (GROUP, self.groups), (MONTHS, self.months))
        return tuple(name for name, what in found if what)

    @property
    def overlaps(self) -> bool:
        return len(self.common) == 3


def meetings(undertakings: Sequence[Undertaking]) -> list[Meeting]:
    """Each pair of different entities that has two or three of three in common, overlaps first."""
    return _overlaps_first(_met(one, other) for one, other in combinations(undertakings, 2))


def meetings_of(one: Undertaking, others: Iterable[Undertaking]) -> list[Meeting]:
    """Those of one undertaking with the others, overlaps first."""
    return _overlaps_first(_met(one, other) for other in others)


def _overlaps_first(found: Iterable[Meeting | None]) -> list[Meeting]:
    return sorted((met for met in found if met), key=lambda met: -len(met.common))


def _met(one: Undertaking, other: Undertaking) -> Meeting | None:
    if not one.entities or not other.entities or one.entities == other.entities:
        return None
    countries, groups = one.countries & other.countries, one.groups & other.groups
    if not countries and not groups:
        return None
    linked = other.record in one.linked or one.record in other.linked
    met = Meeting(one, other, countries, groups, months_common(one, other), linked)
    return met if len(met.common) > 1 else None


def months_common(one: Undertaking, other: Undertaking) -> tuple[date, date] | None:
    """The months in which both are under way; an end that is not said is open, a start that is not said unknown."""
    if one.start is None or other.start is None:
        return None
    first = max(one.start, other.start).replace(day=1)
    ends = [end for end in (one.end, other.end) if end]
    last = min(ends) if ends else first
    return (first, last) if (last.year, last.month) >= (first.year, first.month) else None


def of_entity(found: list[Meeting], entity: Any) -> Iterator[Meeting]:
    """Those in which an entity has a part."""
    return (met for met in found if entity in met.one.entities or entity in met.other.entities)
