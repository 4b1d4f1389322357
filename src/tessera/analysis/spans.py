"""The words of a text as they are compared, with the places in the text where they stand."""

from __future__ import annotations

import unicodedata

from .words import INVISIBLE, WORD


def words_with_spans(text: str) -> tuple[list[str], list[tuple[int, int]]]:
    """The very words of `folded_words`, and where each stands in `text` as it is printed, accents and all."""
    if text.isascii():
        found = list(WORD.finditer(text.lower()))
        return [m[0] for m in found], [m.span() for m in found]
    folded, place = [], []
    for at, printed in enumerate(text):
        for character in _folded(printed):
            folded.append(character)
            place.append(at)
    found = list(WORD.finditer("".join(folded)))
    return [m[0] for m in found], [(place[m.start()], _end(text, place[m.end() - 1] + 1)) for m in found]


def _folded(character: str) -> str:
    if ord(character) in INVISIBLE:
        return ""
    return "".join(c for c in unicodedata.normalize("NFKD", character.casefold()) if not unicodedata.combining(c))


def _end(text: str, end: int) -> int:
    """With the marks that stand on the last letter."""
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return end
