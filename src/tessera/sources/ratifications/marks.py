"""What a row's marks say a country did, also where they contradict one another."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from tessera.analysis.dates import month_number
from tessera.extraction import Sentence

YES, NO = frozenset({"1", "yes", "true", "x", "y"}), frozenset({"0", "no", "false"})
ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
WORDS = re.compile(r"(\d{1,2})\s+([A-Za-z]{3,9})\.?,?\s+(\d{4})")
SLASHES = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)\b")
LETTER = re.compile(r"\d\s*,?\s*\(?\b(a|d|A|AA|P|c)\)?\s*$")
LETTERS = {"a": "accession", "d": "succession", "A": "acceptance", "AA": "acceptance", "c": "acceptance"}


@dataclass(frozen=True, slots=True)
class Dated:
    """A day (ISO, "" where only the year is known), its year, and how a State became bound by the letter beside it."""

    day: str = ""
    year: int | None = None
    kind: str = ""


def dated(printed: str) -> Dated:
    """ "27 Oct 1983 a" """
    kind = LETTERS[m[1]] if (m := LETTER.search(printed)) and m[1] in LETTERS else ""
    if m := ISO.search(printed):
        return Dated(m[0], int(m[1]), kind)
    if (m := WORDS.search(printed)) and (month := month_number(m[2])):
        return Dated(f"{m[3]}-{month:02}-{int(m[1]):02}", int(m[3]), kind)
    if (m := SLASHES.search(printed)) and int(m[2]) <= 12:
        return Dated(f"{m[3]}-{int(m[2]):02}-{int(m[1]):02}", int(m[3]), kind)
    year = YEAR.search(printed)
    return Dated("", int(year[0]) if year else None, kind)


@dataclass(frozen=True, slots=True)
class Marks:
    """The cells that say what a country did: columns of 1 and 0, and words."""

    said: dict[str, str]

    def is_set(self, name: str) -> bool | None:
        """None where the column says neither."""
        cell = self.said[name].casefold()
        return True if cell in YES else False if cell in NO else None

    @property
    def word(self) -> str:
        """The status that the words name; "" for none, "unknown" for words that are not known."""
        printed = (self.said["status"] or self.said["kind"]).casefold()
        known = {word: code for code, words in facts()["statuses"].items() for word in words}
        return known.get(printed, "unknown") if printed else ""

    @property
    def kind(self) -> str:
        printed = (self.said["kind"] or self.said["status"]).casefold()
        return next((code for code, words in facts()["kinds"].items() if printed in words), "")


def status_of(marks: Marks, *, signed: Dated, bound: Dated, ended: Dated) -> tuple[str, int | None, list[str]]:
    """A country's status, the year in which it left, and what a person should look at.

    A list that marks a country as a party and as none at once is believed where it gives the year of ratification.
    """
    said = marks.word
    if ended.year or said == "withdrawn" or re.search(facts()["left"], marks.said["note"], re.IGNORECASE):
        year = ended.year or (dated(marks.said["note"]).year if marks.said["note"] else None)
        doubts = [] if said in ("withdrawn", "") else [_doubt(marks, "withdrawn")]
        return "withdrawn", year, doubts
    if said == "unknown" and not bound.year:
        words = marks.said["status"] or marks.said["kind"]
        return "unknown", None, [str(Sentence("The status “%(status)s” is not known.", status=words))]
    flags = {name: marks.is_set(column) for name, column in FLAGS.items()}
    claimed = {name for name, flag in flags.items() if flag} | ({said} - {"", "unknown"})
    denied = {name for name, flag in flags.items() if flag is False}
    if bound.year:
        claimed.add("party")
    elif signed.year and not claimed - {"party"} - denied:
        claimed.add("signatory")
    if claimed == {"party", "signatory"} and bound.year:
        return "party", None, []  # it signed first
    if len(claimed) == 1 and not claimed & denied:
        return claimed.pop(), None, []
    if not claimed:
        return "no-action", None, []
    taken = "party" if bound.year and "party" in claimed else "unknown"
    if claimed == {"no-action"} and {"party", "signatory"} <= denied:
        taken = "no-action"
    return taken, None, [_doubt(marks, taken)]


FLAGS = {"party": "party", "signatory": "signatory", "no-action": "none"}


def _doubt(marks: Marks, taken: str) -> str:
    cells = ", ".join(f"{name}: {cell}" for name, cell in marks.said.items() if cell)
    return str(
        Sentence("The row contradicts itself (%(cells)s); it was taken as “%(taken)s”.", cells=cells, taken=taken)
    )


@cache
def facts() -> dict[str, Any]:
    facts: dict[str, Any] = yaml.safe_load(files(__package__).joinpath("source.yml").read_text(encoding="utf-8"))
    return facts
