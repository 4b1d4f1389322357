"""Which recommendations to quote first: the newest, of every mechanism and about every group, each demand once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tessera.analysis.likeness import nearly_the_same
from tessera.recommendations.models import Recommendation
from tessera.vocabulary import mechanisms

# What counts how much when the next recommendation is chosen. A new group outweighs many years of age; each time that a
# mechanism was chosen the others gain on it; a reference that leads nowhere costs as much as a new mechanism is worth.
NEW = {"group": 0.9, "theme": 0.4}
AGAIN, YEAR, OLDEST, REPEATED, UNCITED, LENGTH, EMPHASIS = 0.3, 0.08, 10, 0.12, 1.0, 0.5, 0.6
READABLE, LONGEST = 350, 1_200  # characters
MOST_REPEATS = 6
VARIED = 40  # more than two pages ever hold


@dataclass(frozen=True, slots=True)
class Candidate:
    """A recommendation and others that say nearly the same, the newest first."""

    record: Recommendation
    repeats: tuple[Recommendation, ...] = ()

    @property
    def times(self) -> int:
        return 1 + len(self.repeats)


def candidates_of(records: Sequence[Recommendation], *, emphasis: Sequence[str] = ()) -> list[Candidate]:
    """All of them in the order in which they are proposed; those that say nearly the same are one candidate.

    Any beginning of the list is as varied as so many can be. `emphasis` are families that come first.
    """
    leaders = nearly_the_same([record.text for record in records])
    sets: dict[int, list[Recommendation]] = {}
    for record, leader in zip(records, leaders, strict=True):
        sets.setdefault(leader, []).append(record)
    return _ordered([_candidate(same) for same in sets.values()], emphasis)


def family_of(record: Recommendation) -> str:
    """The family of the body that made it, "" where none is known."""
    return mechanisms.body(record.body).family if record.body else ""


def year_of(record: Recommendation) -> int:
    """The year it was made in, 0 where it is not known."""
    return record.year or (record.date.year if record.date else 0)


def _candidate(same: Sequence[Recommendation]) -> Candidate:
    """The newest that can be cited stands for all."""
    first = max(same, key=lambda r: (bool(r.document_id and r.paragraph), year_of(r), -r.pk))
    rest = [one for one in same if one.pk != first.pk]
    return Candidate(first, tuple(sorted(rest, key=lambda r: (-year_of(r), r.pk))))


def _ordered(candidates: list[Candidate], emphasis: Sequence[str]) -> list[Candidate]:
    newest = max((year_of(one.record) for one in candidates), default=0)
    own = {one.record.pk: _worth(one, newest, emphasis) for one in candidates}
    marks = {one.record.pk: _marks(one.record) for one in candidates}
    left = sorted(candidates, key=lambda one: (-own[one.record.pk], one.record.pk))
    seen: Counter[tuple[str, str]] = Counter()
    chosen: list[Candidate] = []
    while left and len(chosen) < VARIED:
        best = max(left, key=lambda one: own[one.record.pk] + _novelty(marks[one.record.pk], seen))
        left.remove(best)
        chosen.append(best)
        seen.update(marks[best.record.pk])
    return [*chosen, *left]


def _worth(one: Candidate, newest: int, emphasis: Sequence[str]) -> float:
    """What does not change with what was chosen before."""
    record = one.record
    worth = -YEAR * min(newest - year_of(record), OLDEST) + REPEATED * min(len(one.repeats), MOST_REPEATS)
    if not (record.document_id and record.paragraph):
        worth -= UNCITED
    worth -= LENGTH * max(0, min(len(record.text), LONGEST) - READABLE) / READABLE
    return worth + (EMPHASIS if family_of(record) in emphasis else 0)


def _novelty(marks: Sequence[tuple[str, str]], seen: Counter[tuple[str, str]]) -> float:
    best: dict[str, float] = {}
    for kind, code in marks:
        if kind == "body":
            best[kind] = -AGAIN * seen[kind, code]
        else:
            best[kind] = max(best.get(kind, 0.0), NEW[kind] / (1 + seen[kind, code]))
    return sum(best.values())


def _marks(record: Recommendation) -> list[tuple[str, str]]:
    groups = [("group", code) for code in record.groups]
    return [("body", record.body), *groups, *(("theme", code) for code in record.themes)]
