"""Finds many patterns in a text at once: only where their first letters stand, so that most of it is passed over."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from .name_patterns import GAP, UNSPACED

_HEAD = re.compile(r"\(\?<!\\w\)\(\?:[^()]*\)" + re.escape(GAP))  # a bounded pattern's first word and the gap behind it


class Spot(NamedTuple):
    """What was found, from `start` to before `end`."""

    start: int
    end: int
    what: str


class Spotter:
    """`patterns`: for each thing to find, pairs of its possible first letters and a pattern, in the order of choice.

    What is written in scripts that write words apart is found where a word begins, and nowhere else.
    """

    def __init__(self, patterns: Mapping[str, Sequence[tuple[str, str]]]) -> None:
        by_start: dict[str, dict[str, list[str]]] = {}
        for what, pairs in patterns.items():
            for start, pattern in pairs:
                by_start.setdefault(start, {}).setdefault(what, []).append(pattern)
        shared = {
            start: [known for known in by_start if start.startswith(known)] for start in by_start
        }  # "re" may begin what "reco" begins
        ordered = sorted(by_start, key=len, reverse=True)
        spaced = _any_of(start for start in ordered if not UNSPACED.search(start))
        unspaced = _any_of(start for start in ordered if UNSPACED.search(start))
        self._spaced = re.compile(rf"(?<!\w){spaced}")
        self._starts = re.compile(rf"(?<!\w){spaced}|{unspaced}")
        self._groups = {
            start: _group(
                [(what, p) for known in sorted(names, key=len, reverse=True) for what, p in by_start[known].items()]
            )
            for start, names in shared.items()
        }

    def spots(self, text: str) -> Iterator[Spot]:
        """In the order of the text; those that begin inside of another are told, too."""
        lower = text.lower()
        starts = self._spaced if text.isascii() or not UNSPACED.search(text) else self._starts
        for begin in starts.finditer(lower if len(lower) == len(text) else text):
            pattern, names = self._groups[begin[0]]
            if m := pattern.match(text, begin.start()):
                yield Spot(m.start(), m.end(), names[int((m.lastgroup or "g0")[1:])])


def _any_of(starts: Iterable[str]) -> str:
    return f"(?:{'|'.join(map(re.escape, starts)) or '(?!)'})"


def _group(named: Sequence[tuple[str, Sequence[str]]]) -> tuple[re.Pattern[str], tuple[str, ...]]:
    """One pattern of all, those that begin with the same word and a gap behind it once for all: what hundreds of names
    share ("Convention on ...") is tried once, not hundreds of times."""
    behind: dict[str, list[tuple[str, str]]] = {}
    for what, patterns in named:
        for pattern in patterns:
            begun = _HEAD.match(pattern)
            head = begun[0] if begun else ""
            behind.setdefault(head, []).append((what, pattern[len(head) :]))
    whats: list[str] = []
    parts = []
    for head, ways in behind.items():
        inside = []
        for what, rests in groupby(ways, key=lambda way: way[0]):
            inside.append(f"(?P<g{len(whats)}>{'|'.join(rest for _what, rest in rests)})")
            whats.append(what)
        parts.append(f"{head}(?:{'|'.join(inside)})")
    return re.compile("|".join(parts), re.IGNORECASE), tuple(whats)
