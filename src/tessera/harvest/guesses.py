"""What a value that is not known may have meant, for people to read in a remark."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process

from tessera.vocabulary import countries

MOST = 3
ALIKE = 60.0  # of 100
NONE = "–"


def country_guesses(printed: str) -> str:
    """The names of the countries that look most like one that is not known; "–" where none does."""
    return ", ".join(countries.country(code).name for code in countries.nearest(printed)[:MOST]) or NONE


def word_guesses(printed: str, known: Iterable[str]) -> str:
    """The known words that look most like one that is not known; "–" where none does."""
    found = process.extract(printed.casefold(), list(known), scorer=fuzz.ratio, score_cutoff=ALIKE, limit=MOST)
    return ", ".join(word for word, *_ in found) or NONE
