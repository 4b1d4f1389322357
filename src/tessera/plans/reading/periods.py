"""Timelines in every form that occurs: "2014", "2014-2017", "2014 to 2017", "Q1 2014 – Q4 2015", "ongoing"."""

from __future__ import annotations

import re
from dataclasses import dataclass

LABEL = (
    r"(?:(?:implementation|indicative|proposed|tentative)\s+)?"
    r"(?:time[\s-]?(?:line|frame|scale)|implementation\s+period|period(?:\s+of\s+implementation)?|duration)"
)
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)"
)
BEFORE_YEAR = rf"(?:(?:(?:q[1-4]|h[12]|early|mid|late|end(?:\s+of)?|{MONTH})[\s.,-]{{0,3}}){{0,2}})"
YEAR = r"(?:19|20)\d\d"
DASH = r"\s{0,3}(?:[-–—−‐‑/]|\bto\b|\buntil\b|\bthrough\b|\band\b)\s{0,3}"
PERIOD = re.compile(
    rf"(?P<open>until\s+|by\s+|up\s+to\s+)?(?:from\s+|between\s+)?{BEFORE_YEAR}(?P<first>{YEAR})"
    rf"(?:{DASH}{BEFORE_YEAR}(?P<last>{YEAR}|\d\d(?!\d)))?(?P<on>\s+(?:onwards?|and\s+beyond|ongoing))?",
    re.IGNORECASE,
)
ONGOING = re.compile(
    r"(?:ongoing|continuous|throughout|t\.?b\.?[dc]\.?|to be (?:determined|confirmed))\b", re.IGNORECASE
)
LABELLED = re.compile(rf"{LABEL}\s{{0,3}}(?:[:–—-]\s{{0,3}}|(?=(?:from\s+)?{YEAR}))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Period:
    """Years are None where the document leaves them open; `reversed` where the last stood before the first."""

    printed: str
    start: int | None
    end: int | None
    reversed: bool = False


def period_at(text: str, position: int = 0) -> tuple[Period, int] | None:
    """The period that starts at `position`, and where it ends; None where none does."""
    match = PERIOD.match(text, position)
    if match:
        return _period(match), match.end()
    ongoing = ONGOING.match(text, position)
    return (Period(ongoing[0], None, None), ongoing.end()) if ongoing else None


def _period(match: re.Match[str]) -> Period:
    first = int(match["first"])
    last = match["last"]
    if last and len(last) == 2:
        last = str(first)[:2] + last
    end = int(last) if last else first
    if match["on"]:
        return Period(match[0].strip(), first, None)
    if match["open"] and not last:
        return Period(match[0].strip(), None, first)
    return Period(match[0].strip(), min(first, end), max(first, end), reversed=end < first)


def timeline_line(text: str) -> Period | None:
    """The period of a line that is nothing but a timeline, such as "Implementation timeline: 2014 - 2017"."""
    found = timeline_prefix(text)
    if found is None or text[found[1] :].strip(" .;,)"):
        return None
    return found[0]


def timeline_prefix(text: str) -> tuple[Period, int] | None:
    """The period of a labelled timeline at the start of `text`, and where it ends."""
    label = LABELLED.match(text)
    return period_at(text, label.end()) if label else None


def bare_period(text: str) -> Period | None:
    """The period of a table cell: years and nothing else."""
    found = period_at(text.strip())
    return found[0] if found and not text.strip()[found[1] :].strip(" .;,)") else None


def timeline_within(text: str) -> Period | None:
    """A labelled timeline anywhere in `text`: "... (GNR 1). Timeline: 2014"."""
    for label in LABELLED.finditer(text):
        found = period_at(text, label.end())
        if found:
            return found[0]
    return None
