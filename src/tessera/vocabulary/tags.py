"""How sources' labels are read as groups concerned, intersections, Guidance Note recommendations, and what is of the
Network's field: data/tags.yml."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from .files import read
from .guidance_note import recommendations


@dataclass(frozen=True, slots=True)
class Sign:
    """What tells that a group is concerned, beside the words of a text: patterns of labels, codes of themes."""

    code: str
    labels: tuple[re.Pattern[str], ...]
    themes: frozenset[str]


@cache
def signs(family: str) -> tuple[Sign, ...]:
    """The signs of a family ("groups", "intersections"), in the order of its terms."""
    return tuple(
        Sign(
            code=code,
            labels=tuple(re.compile(pattern, re.IGNORECASE) for pattern in entry.get("labels", ())),
            themes=frozenset(entry.get("themes", ())),
        )
        for code, entry in read("tags")[family].items()
    )


@dataclass(frozen=True, slots=True)
class Focus:
    """What tells that a recommendation concerns minorities or racial discrimination, beside the groups it names."""

    themes: frozenset[str]
    bodies: frozenset[str]
    words: re.Pattern[str]


@cache
def focus() -> Focus:
    """The Network's field."""
    entry = read("tags")["focus"]
    words = "|".join(_pattern(word) for word in entry["words"])
    return Focus(frozenset(entry["themes"]), frozenset(entry["bodies"]), re.compile(words))


@cache
def guidance_of_theme() -> Mapping[str, tuple[int, ...]]:
    """The numbers of the Guidance Note's recommendations that a theme bears on, by the theme's code."""
    found: dict[str, tuple[int, ...]] = {}
    for number, codes in read("tags")["gnr"].items():
        for code in codes:
            found[code] = (*found.get(code, ()), int(number))
    return found


@cache
def guidance_of_intersection() -> Mapping[str, tuple[int, ...]]:
    """The same by the code of an intersection."""
    found: dict[str, tuple[int, ...]] = {}
    for number, codes in read("tags")["gnr_intersections"].items():
        for code in codes:
            found[code] = (*found.get(code, ()), int(number))
    return found


def guidance_numbers() -> frozenset[int]:
    """The recommendations of the Guidance Note that a theme or an intersection leads to."""
    tables = guidance_of_theme(), guidance_of_intersection()
    return frozenset(number for table in tables for numbers in table.values() for number in numbers)


def guidance_taggable() -> frozenset[int]:
    """Those that a recommendation to a State may be tagged with: their wording is confirmed, and they are not about the
    United Nations' own staff."""
    own = frozenset(read("tags")["gnr_of_the_united_nations"])
    return frozenset(one.number for one in recommendations() if one.confirmed) - own


def _pattern(word: str) -> str:
    """A word from its beginning; in Chinese, which writes no words apart, anywhere."""
    if "\u3400" <= word[0] <= "\u9fff":
        return re.escape(word)
    return rf"\b{re.escape(word[:-1])}" if word.endswith("*") else rf"\b{re.escape(word)}\b"
