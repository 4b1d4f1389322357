"""Lists of Guidance Note recommendations: "(GNR 1, 2, 8)", "GNRs 1 & 2", "(GNR: 1-3; 5 and 8)"."""

from __future__ import annotations

import re
from dataclasses import dataclass

NUMBER = r"\d{1,3}(?!\d)"
JOIN = r"\s{0,3}(?:,?\s{0,2}(?:and|&)|[,;/]|-|–|to)\s{0,3}(?:GNRs?\s{0,2})?"
NAME = r"(?:GNRs?|(?:Guidance\s+Note|GN)\s+recommendations?)"
LIST = re.compile(rf"\(?\b{NAME}\s{{0,3}}(?:nos?\.?\s{{0,3}})?:?\s{{0,3}}({NUMBER}(?:{JOIN}{NUMBER})*)\s{{0,3}}\)?")
LIST_ANY_CASE = re.compile(LIST.pattern, re.IGNORECASE)
HIGHEST = 19


@dataclass(frozen=True, slots=True)
class GnrList:
    """One printed list; `numbers` in the order printed, those outside 1-19 in `unknown`."""

    numbers: tuple[int, ...]
    unknown: tuple[int, ...]
    start: int
    end: int

    @property
    def repeated(self) -> bool:
        return len(set(self.numbers)) < len(self.numbers)

    @property
    def ascending(self) -> bool:
        return list(self.numbers) == sorted(self.numbers)


def gnr_lists(text: str) -> list[GnrList]:
    """All lists printed in `text`, in order."""
    return [_list(m[1], m.start(), m.end()) for m in LIST_ANY_CASE.finditer(text)]


def gnr_cell(text: str) -> GnrList | None:
    """The numbers of a table cell that holds nothing else: "1, 2, 8-10"."""
    found = gnr_lists(text)
    if found:
        return found[0]
    cell = text.strip(" ().\n")
    whole = re.fullmatch(rf"{NUMBER}(?:{JOIN}{NUMBER})*", cell, re.IGNORECASE)
    return _list(cell, 0, len(text)) if whole else None


def _list(printed: str, start: int, end: int) -> GnrList:
    numbers: list[int] = []
    for piece in re.finditer(rf"({NUMBER})(?:\s{{0,3}}(?:-|–|to)\s{{0,3}}({NUMBER}))?", printed):
        first, last = int(piece[1]), int(piece[2] or piece[1])
        numbers += range(first, last + 1) if first <= last <= first + 100 else (first, last)
    known = tuple(n for n in numbers if 1 <= n <= HIGHEST)
    return GnrList(known, tuple(n for n in numbers if not 1 <= n <= HIGHEST), start, end)
