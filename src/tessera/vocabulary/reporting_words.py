"""How entities write of a plan's activities in reports of their own: data/reporting_words.yml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from .files import read


@dataclass(frozen=True, slots=True)
class ReportingWords:
    """Words of all languages together; a trailing * stands for any ending."""

    activity: tuple[str, ...]
    join: tuple[str, ...]
    late: tuple[str, ...]
    learned: tuple[str, ...]


@cache
def reporting_words() -> ReportingWords:
    """All of them."""
    entry = read("reporting_words")
    families = {name: tuple(w for words in entry[name].values() for w in words) for name in NAMES}
    return ReportingWords(join=tuple(entry["join"]), **families)


NAMES = ("activity", "late", "learned")
