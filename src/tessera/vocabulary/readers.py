"""For whom a brief or a pack is made, and what that changes: data/readers.yml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from .files import read
from .texts import Text


@dataclass(frozen=True, slots=True)
class Reader:
    """A kind of readers.

    `by` orders recommendations under headings ("group", "theme", "family"); `families` are the mechanisms that come
    first; `gaps` says that they look for what is missing; `about` and `use` explain to these readers what they read and
    what it is good for.
    """

    code: str
    label: Text
    by: str
    families: tuple[str, ...]
    about: Text
    use: tuple[Text, ...]
    gaps: bool = False


@cache
def readers() -> dict[str, Reader]:
    """All kinds by code, in the order in which they are offered."""
    return {
        code: Reader(
            code=code,
            label=Text(entry["label"]),
            by=entry["by"],
            families=tuple(entry.get("families", ())),
            about=Text(entry["about"]),
            use=tuple(Text(one) for one in entry["use"]),
            gaps=bool(entry.get("gaps", False)),
        )
        for code, entry in read("readers").items()
    }


def reader(code: str) -> Reader:
    """One kind; raises KeyError for an unknown one."""
    if code not in readers():
        raise KeyError(f"there are no readers {code!r}; known are {', '.join(readers())}")
    return readers()[code]
