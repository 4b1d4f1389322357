"""The activities of a plan as a report may speak of them: by reference, by title, or in words that are like theirs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from math import log

from tessera.vocabulary.reporting_words import reporting_words

from ..likeness import UNSTRESSED
from ..words import folded_words

STEM = 6  # letters by which words of one family are taken for one
SHORTEST = 3  # letters of a word that says something
TITLE_WORDS = 3  # of a title: two words of everyday speech are not told from others
TITLE, TEXT = 0.7, 0.3  # what a title's words and the other words of an activity weigh


@dataclass(frozen=True, slots=True)
class Wording:
    """An activity's words in one language."""

    title: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """An activity: its reference in the plan, and its words in each language that has some."""

    ref: str
    wordings: tuple[Wording, ...] = ()


@dataclass(frozen=True, slots=True)
class _Said:
    """One wording, made ready: the title's words in a row, and the stems of title and text."""

    ref: str
    title: tuple[str, ...]
    stems: frozenset[str]
    further: frozenset[str]


@dataclass(slots=True)
class Plan:
    """Activities made ready to be found in a report."""

    activities: Sequence[Known]
    refs: dict[str, str] = field(init=False)
    said: list[_Said] = field(init=False)
    rarity: dict[str, float] = field(init=False)

    def __post_init__(self) -> None:
        self.refs = {ref_key(one.ref): one.ref for one in self.activities}
        self.said = [_ready(one.ref, wording) for one in self.activities for wording in one.wordings]
        self.rarity = _rarity(self.said)

    def named(self, text: str) -> list[str]:
        """References that follow a word for activities: "activities 1a, 1 (b) and 3"."""
        found: dict[str, None] = {}
        for match in _naming().finditer(text.lower()):
            for one in REFERENCE.finditer(match["refs"]):
                if ref := self.refs.get(ref_key(one[0])):
                    found[ref] = None
        return list(found)

    def begins_with(self, text: str) -> str:
        """The reference at the very beginning ("1b. Exchange"); only one with a letter, since "3." numbers anything."""
        match = LEADING.match(text.lower())
        return self.refs.get(ref_key(match[1]), "") if match else ""

    def titled(self, words: Sequence[str]) -> str:
        """The activity whose title stands in a text's words."""
        joined = f" {' '.join(words)} "
        found = [one for one in self.said if len(one.title) >= TITLE_WORDS and f" {' '.join(one.title)} " in joined]
        return max(found, key=lambda one: len(one.title)).ref if found else ""

    def likest(self, words: Iterable[str]) -> tuple[str, float, float]:
        """The activity whose words a text shares most, how much of them, and how far ahead of the next one (0 to 1)."""
        stems = stems_of(words)
        best: dict[str, float] = {}
        for one in self.said:
            share = TITLE * self._share(one.stems, stems) + TEXT * self._share(one.further, stems)
            best[one.ref] = max(best.get(one.ref, 0.0), share)
        ranked = sorted(best.items(), key=lambda pair: -pair[1])
        if not ranked or not ranked[0][1]:
            return "", 0.0, 0.0
        second = ranked[1][1] if len(ranked) > 1 else 0.0
        return ranked[0][0], ranked[0][1], (ranked[0][1] - second) / ranked[0][1]

    def _share(self, own: frozenset[str], stems: frozenset[str]) -> float:
        total = sum(self.rarity[stem] for stem in own)
        return sum(self.rarity[stem] for stem in own & stems) / total if total else 0.0


LETTERED = r"\d{1,3}(?:\.?[a-z]|\s?\([a-z]\)|\s[a-z]\))|[a-z][.-]?\d{1,3}"
REFERENCE = re.compile(rf"(?:{LETTERED}|\d{{1,3}}(?:\.\d{{1,2}})?)(?![^\W_])")
LEADING = re.compile(rf"\W{{0,3}}({LETTERED})(?![^\W_])")


def ref_key(printed: str) -> str:
    """ "1 (b)", "1.b" and "1B" are one reference; "1.2" keeps its point."""
    plain = re.sub(r"[\s()-]", "", printed.lower())
    return re.sub(r"(?<=\d)\.(?=[a-z])|(?<=[a-z])\.(?=\d)|\.$", "", plain)


def stems_of(words: Iterable[str]) -> frozenset[str]:
    """The beginnings of the words that say something."""
    return frozenset(w[:STEM] for w in words if len(w) >= SHORTEST and w not in UNSTRESSED and not w.isdigit())


def _ready(ref: str, wording: Wording) -> _Said:
    title = folded_words(wording.title)
    stems = stems_of(title)
    return _Said(ref, tuple(title), stems, stems_of(folded_words(wording.text)) - stems)


def _rarity(said: Sequence[_Said]) -> dict[str, float]:
    """How much a word tells: more, the fewer activities have it."""
    of: dict[str, set[str]] = {}
    for one in said:
        for stem in one.stems | one.further:
            of.setdefault(stem, set()).add(one.ref)
    count = len({one.ref for one in said})
    return {stem: log((count + 1) / len(refs)) for stem, refs in of.items()}


@cache
def _naming() -> re.Pattern[str]:
    words = reporting_words()
    before = _any_of(words.activity)
    one = f"(?:{REFERENCE.pattern})"
    several = rf"{one}(?:\s?(?:{_any_of(words.join)})\s?{one}){{0,20}}"
    return re.compile(rf"(?<![^\W_])(?:{before})\s{{0,2}}(?:no\.?\s?)?(?P<refs>{several})")


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def headed(headings: Sequence[str], table: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Names of the table whose words stand in a heading, the nearest heading first."""
    for heading in reversed(headings):
        words = folded_words(heading)
        for name, wanted in table.items():
            if any(_stands(word, words, heading) for word in wanted):
                yield name


def _stands(wanted: str, words: Sequence[str], heading: str) -> bool:
    if not wanted.isascii() and not folded_words(wanted)[0][:1].isalpha():
        return False
    parts = [(folded_words(part), part.endswith("*")) for part in wanted.split()]
    flat = [(word, star) for folded, star in parts for word in folded]
    if "\u3400" <= wanted[0] <= "\u9fff":
        return wanted in heading
    return any(
        all(words[at + n].startswith(w) if star else words[at + n] == w for n, (w, star) in enumerate(flat))
        for at in range(len(words) - len(flat) + 1)
    )
