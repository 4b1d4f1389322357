"""Which human rights mechanisms a passage cites: by their names, and by their abbreviations in capitals."""

from __future__ import annotations

import re
from functools import cache

from tessera.vocabulary.mechanisms import Body, bodies

from ..spotting import Spot

SHORTEST = 10  # letters of a name that is looked for whatever its case
ACRONYM = re.compile(r"[A-Z]{3,7}")
NO_BODIES = {"ILO", "HRC", "CAT"}  # also an organization, a council, a treaty
GAP = r"[\s’'-]+"


def mechanisms_in(text: str) -> list[Spot]:
    """Where mechanisms are named, in order; of names within one another the longest."""
    found = []
    for first in _first_words().finditer(text):
        if m := _behind()[first[0].casefold()].match(text, first.start()):
            found.append(Spot(m.start(), m.end(), _by_name()[_key(m[0])]))
    if any(part.isupper() for part in text.split()):
        found += [
            Spot(m.start(), m.end(), code) for m in ACRONYM_WORD.finditer(text) if (code := _by_acronym().get(m[0]))
        ]
    return sorted(set(found))


ACRONYM_WORD = re.compile(r"(?<![\w/-])[A-Z]{3,7}(?![\w/-])")


@cache
def _by_name() -> dict[str, str]:
    return {_key(name): one.code for one in bodies().values() for name in _called(one) if len(name) >= SHORTEST}


def _called(one: Body) -> list[str]:
    own = list(one.names.values()) if one.names else []
    long = [alias for alias in one.aliases if " " in alias and not re.match(r"(?:SR|IE|WG)\b", alias)]
    return [one.name, *own, *long]


@cache
def _by_acronym() -> dict[str, str]:
    return {
        short: one.code
        for one in bodies().values()
        for short in (one.short, *(one.shorts.values() if one.shorts else ()))
        if ACRONYM.fullmatch(short) and short not in NO_BODIES
    }


@cache
def _behind() -> dict[str, re.Pattern[str]]:
    """The names that begin with each word, the longest first."""
    names: dict[str, list[str]] = {}
    for name in sorted(_by_name(), key=len, reverse=True):
        names.setdefault(re.split(GAP, name)[0], []).append(GAP.join(map(re.escape, re.split(GAP, name))))
    return {first: re.compile("|".join(several), re.IGNORECASE) for first, several in names.items()}


@cache
def _first_words() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, _behind()))})(?=[\s’'-])", re.IGNORECASE)


def _key(name: str) -> str:
    return " ".join(re.split(GAP, name.casefold())).strip()
