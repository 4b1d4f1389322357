"""Dates as UN documents print them."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date

MONTHS = {
    "en": "january february march april may june july august september october november december",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
}
NUMBER_OF = {name: number for names in MONTHS.values() for number, name in enumerate(names.split(), start=1)}
PRINTED = re.compile(
    rf"\b(\d{{1,2}})(?:er|º|°)? (?:de )?({'|'.join(NUMBER_OF)}) (?:del? )?((?:19|20)\d\d)\b", re.IGNORECASE
)
BEFORE_LANGUAGE = re.compile(rf"{PRINTED.pattern}\s+Original\b", re.IGNORECASE)
SHORTEST = 3  # letters of a month that is cut short
DISTRIBUTION = re.compile(r"Distr\.:?\s*\w*\s*(.{0,60})")


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
        month = month_number(match["month"] or match["month2"])
        day = int(match["day"] or match["day2"])
        with suppress(ValueError):
            return date(int(match["year"] or match["year2"]), month, day).isoformat()
    return ""


def month_number(name: str) -> int:
    """From 1; 0 for what is no month. English ones may be cut short."""
    lower = name.casefold()
    if len(lower) < SHORTEST:
        return 0
    english = next((at for at, month in enumerate(MONTHS["en"].split(), 1) if month.startswith(lower)), 0)
    return NUMBER_OF.get(lower, english)


def date_of_head(head: str) -> str:
    """The ISO date beside the sign of distribution of a document's first page, or above its original language, else its
    first date; "" without any."""
    beside = DISTRIBUTION.search(head)
    found = (PRINTED.search(beside[1]) if beside else None) or BEFORE_LANGUAGE.search(head) or PRINTED.search(head)
    return f"{found[3]}-{NUMBER_OF[found[2].lower()]:02}-{int(found[1]):02}" if found else date_printed(head)
