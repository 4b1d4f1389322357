"""Which mandate wrote a report: as its first page prints it, and its code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from tessera.harvest import source_facts
from tessera.vocabulary.mechanisms import bodies

FAMILY = "special-procedure"
SHORTEST = 3  # words of a name by which a mandate is told; shorter ones are abbreviations


@dataclass(frozen=True, slots=True)
class Mandate:
    """`code` is of vocabulary.mechanisms, "" where it does not know the mandate; `several` where others wrote, too."""

    printed: str
    code: str
    several: bool = False


def mandate_in(front: str) -> Mandate | None:
    """The mandate that wrote the report; None where the first page names none as its author."""
    author = re.compile(rf"\b{source_facts(__package__)['author']}\s+(?=\S)", re.IGNORECASE)
    for match in author.finditer(front):
        if known := _known_at(front, match.end()):
            others = {code for name, code in _found(front[match.end() :]) if code != known.code}
            return Mandate(known.printed, known.code, several=bool(others) and "oint" in front)
        title = re.compile(source_facts(__package__)["title_of_mandate"])
        if unknown := title.match(front, match.end()):
            return Mandate(" ".join(unknown[0].split()), "")
    return None


def _known_at(front: str, start: int) -> Mandate | None:
    match = _names().match(front, start)
    return Mandate(" ".join(match[0].split()), _code(match[0])) if match else None


def _found(text: str) -> list[tuple[str, str]]:
    return [(match[0], _code(match[0])) for match in _names().finditer(text)]


def _code(printed: str) -> str:
    return _by_words()[_folded(printed)]


@cache
def _by_words() -> dict[str, str]:
    """Codes by the folded words of full names."""
    return {
        _folded(name): one.code
        for one in bodies().values()
        if one.family == FAMILY
        for name in (one.name, *one.aliases)
        if len(name.split()) >= SHORTEST and not re.match(r"(?:SR|IE|WG|RSG|SRSG)\b", name)
    }


@cache
def _names() -> re.Pattern[str]:
    """All names, the longest first; in print, words may be parted by any signs."""
    names = sorted(_by_words(), key=len, reverse=True)
    return re.compile("|".join(r"\W+".join(map(re.escape, name.split())) for name in names) + r"\b", re.IGNORECASE)


def _folded(name: str) -> str:
    return " ".join(re.findall(r"\w+", name.casefold()))
