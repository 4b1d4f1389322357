"""Public bodies that work with the Network or that its plan names: data/organisations.yml.

The file says which bodies exist and what they are called; it does not say who is a member of the Network.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from .files import read
from .texts import Text


@dataclass(frozen=True, slots=True)
class Organisation:
    """`code` never changes; `former` holds earlier acronyms and names, as documents of the time print them."""

    code: str
    acronym: str
    name: Text
    kind: str
    former: tuple[str, ...]


@cache
def organisations() -> tuple[Organisation, ...]:
    """All organisations, in the order of the file."""
    return tuple(
        Organisation(
            code=entry["code"],
            acronym=entry.get("acronym", ""),
            name=Text(entry["name"]),
            kind=entry["kind"],
            former=tuple(entry.get("former", ())),
        )
        for entry in read("organisations")
    )


def organisation(code: str) -> Organisation:
    """The organisation of `code`; raises KeyError where there is none."""
    for one in organisations():
        if one.code == code:
            return one
    raise KeyError(f"no organisation has the code {code!r}")


def resolve(printed: str) -> str | None:
    """The code of the body printed as an acronym or a name, present or former, in any language; None if unknown."""
    return _by_printed().get(_fold(printed))


@cache
def _by_printed() -> dict[str, str]:
    found: dict[str, str] = {}
    for one in organisations():
        for printed in (one.code, one.acronym, *one.name.values(), *one.former):
            if printed:
                found.setdefault(_fold(printed), one.code)
    return found


def _fold(printed: str) -> str:
    return " ".join(printed.replace("’", "'").casefold().split())
