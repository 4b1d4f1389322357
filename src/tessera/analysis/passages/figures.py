"""Numbers that count people, and amounts of money."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from tessera.vocabulary.passage_words import figures

NUMBER = (
    r"(?<![\w/])\d(?:[\d.,  ]*\d)?(?:\s?(?:million|billion|thousand|millions?|milliards?|millones|milhões|млн|тыс\.?))?"
)
BETWEEN = r"(?:\s+[^\W\d]\w*){0,2}?"  # "1,200 Roma pupils", "some 40 of the families"
HINT = re.compile(r"\d")


def figures_in(text: str) -> Iterator[tuple[int, int, str]]:
    """Where they stand, with the ids of rules: "how.data.count" and "how.budget.amount"."""
    if not HINT.search(text):
        return
    for match in _counts().finditer(text):
        yield match.start(), match.end(), "how.data.count"
    for match in _amounts().finditer(text):
        yield match.start(), match.end(), "how.budget.amount"


@cache
def _counts() -> re.Pattern[str]:
    said = figures()
    shares, counted = "|".join(said["shares"]), "|".join(said["counted"])
    return re.compile(rf"{NUMBER}\s?(?:(?:{shares})(?!\w)|{BETWEEN}\s+(?:{counted})(?!\w))", re.IGNORECASE)


@cache
def _amounts() -> re.Pattern[str]:
    money = "|".join(figures()["money"])
    return re.compile(rf"(?:{money})\s?\d[\d.,]*|{NUMBER}\s?(?:{money})(?!\w)", re.IGNORECASE)
