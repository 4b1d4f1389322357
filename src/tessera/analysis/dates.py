"""Dates as UN documents print them."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
PRINTED = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(MONTHS)}) ((?:19|20)\d\d)\b")
DISTRIBUTION = re.compile(r"Distr\.:?\s*\w*\s*(.{0,60})")


MONTHS_ELSEWHERE = {
    "janvier": 1, "février": 2, "mars": 3, "avril": 4, "mai": 5, "juin": 6, "juillet": 7, "août": 8, "septembre": 9,
    "octobre": 10, "novembre": 11, "décembre": 12, "enero": 1, "febrero": 2, "marzo": 3, "abril": 4, "mayo": 5,
    "junio": 6, "julio": 7, "agosto": 8, "septiembre": 9, "octubre": 10, "noviembre": 11, "diciembre": 12,
}  # fmt: skip
ANY = re.compile(
    r"(?P<iso>(?:19|20)\d\d-(?:0\d|1[0-2])-(?:[0-2]\d|3[01]))"
    r"|(?P<day>\d{1,2})(?:st|nd|rd|th|er|º)? (?:de )?(?P<month>[^\W\d_]+)\.? (?:de )?(?P<year>(?:19|20)\d\d)"
    r"|(?P<month2>[A-Z][a-z]+)\.? (?P<day2>\d{1,2})(?:st|nd|rd|th)?, (?P<year2>(?:19|20)\d\d)"
)


def date_printed(text: str) -> str:
    """The ISO date that a text gives first, with a month in words or as an ISO date; "" where it gives none."""
    for match in ANY.finditer(text):
        if match["iso"]:
            return match["iso"]
        month = _month(match["month"] or match["month2"])
        day = int(match["day"] or match["day2"])
        with suppress(ValueError):
            return date(int(match["year"] or match["year2"]), month, day).isoformat()
    return ""


def _month(name: str) -> int:
    """From 1; 0 for what is no month. English ones may be cut short."""
    lower = name.casefold()
    if len(lower) < 3:
        return 0
    english = next((at for at, month in enumerate(MONTHS, 1) if month.casefold().startswith(lower)), 0)
    return MONTHS_ELSEWHERE.get(lower, 0) or english


def date_of_head(head: str) -> str:
    """The ISO date beside the sign of distribution of a document's first page, else its first date; "" without any."""
    beside = DISTRIBUTION.search(head)
    found = (PRINTED.search(beside[1]) if beside else None) or PRINTED.search(head)
    return f"{found[3]}-{MONTHS.index(found[2]) + 1:02}-{int(found[1]):02}" if found else date_printed(head)
