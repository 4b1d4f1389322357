"""What a sentence says, of a demand or of a document: whom it names, on which subjects, whether it tells of an act."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from tessera.vocabulary.countries import countries, country_name
from tessera.vocabulary.demands import clause_words
from tessera.vocabulary.gaps import gap_words

from ..demands import phrased
from ..demands.weighing import stem_of
from ..passages.finding import found_in
from ..phrases import Phrases, phrases
from ..sentences import sentence_spans
from ..tagging import read_groups
from ..treaties import treaties_asked
from ..treaty_names import treaties_named
from ..words import folded_words

NAME = re.compile(r"(?<![.!?:;“\"(\w-])(?<!^)\b[A-ZÀ-Ý][a-zà-ÿ]{3,}")
ABOUT = 5  # letters in which a people's name agrees with its country's


class Passage(NamedTuple):
    """A passage of a document: `id` is its own, `headings` those above it, the outermost first."""

    id: str
    text: str
    headings: Sequence[str] = ()


class Said(NamedTuple):
    """What text[start:end] of a passage says. `groups` and `crossing` are codes; `field` says that racism or minorities
    are spoken of, `around` that a group is only spoken around; `acts` that something is done or asked for; `passage` is
    the place of the passage in its document."""

    start: int
    end: int
    groups: frozenset[str]
    crossing: frozenset[str]
    subjects: frozenset[str]
    stems: frozenset[str]
    treaties: frozenset[str]
    names: frozenset[str]
    field: bool
    around: bool
    acts: bool
    passage: int = 0


def sentences_said(passage: Passage, about: Collection[str] = (), *, place: int = 0) -> Iterator[Said]:
    """Each sentence. One that names no group goes on about those of the sentence before it, the first about those of
    the heading."""
    above = said(passage.headings[-1], about).groups if passage.headings else frozenset()
    for start, end in sentence_spans(passage.text):
        one = said(passage.text[start:end], about, start=start)
        above = one.groups or above
        yield one._replace(groups=above, passage=place)


def said(text: str, about: Collection[str] = (), *, start: int = 0) -> Said:
    """What a text says as a whole."""
    words = folded_words(text)
    found = found_in(words)
    named = read_groups(text, "", about)
    treaties = treaties_named(text)
    rules = {one.rule.family for one in found if not one.recited}
    return Said(
        start=start,
        end=start + len(text),
        groups=frozenset(one.code for one in named if one.family == "groups"),
        crossing=frozenset(one.code for one in named if one.family == "intersections"),
        subjects=subjects_of(words),
        stems=frozenset(stem_of(word) for word in folded_words(phrased(text))) - {""},
        treaties=frozenset(one.code for one in treaties),
        names=_names(_without(text, [(one.start, one.end) for one in treaties]), about),
        field="field" in rules,
        around="euphemism" in rules,
        acts=_acts(words),
    )


def asked(text: str, about: Collection[str] = ()) -> Said:
    """What a demand says. Of treaties only those that it asks for: others are named beside."""
    return said(text, about)._replace(treaties=frozenset(one.treaty for one in treaties_asked(text)))


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + "x" * (end - start) + text[end:]
    return text


def subjects_of(words: Sequence[str]) -> frozenset[str]:
    """Codes of what folded words are about."""
    return frozenset(code for at, word in enumerate(words) for code, one in _beginning(word) if one.begin_at(words, at))


def _acts(words: Sequence[str]) -> bool:
    """Something is asked for, or done; a sentence that only worries tells of no act."""
    asks, does, worries = _of_acts()
    if _any(asks, words) or (words and words[0] in clause_words().verbs):
        return True
    return _any(does, words) and not _any(worries, words)


def _any(one: Phrases, words: Sequence[str]) -> bool:
    return any(one.begin_at(words, at) for at in range(len(words)))


def _names(text: str, about: Collection[str]) -> frozenset[str]:
    """Words with a capital inside a sentence that name something of its own: a people, a law, a place."""
    own = {word[:ABOUT] for name in _country_names(tuple(about)) for word in folded_words(name)}
    words = (folded_words(match[0])[0] for match in NAME.finditer(text))
    nobody = gap_words().names_of_nobody
    return frozenset(word for word in words if word not in nobody and word[:ABOUT] not in own)


@lru_cache(maxsize=512)
def _country_names(codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(country_name(code) for code in codes if code in countries())


@lru_cache(maxsize=100_000)
def _beginning(word: str) -> tuple[tuple[str, Phrases], ...]:
    return tuple((code, one) for code, one in _subjects() if one.first.fits(word))


@cache
def _subjects() -> tuple[tuple[str, Phrases], ...]:
    return tuple((code, phrases(words)) for code, words in gap_words().subjects.items())


@cache
def _of_acts() -> tuple[Phrases, Phrases, Phrases]:
    own = gap_words()
    return phrases(own.asks), phrases(own.does), phrases(own.worries)
