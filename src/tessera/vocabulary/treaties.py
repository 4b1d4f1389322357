"""Treaties, their protocols and the declarations by which States accept complaints: data/treaties.yml."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Any

from .files import read
from .texts import Text

KINDS = ("treaty", "protocol", "declaration", "procedure")
PROCEDURES = ("declaration", "procedure")


@dataclass(frozen=True, slots=True)
class Treaty:
    """A treaty, protocol, declaration or procedure.

    `body` is a code of the mechanisms, `region` one of the terms' regions, `parent` the code of the treaty that it
    belongs to; "" where there is none. `accepts` holds complaints, inquiry, inter-state. `names` and `tells` are as
    the file's head says. `adopted` and `in_force` are years, None where it is not in force yet. `article` is that of
    the parent, `number` that of an ILO convention.
    """

    code: str
    short: str
    label: Text
    family: str
    kind: str
    adopted: int
    in_force: int | None
    body: str = ""
    region: str = ""
    parent: str = ""
    accepts: tuple[str, ...] = ()
    article: int | None = None
    number: int | None = None
    default: bool = False
    tells: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    @property
    def is_procedure(self) -> bool:
        """Whether it is no instrument of its own, but an article by which parties may be bound further."""
        return self.kind in PROCEDURES


@dataclass(frozen=True, slots=True)
class Asking:
    """Words by which texts ask about treaties; see the file."""

    others: tuple[str, ...]
    acts: dict[str, tuple[str, ...]]
    withdrawing: tuple[str, ...]
    accepting: tuple[str, ...]
    considering: tuple[str, ...]
    done: tuple[str, ...]
    ends: tuple[str, ...]
    heads: tuple[str, ...]
    several: tuple[str, ...]


@cache
def treaties() -> dict[str, Treaty]:
    """All by code, in the order in which they are shown: by family, protocols behind the treaties of their family."""
    return {code: _treaty(code, entry) for code, entry in read("treaties")["treaties"].items()}


def treaty(code: str) -> Treaty:
    """One treaty; raises KeyError for an unknown code."""
    if code not in treaties():
        raise KeyError(f"there is no treaty {code!r}")
    return treaties()[code]


@cache
def families() -> dict[str, Text]:
    """The families in the order in which they are shown, by code."""
    return {code: Text(label) for code, label in read("treaties")["families"].items()}


def children(code: str) -> tuple[Treaty, ...]:
    """Protocols and declarations of a treaty."""
    return tuple(one for one in treaties().values() if one.parent == code)


@cache
def own_treaty(body: str) -> str:
    """The treaty that a committee calls "the Convention" or "the Covenant"; "" for bodies that have none."""
    return next((one.code for one in treaties().values() if body and one.body == body and one.family == "core"), "")


def resolve(printed: str) -> str | None:
    """The code of a treaty as lists and names of files print it: "OP CRC AC", "hr_status_icmw", "C169", a full title.

    A name that says more than one knows is resolved by its longest part that is known.
    """
    words = _words(printed)
    known = _by_words()
    for length in range(len(words), 0, -1):
        for first in range(len(words) - length + 1):
            if found := known.get("".join(words[first : first + length])):
                return found
    return None


@cache
def asking() -> Asking:
    entry = read("treaties")["asking"]
    return Asking(
        acts={act: tuple(words) for act, words in entry["acts"].items()},
        **{name: tuple(entry[name]) for name in ("withdrawing", "accepting", "considering", "done", "ends")},
        **{name: tuple(entry[name]) for name in ("heads", "several", "others")},
    )


def _treaty(code: str, entry: dict[str, Any]) -> Treaty:
    return Treaty(
        code=code,
        short=entry["short"],
        label=Text(entry["label"]),
        family=entry["family"],
        kind=entry["kind"],
        adopted=entry["adopted"],
        in_force=entry.get("in_force"),
        body=entry.get("body", ""),
        region=entry.get("region", ""),
        parent=entry.get("parent", ""),
        accepts=tuple(entry.get("accepts", ())),
        article=entry.get("article"),
        number=entry.get("number"),
        default=entry.get("default", False),
        tells=tuple(str(word) for word in entry.get("tells", ())),
        names=tuple(entry.get("names", ())),
    )


@cache
def _by_words() -> dict[str, str]:
    found: dict[str, str] = {}
    for one in treaties().values():
        plain = [name for name in one.names if not re.search(r"[\[|*]", name)]
        for printed in (one.code, one.short, *one.label.values(), *plain, *_numbered(one)):
            if found.setdefault("".join(_words(printed)), one.code) != one.code:
                raise ValueError(f"{printed!r} names both {found[''.join(_words(printed))]} and {one.code}")
    return found


def _numbered(one: Treaty) -> tuple[str, ...]:
    """Ways to print an ILO convention, and a declaration by its article."""
    if one.number:
        return (f"C{one.number:03}", f"ILO {one.number}", f"Convention {one.number}", f"Convention No {one.number}")
    if one.article:
        parent = _entry(one.parent)
        names = (parent["short"], *(name for name in parent["names"] if name.isupper()))
        ways = ("{0} {1}", "{0} article {1}", "{0} art {1}", "article {1} {0}", "article {1} of {0}", "art {1} {0}")
        return tuple(dict.fromkeys(way.format(name, one.article) for name in names for way in ways))
    return ()


def _entry(code: str) -> Any:
    """What the file says of one."""
    return read("treaties")["treaties"][code]


def _words(printed: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", printed.casefold())
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    return re.findall(r"[^\W_]+", letters)
