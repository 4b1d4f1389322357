"""What source.yml says of headings and values, folded so that capitals, accents and stops do not matter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml
from rapidfuzz import fuzz, process

NEAREST, ALIKE = 3, 60.0  # guesses told of a word that is not known, and how alike they must be (of 100)


@dataclass(frozen=True, slots=True)
class Field:
    """A field: what its cells look like, whether it may hold several values, the headings that are known for it."""

    name: str
    form: str
    several: bool
    words: frozenset[str]


@lru_cache(maxsize=20_000)
def folded(printed: str) -> str:
    """Words in lower case without accents and punctuation, single blanks between them."""
    plain = unicodedata.normalize("NFKD", printed.casefold())
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(re.findall(r"[^\W_]+|[§°]", re.sub(r"['’]", "", letters)))


@cache
def fields() -> Mapping[str, Field]:
    """All fields, in the order in which they are shown."""
    return {
        name: Field(name, facts["form"], facts.get("several", False), frozenset(map(folded, facts["words"])))
        for name, facts in _facts()["fields"].items()
    }


def code_of(family: str, printed: str) -> str:
    """The code of a word of `positions`, `kinds`, `addressees` or `mechanisms`; "" where it is not known."""
    return _codes(family).get(folded(printed), "")


def nearest_words(family: str, printed: str) -> str:
    """Codes whose words look most like one that is not known, for people to read; "–" without any."""
    found = process.extract(folded(printed), list(_codes(family)), scorer=fuzz.ratio, score_cutoff=ALIKE, limit=8)
    return ", ".join(list(dict.fromkeys(_codes(family)[word] for word, *_ in found))[:NEAREST]) or "–"


@cache
def month_of() -> Mapping[str, int]:
    """Months from 1 by their names."""
    return {folded(name): number for number, names in enumerate(_facts()["months"], start=1) for name in names}


@cache
def _codes(family: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for code, words in _facts()[family].items():
        for word in (code, *words):
            if found.setdefault(folded(word), code) != code:
                raise ValueError(f"{word!r} stands for both {found[folded(word)]} and {code} in {family}")
    return found


@cache
def _facts() -> dict[str, Any]:
    facts: dict[str, Any] = yaml.safe_load(files(__package__).joinpath("source.yml").read_text(encoding="utf-8"))
    return facts
