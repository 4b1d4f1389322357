"""Dates as UN documents print them."""

from __future__ import annotations

import re

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
PRINTED = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(MONTHS)}) ((?:19|20)\d\d)\b")
BEFORE_LANGUAGE = re.compile(rf"{PRINTED.pattern}\s+Original\b")
DISTRIBUTION = re.compile(r"Distr\.:?\s*\w*\s*(.{0,60})")


def date_of_head(head: str) -> str:
    """The ISO date beside the sign of distribution of a document's first page, or above its original language, else its
    first date; "" without any."""
    beside = DISTRIBUTION.search(head)
    found = (PRINTED.search(beside[1]) if beside else None) or BEFORE_LANGUAGE.search(head) or PRINTED.search(head)
    return f"{found[3]}-{MONTHS.index(found[2]) + 1:02}-{int(found[1]):02}" if found else ""
