"""Groups of texts that say nearly the same, made one text after the other: each joins a group's first text, or begins a
group of its own, so that no chain of small changes joins what differs and later texts never move earlier ones."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import combinations

from .weighing import Weighed

OF_ANY = 0.92  # how alike texts must be; docs/explanation/demands.md says why
OF_ANY_WEIGHT = 8.0  # of "seek assistance", "involve all" and the like: what for, each State knows for itself
HEAVIEST = 6  # stems of a text by whose pairs its like is looked for
OTHERWISE = 1.0  # of what each of two texts has beside what they have in common
ENOUGH = 5  # stems; of fewer more must agree
LITTLE = 0.12
FEW = 3  # stems; of fewer all must agree
HELP = "assistan"  # the stem: what for, each State knows for itself
MOST = 48  # first texts looked at under one pair


class Grouper:
    """Finds the group of a text among those of its block: what must agree whatever the words are.

    `nearly` is how alike a text and a group's first text must be, from 0 to 1: the cosine of their weighed stems.
    Where there is a `least`, a text that weighs less or has hardly a stem tells too little and joins nothing.
    """

    def __init__(self, nearly: float, *, least: float = 0.0) -> None:
        self.nearly, self.least = nearly, least
        self._firsts: list[tuple[int, dict[str, float]]] = []
        self._same: dict[int, int] = {}
        self._by_pair: dict[int, int | list[int]] = {}

    def find(self, block: str, text: Weighed) -> int | None:
        """The group that `text` belongs to; of equally good ones that which was there first."""
        if self.least and (text.weight < self.least or len(text.stems) < FEW or HELP in text.stems):
            return None
        if (same := self._same.get(hash((block, text.stems)))) is not None:
            return same
        best, group = self.nearly, None
        if len(text.stems) < FEW:
            return None
        seen: set[int] = set()
        for key in _keys(block, text):
            held = self._by_pair.get(key)
            for at in (held,) if isinstance(held, int) else held or ():
                if at not in seen:
                    seen.add(at)
                    likeness = self._likeness(text, self._firsts[at][1])
                    if likeness > best or (likeness == best and (group is None or self._firsts[at][0] < group)):
                        best, group = likeness, self._firsts[at][0]
        return group

    def add(self, block: str, text: Weighed, group: int) -> None:
        """`text` is a first text of `group`."""
        at = len(self._firsts)
        self._firsts.append((group, dict(zip(text.stems, text.shares, strict=True))))
        self._same.setdefault(hash((block, text.stems)), group)
        if len(text.stems) < FEW:
            return
        for key in _keys(block, text):
            held = self._by_pair.get(key)
            if held is None:
                self._by_pair[key] = at
            elif isinstance(held, int):
                self._by_pair[key] = [held, at]
            elif len(held) < MOST:
                held.append(at)

    def _likeness(self, text: Weighed, first: dict[str, float]) -> float:
        """The cosine, less a part of what each has and the other has not: that is another matter, not more of one."""
        both = own = other = 0.0
        for stem, share in zip(text.stems, text.shares, strict=True):
            if held := first.get(stem):
                both += share * held
                own += share * share
                other += held * held
        few = LITTLE if min(len(text.stems), len(first)) < ENOUGH else 0.0
        return both - few - OTHERWISE * math.sqrt(max(0.0, 1 - max(own, other)))


def _keys(block: str, text: Weighed) -> Iterator[int]:
    heaviest = sorted(text.stems[:HEAVIEST])
    for pair in combinations(heaviest, 2):
        yield hash((block, pair))
