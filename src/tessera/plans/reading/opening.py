"""What stands before the first part: the title, the introduction; and the plan's period and code."""

from __future__ import annotations

import re

from .model import ReadSection
from .periods import PERIOD

TITLE_LINES, TITLE_CHARACTERS = 3, 480  # of all lines together: what the register holds of a title
KINDS = (
    (re.compile(r"action\s+plan|plan\s+of\s+action", re.IGNORECASE), "AP"),
    (re.compile(r"work\s?plan|programme\s+of\s+work|work\s+programme", re.IGNORECASE), "WP"),
    (re.compile(r"strateg(?:y|ic\s+plan)", re.IGNORECASE), "SP"),
)


def opening_of(paragraphs: list[str]) -> tuple[str, list[str]]:
    """The title (leading short lines that are no sentences) and the paragraphs after it."""
    title: list[str] = []
    for line in paragraphs[:TITLE_LINES]:
        if len(": ".join([*title, line])) > TITLE_CHARACTERS or line.endswith((".", ";")):
            break
        title.append(line.strip().rstrip(":"))
    return ": ".join(title), paragraphs[len(title) :]


def period_of(title: str, introduction: list[str], sections: tuple[ReadSection, ...]) -> tuple[int | None, int | None]:
    """The period that the title names, else that of the timelines, else one that the introduction names."""
    named = _named(title)
    if named:
        return named
    activities = [a for s in sections for a in s.activities]
    years = [y for a in activities for y in (a.start, a.end) if y]
    if years:
        return min(years), max(years)
    return _named(" ".join(introduction)) or (None, None)


def _named(text: str) -> tuple[int, int] | None:
    for match in PERIOD.finditer(text):
        last = match["last"]
        if last:
            first = int(match["first"])
            end = int(last if len(last) == 4 else str(first)[:2] + last)
            return min(first, end), max(first, end)
    return None


def code_of(title: str, start: int | None, end: int | None) -> str:
    """A short code: "AP-2014-2017" for an action plan of those years, "WP-2026" for a work plan of one."""
    kind = next((code for pattern, code in KINDS if pattern.search(title)), "")
    if not kind:
        initials = "".join(w[0] for w in re.findall(r"[^\W\d_]\w*", title) if w[0].isupper())[:6].upper()
        kind = initials if len(initials) > 1 else "PLAN"
    years = [str(y) for y in dict.fromkeys((start, end)) if y]
    return "-".join([kind, *years])
