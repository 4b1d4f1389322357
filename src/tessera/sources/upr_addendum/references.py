"""Numbers of recommendations as States list them: "115.1, 115.3-115.7 and 115.9", "1–5, 14 and 16", "122.17-18"."""

from __future__ import annotations

import re
from collections.abc import Iterable

LONGEST_RANGE = 400
_ONE = r"\d{1,3}\s?\.\s?\d{1,3}(?!\d)(?:\s?\([a-z]\))?|(?<![\d.])\d{1,3}(?![\d%])"
_BETWEEN = r"\s*(?:[,;]\s*(?:and\b|&)?|\.(?=\s*\d{1,3}\.\d)|[-–—‑−]|\band\b|&|\bto\b|\bthrough\b)\s*"
FULL = r"\d{1,3}\.\d{1,3}(?!\d)"
LIST = re.compile(rf"(?:{_ONE})(?:{_BETWEEN}(?:{_ONE}))*")
_TOKEN = re.compile(
    r"(?P<lead>\d{1,3})\s?\.\s?(?P<number>\d{1,3})|(?P<short>\d{1,3})|(?P<range>[-–—‑−]|\bto\b|\bthrough\b)"
)
Reference = tuple[int, int]  # the paragraph (0 where it is not named) and the item under it


def references_of(listed: str) -> list[Reference]:
    """The recommendations that a list names, in order, each once. "122.17-18" and "82.1, 3" carry the paragraph on."""
    found: dict[Reference, None] = {}
    lead, last, ranging = 0, 0, False
    for token in _TOKEN.finditer(listed):
        if token["range"]:
            ranging = bool(last)
            continue
        if token["lead"]:
            before, lead, number = lead, int(token["lead"]), int(token["number"])
            ranging = ranging and before == lead
        else:
            number = int(token["short"])
        first = last + 1 if ranging and last < number <= last + LONGEST_RANGE else number
        found.update(dict.fromkeys((lead, one) for one in range(first, number + 1)))
        last, ranging = number, False
    return list(found)


def paragraph_of(reference: Reference) -> str:
    """As it is cited: "115.3"; "3" where the document does not name the paragraph."""
    lead, number = reference
    return f"{lead}.{number}" if lead else str(number)


def paragraphs_of(references: Iterable[Reference]) -> list[str]:
    return [paragraph_of(one) for one in references]
