"""How labels and words are read as groups concerned, intersections and Guidance Note recommendations: data/tags.yml."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from .files import read


@dataclass(frozen=True, slots=True)
class Sign:
    """What tells that a group is concerned: patterns of labels, codes of themes, words that follow one another."""

    code: str
    labels: tuple[re.Pattern[str], ...]
    themes: frozenset[str]
    words: tuple[tuple[str, ...], ...]


@cache
def signs(family: str) -> tuple[Sign, ...]:
    """The signs of a family ("groups", "intersections"), in the order of its terms."""
    return tuple(
        Sign(
            code=code,
            labels=tuple(re.compile(pattern, re.IGNORECASE) for pattern in entry.get("labels", ())),
            themes=frozenset(entry.get("themes", ())),
            words=tuple(tuple(words.split()) for words in entry["words"]),
        )
        for code, entry in read("tags")[family].items()
    )


@cache
def guidance_of_theme() -> Mapping[str, tuple[int, ...]]:
    """The numbers of the Guidance Note's recommendations that a theme bears on, by the theme's code."""
    found: dict[str, tuple[int, ...]] = {}
    for number, codes in read("tags")["gnr"].items():
        for code in codes:
            found[code] = (*found.get(code, ()), int(number))
    return found
