"""What is numbered within a numbered paragraph: 115.1, 115.2, or 1, 2, 3 from one on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ..laid_pages import Stretch
from .flowing import SENTENCE

PLAIN = re.compile(r"(\d{1,3})(\.?)\s+(?=[^\W\d_a-zà-ÿ]|[“\"‘'«(\[¿¡])")
NAMED = re.compile(r"\b(?:nos?|nr|art|arts|para|paras|article|articles|paragraphs?|resolutions?)\.?$", re.IGNORECASE)
MISSING = 1  # numbers that a list may leave out


class _Counting:
    """How far the parts of a paragraph have counted."""

    def __init__(self, lines: Sequence[Stretch], number: int) -> None:
        self._within = re.compile(rf"{number}\.(\d{{1,3}})[.)]?\s")
        self._plain = self._last = 0
        self._counts = any(one.text.startswith("2. ") for one in lines)

    def begins(self, one: Stretch, before: Stretch) -> bool:
        """Whether a line begins another part: behind a sentence, or with the very next number."""
        ended = SENTENCE.search(before.text) is not None
        if match := self._within.match(one.text):
            is_next = int(match[1]) == self._last + 1 > 1 and not NAMED.search(before.text)
            if ended or is_next:
                self._last = int(match[1])
            return ended or is_next
        match = PLAIN.match(one.text)
        if match is None or not self._counts_on(int(match[1]), bool(match[2]), ended, before):
            return False
        self._plain = int(match[1])
        return True

    def _counts_on(self, number: int, dot: bool, ended: bool, before: Stretch) -> bool:
        if number == self._plain + 1:
            if not dot:  # "4 Count them": the dot was forgotten
                return ended and self._plain > 1
            return ended or ((self._counts or self._plain > 0) and not NAMED.search(before.text))
        return dot and ended and self._plain > 1 and number <= self._plain + 1 + MISSING and number > self._plain


def parts_of(lines: Sequence[Stretch], number: int) -> Iterator[list[Stretch]]:
    """A paragraph's own lines, then those of each part."""
    counting = _Counting(lines, number)
    part = list(lines[:1])
    for before, one in pairwise(lines):
        if counting.begins(one, before):
            yield part
            part = []
        part.append(one)
    yield part


def part_number(part: Sequence[Stretch]) -> tuple[str, str]:
    """The number of a part whose dot was forgotten, and the letters that make it up; empty where there is none."""
    match = PLAIN.match(part[0].text)
    return (f"{match[1]}.", match[0]) if match and not match[2] else ("", "")
