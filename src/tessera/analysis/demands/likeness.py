"""Whether two clauses to one State ask for the same, as was learned from pairs that a person judged."""

from __future__ import annotations

import heapq
import math
from typing import NamedTuple

from tessera.vocabulary.demands import likeness_learned, word_weights

from .weighing import Weighed

HEAVIEST = 6  # stems of a clause by which its like is looked for
MOST = 48  # clauses looked at under one stem
SEVERAL = 3  # demands that one clause joins: it may ask for two things at once
LEAST = 0.2  # cosine below which nothing is judged
OTHERWISE = 0.5  # of both clauses so much may be said by the one alone: more is another matter, not more of one


class Clause(NamedTuple):
    """What a demand began with: `ruled` where a rule knows its name. `gate` must agree, whatever the words are."""

    group: int
    stems: dict[str, float]
    weight: float
    made: str
    ruled: bool


class OfOneState:
    """The demands of one State told by the clauses that began them. Clauses are placed one after the other: what comes
    later never moves what stands."""

    def __init__(self) -> None:
        self._by_stem: dict[int, list[Clause]] = {}

    def find(self, block: str, words: Weighed, *, ruled: bool = False) -> list[int]:
        """The demands that a clause joins, the likest first. Two whose names are known by rule stay apart: `ruled`."""
        own = _clause(0, block, words, ruled)
        judged: dict[int, float] = {}
        seen: set[int] = set()
        for key in _keys(block, words):
            for one in self._by_stem.get(key, ()):
                if id(one) not in seen:
                    seen.add(id(one))
                    if not (ruled and one.ruled) and _made_alike(own.made, one.made):
                        like = likeness(own, one)
                        judged[one.group] = max(like, judged.get(one.group, like))
        enough = [(-like, group) for group, like in judged.items() if like >= likeness_learned().enough]
        return [group for _like, group in heapq.nsmallest(SEVERAL, enough)]

    def add(self, block: str, words: Weighed, group: int, *, ruled: bool = False) -> None:
        """`group` begins with this clause."""
        one = _clause(group, block, words, ruled)
        for key in _keys(block, words):
            held = self._by_stem.setdefault(key, [])
            if len(held) < MOST:
                held.append(one)


def likeness(one: Clause, other: Clause) -> float:
    """How probable it is that both ask for the same, from 0 to 1; 0 where next to nothing is said by both, or each
    of them says much that the other does not."""
    seen = features(one, other)
    if seen["cosine"] < LEAST or seen["less-left"] > OTHERWISE:
        return 0.0
    learned = likeness_learned()
    told = learned.bias + sum(weight * seen[name] for name, weight in learned.weights.items())
    return 1 / (1 + math.exp(-told))


def features(one: Clause, other: Clause) -> dict[str, float]:
    """What is learned from: what both say, and what each says beside it. Weights of stems stand in parts of eight."""
    both = [stem for stem in one.stems if stem in other.stems]
    matter = [one.stems[stem] * one.weight / 8 for stem in both if stem not in word_weights().means]
    beside = sorted((_beside(one, other), _beside(other, one)))
    most = max(sum(each.stems[stem] ** 2 for stem in both) for each in (one, other))
    return {
        "cosine": sum(one.stems[stem] * other.stems[stem] for stem in both),
        "less-left": math.sqrt(max(0.0, 1 - most)),
        "less-beside": beside[0],
        "more-beside": beside[1],
        "stems-of-both": len(both),
        "heaviest-of-both": max(matter, default=0.0),
        "means-of-both": len(word_weights().means.intersection(both)),
        "made-alike": float(one.made == other.made),
    }


def _beside(one: Clause, other: Clause) -> float:
    return sum(share for stem, share in one.stems.items() if stem not in other.stems) * one.weight / 8


def clause_told(block: str, words: Weighed) -> Clause:
    """The clause that a part tells."""
    return _clause(0, block, words, ruled=False)


def _clause(group: int, block: str, words: Weighed, ruled: bool) -> Clause:
    made = block.split(" ", 2)[1] if " " in block else ""
    return Clause(group, dict(zip(words.stems, words.shares, strict=True)), words.weight, made, ruled)


def _made_alike(one: str, other: str) -> bool:
    """A law that is to be made, and one that is to be carried out, are two demands."""
    return one == other or "do" in (one, other)


def gate(block: str, words: Weighed) -> str:
    """What must agree: language, whether something is to end, groups and treaties named, and what is to be done."""
    named = block.split(" ")
    kept = named[2 + len(words.means) :]
    deeds = sorted(likeness_learned().deeds.intersection(words.stems))
    return " ".join((named[0], "end" if named[1:2] == ["end"] else "", *kept, "/", *deeds))


def _keys(block: str, words: Weighed) -> list[int]:
    agreed = gate(block, words)
    return [hash((agreed, stem)) for stem in words.stems[:HEAVIEST]]
