"""Footnotes that a conversion to text left inline: "[footnoteRef:1]   [1:  In accordance with ... ]"."""

from __future__ import annotations

import re

REFERENCE = re.compile(r"\[(?:foot|end)noteRef:\s*\d{1,3}\]", re.IGNORECASE)
NOTE = re.compile(r"\[\s*(\d{1,3}):\s+([^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*)\]")


def footnotes_taken(text: str) -> tuple[str, tuple[str, ...]]:
    """`text` without inline footnotes, and their texts. Brackets are taken for a note only beside a reference."""
    if not REFERENCE.search(text):
        return text, ()
    notes = tuple(m[2].strip() for m in NOTE.finditer(text))
    without = NOTE.sub("", REFERENCE.sub("", text))
    return without.strip(), notes
