"""Dates as UN documents print them."""

from __future__ import annotations

import re

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
DISTRIBUTION = re.compile(r"Distr\.:?\s*\w*\s*(.{0,60})")


def date_of_head(head: str) -> str:
    """The ISO date beside the sign of distribution of a document's first page, or above its original language, else its
    first date; "" without any."""
    beside = DISTRIBUTION.search(head)
    found = (PRINTED.search(beside[1]) if beside else None) or BEFORE_LANGUAGE.search(head) or PRINTED.search(head)
    return f"{found[3]}-{NUMBER_OF[found[2].lower()]:02}-{int(found[1]):02}" if found else ""
