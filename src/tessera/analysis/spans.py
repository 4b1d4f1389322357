"""The words of a text as they are compared, with the places in the text where they stand."""

from __future__ import annotations

import unicodedata

from .words import FOLDS, WORD


def words_with_spans(text: str) -> tuple[list[str], list[tuple[int, int]]]:
    """The very words of `folded_words`, and where each stands in `text` as it is printed, accents and all."""
    folded = text.lower() if text.isascii() else text.translate(FOLDS)
    if len(folded) == len(text) and (text.isascii() or FOLDS.uneven.isdisjoint(text)):
        found = list(WORD.finditer(folded))
        return [m[0] for m in found], [m.span() for m in found]
    place = [at for at, printed in enumerate(text) for _ in FOLDS[ord(printed)]]
    found = list(WORD.finditer(folded))
    return [m[0] for m in found], [(place[m.start()], _end(text, place[m.end() - 1] + 1)) for m in found]


def _end(text: str, end: int) -> int:
    """With the marks that stand on the last letter."""
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return end
