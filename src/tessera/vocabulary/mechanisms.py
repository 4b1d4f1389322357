"""The bodies that recommend ("cerd", "upr", "sr-minority-issues") and the family each belongs to: data/mechanisms.yml.

What they are called in languages other than English: data/mechanism_names.yml.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from .files import read
from .texts import Text

FAMILY_OF_TITLE = {"SR": "special-procedure", "IE": "special-procedure", "WG": "special-procedure"}


@dataclass(frozen=True, slots=True)
class Body:
    """A body: its code, the code of its family (terms: mechanisms), short and full name, start of its symbols.

    `names` and `shorts` are the same names in the languages that have them, English always among them.
    """

    code: str
    family: str
    short: str
    name: str
    aliases: tuple[str, ...] = ()
    symbol: str = ""
    names: Text | None = None
    shorts: Text | None = None

    def name_in(self, language: str) -> str:
        """The full name in a language, else in English."""
        return self.names.in_language(language) if self.names else self.name

    def short_in(self, language: str) -> str:
        """What people call it in a language: an abbreviation is the same in all that have none of their own; a mandate
        that has no abbreviation is called by its name."""
        own = language[:2].lower()
        if self.shorts and own in self.shorts:
            return self.shorts[own]
        if not _ABBREVIATED.fullmatch(self.short) and self.names and own in self.names:
            return self.names[own]
        return self.short


_ABBREVIATED = re.compile(r"\w+")


@cache
def bodies() -> dict[str, Body]:
    """All bodies by code."""
    named = read("mechanism_names")
    return {code: _body(code, entry, named.get(code, {})) for code, entry in read("mechanisms").items()}


def _body(code: str, entry: Mapping[str, Any], named: Mapping[str, Mapping[str, str]]) -> Body:
    return Body(
        code=code,
        family=entry["family"],
        short=entry["short"],
        name=entry["name"],
        aliases=tuple(entry.get("aliases", ())),
        symbol=entry.get("symbol", ""),
        names=Text({"en": entry["name"], **named.get("name", {})}),
        shorts=Text({"en": entry["short"], **named.get("short", {})}),
    )


def body(code: str) -> Body:
    """One body. A code that is not in the list is one that a source named: it is its own name."""
    return bodies().get(code) or Body(code, family_guess(code), code, code)


def resolve(printed: str) -> str | None:
    """The code of a body as documents and databases print it ("- CERD", "SR on minority issues"); None if unknown."""
    return _by_printed().get(_fold(printed))


def family_guess(printed: str) -> str:
    """The family that a name's first word tells ("SR on ..."); "" where it tells none."""
    return FAMILY_OF_TITLE.get(re.split(r"\W", printed.strip("- ").upper())[0], "")


@cache
def _by_printed() -> dict[str, str]:
    found: dict[str, str] = {}
    for one in bodies().values():
        for printed in (one.code, one.short, one.name, *one.aliases):
            if found.setdefault(_fold(printed), one.code) != one.code:
                raise ValueError(f"{printed!r} names both {found[_fold(printed)]} and {one.code}")
    return found


def _fold(printed: str) -> str:
    return " ".join(re.findall(r"\w+", printed.casefold()))
