"""The bodies that recommend ("cerd", "upr", "sr-minority-issues") and the family each belongs to:
data/mechanisms.yml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from .files import read

FAMILY_OF_TITLE = {"SR": "special-procedure", "IE": "special-procedure", "WG": "special-procedure"}


@dataclass(frozen=True, slots=True)
class Body:
    """A body: its code, the code of its family (terms: mechanisms), short and full name, start of its symbols."""

    code: str
    family: str
    short: str
    name: str
    aliases: tuple[str, ...] = ()
    symbol: str = ""


@cache
def bodies() -> dict[str, Body]:
    """All bodies by code."""
    return {
        code: Body(code, e["family"], e["short"], e["name"], tuple(e.get("aliases", ())), e.get("symbol", ""))
        for code, e in read("mechanisms").items()
    }


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
