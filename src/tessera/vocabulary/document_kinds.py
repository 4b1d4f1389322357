"""Kinds of document that a desk review reads and the parts they consist of: data/document_kinds.yml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from .files import read
from .texts import Text

OTHER = "other"


@dataclass(frozen=True, slots=True)
class Told:
    """A kind or a part: its code, what people call it, and the words of titles or headings that tell it."""

    code: str
    label: Text
    words: tuple[str, ...]
    unless_after: tuple[str, ...] = ()


@cache
def document_kinds() -> dict[str, Told]:
    """All kinds by code, in the order in which they are looked for."""
    return _told("kinds")


@cache
def document_parts() -> dict[str, Told]:
    """All parts by code, in the order in which they are looked for."""
    return _told("parts")


def _told(family: str) -> dict[str, Told]:
    return {
        code: Told(code, Text(entry["label"]), tuple(entry["words"]), tuple(entry.get("unless_after", ())))
        for code, entry in read("document_kinds")[family].items()
    }
