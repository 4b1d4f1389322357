"""What stands before a passage's words, and what is glued behind them."""

from __future__ import annotations

import re

ITEM = re.compile(
    r"(?P<number>\((?:[a-zA-Z]{1,2}|[ivxIVX]{1,5}|\d{1,2})\)|(?:[a-z]|[ivx]{2,5})\)|[•●○▪■◦➢►▶·✓❖\uf0b7\uf0a7\uf0d8]|[–—-](?=\s))\s*(?=\S)"
)
NUMBER = re.compile(
    r"(?P<number>\d{1,3}\.(?:,\s*\d{1,3}\.)+,?(?=\s)|§?\s*\d{1,3}(?:\.\d{1,3})*\s*[.)](?=\s)|\d{1,3}(?:\.\d{1,3})+(?=\s))\s*(?=\S)"
)
GLUED = re.compile(
    r"(?<=[^\W\d_]{2}[.,;:”\"’)])(\d{1,3})(?:[,–-]\d{1,3})*(?=\s|$)|(?<=[a-zà-ÿ]{3})(\d{1,3})(?=\s|$|[.,;:)])"
)
BEHIND_YEAR = re.compile(r"(?<=[12]\d{3}[.,;])(\d{1,3})(?=\s|$)")
REFERENCE = re.compile(r"\[\d{1,3}\](?=[\s.,;:]|$)")
EITHER = re.compile(rf"{GLUED.pattern}|{BEHIND_YEAR.pattern}")
BEHIND = 12  # by how much the number of a note may leap


class GluedNotes:
    """Takes note numbers out of text that lost their raised place: only numbers that go on counting are taken."""

    def __init__(self) -> None:
        self._last = 0

    def taken_out(self, text: str) -> str:
        """`text` without them, and without references in brackets."""
        if not any(map(str.isdigit, text)):
            return text
        return REFERENCE.sub("", EITHER.sub(self._taken, text))

    def _taken(self, match: re.Match[str]) -> str:
        number = int(next(group for group in match.groups() if group))
        if not self._last < number <= self._last + BEHIND:
            return match[0]
        self._last = number
        return ""


def split_number(text: str) -> tuple[str, str]:
    """The number or bullet before the words, and the words: "(a) Count them" gives "(a)" and "Count them"."""
    match = ITEM.match(text) or NUMBER.match(text)
    return (match["number"].strip(), text[match.end() :]) if match else ("", text)


def is_item(text: str) -> bool:
    """Whether a line begins an item of a list."""
    return ITEM.match(text) is not None
