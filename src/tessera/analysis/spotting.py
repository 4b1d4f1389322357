"""Finds many patterns in a text at once: only where their first letters stand, so that most of it is passed over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple


class Spot(NamedTuple):
    """What was found, from `start` to before `end`."""

    start: int
    end: int
    what: str


class Spotter:
    """`patterns`: for each thing to find, pairs of its possible first letters and a pattern, in the order of choice."""

    def __init__(self, patterns: Mapping[str, Sequence[tuple[str, str]]]) -> None:
        by_start: dict[str, dict[str, list[str]]] = {}
        for what, pairs in patterns.items():
            for start, pattern in pairs:
                by_start.setdefault(start, {}).setdefault(what, []).append(pattern)
        shared = {
            start: [known for known in by_start if start.startswith(known)] for start in by_start
        }  # "re" may begin what "reco" begins
        self._starts = re.compile("|".join(sorted(map(re.escape, by_start), key=len, reverse=True)))
        self._groups = {
            start: _group(
                [(what, p) for known in sorted(names, key=len, reverse=True) for what, p in by_start[known].items()]
            )
            for start, names in shared.items()
        }

    def spots(self, text: str) -> Iterator[Spot]:
        """In the order of the text; those that begin inside of another are told, too."""
        lower = text.lower()
        for begin in self._starts.finditer(lower if len(lower) == len(text) else text):
            pattern, names = self._groups[begin[0]]
            if m := pattern.match(text, begin.start()):
                yield Spot(m.start(), m.end(), names[int((m.lastgroup or "g0")[1:])])


def _group(named: Sequence[tuple[str, Sequence[str]]]) -> tuple[re.Pattern[str], tuple[str, ...]]:
    groups = [f"(?P<g{at}>{'|'.join(patterns)})" for at, (_what, patterns) in enumerate(named)]
    return re.compile("|".join(groups), re.IGNORECASE), tuple(what for what, _patterns in named)
