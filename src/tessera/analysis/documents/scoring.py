"""The scorecard: what a document's passages say of each criterion, by the thresholds of the vocabulary."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from tessera.vocabulary.scorecard import Criterion, Filter, Threshold, criteria

from ..passages import PassageReading

MOST_SHOWN = 50  # passages that a rating rests on


class Scored(Protocol):
    """What the scorecard asks of a passage."""

    @property
    def id(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def part(self) -> str: ...
    @property
    def reading(self) -> PassageReading: ...


@dataclass(frozen=True, slots=True)
class Rating:
    """`rating` is one of the vocabulary's; `passages` are ids of those that it rests on."""

    criterion: str
    rating: str
    weight: int
    passages: tuple[str, ...] = ()


def scorecard_of(passages: Sequence[Scored], kind: str) -> tuple[Rating, ...]:
    """A rating for every criterion; for those that a kind of document is not held against, "not-applicable"."""
    return tuple(_rated(one, passages, kind) for one in criteria().values())


def _rated(criterion: Criterion, passages: Sequence[Scored], kind: str) -> Rating:
    weight = criterion.weights.get(kind, 0)
    if not weight:
        return Rating(criterion.code, "not-applicable", 0)
    found = [one for one in passages if _counts(one, criterion.looks_for)]
    for rating, threshold in (("exceeds", criterion.exceeds), ("meets", criterion.meets)):
        if _reaches(found, threshold):
            return Rating(criterion.code, rating, weight, _ids(found))
    if weak := [*found, *(one for one in passages if _counts(one, criterion.weakly) and one not in found)]:
        return Rating(criterion.code, "approaches", weight, _ids(weak))
    return Rating(criterion.code, "missing", weight)


def _ids(passages: Sequence[Scored]) -> tuple[str, ...]:
    return tuple(one.id for one in passages[:MOST_SHOWN])


def _counts(passage: Scored, asked: Filter) -> bool:
    reading = passage.reading
    return (
        all(bool(getattr(reading, name)) for name in asked.has)
        and (not asked.how or not set(asked.how).isdisjoint(reading.how))
        and (not asked.parts or passage.part in asked.parts)
        and (not asked.kinds or passage.kind in asked.kinds)
        and (not asked.rules or any(one.rule.startswith(asked.rules) for one in reading.evidence))
    )


def _reaches(found: Sequence[Scored], threshold: Threshold) -> bool:
    groups = {code for one in found for code in one.reading.groups}
    if len(found) < threshold.passages or len(groups) < threshold.groups:
        return False
    return not threshold.parts_any or any(one.part in threshold.parts_any for one in found)
