"""Draft decisions for the Economic and Social Council: without numbers of paragraphs, each under "Draft decision I"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tessera.extraction import Line, joined

NEXT_PART = re.compile(r"[B-Z]\.\s+[A-ZÀ-Ý]|(?:Chapter|Chapitre|Capítulo)\s+[IVX]+\b")
LONGEST_HEAD = 200  # characters of a line that begins a draft


@dataclass(frozen=True, slots=True)
class Draft:
    number: str
    title: str
    text: str
    page: int


def drafts_of(lines: Sequence[Line], mark: re.Pattern[str]) -> tuple[list[Draft], list[Line]]:
    """The drafts in order, and the lines that belong to none.

    A draft ends where the next one or the next part of the chapter begins; what it numbers, an agenda, is its own.
    """
    found: list[tuple[str, list[Line]]] = []
    others: list[Line] = []
    opened = False
    for line in lines:
        match = mark.match(line.text) if len(line.text) < LONGEST_HEAD else None
        if match:
            if match["number"] in (number for number, _lines in found):
                found.clear()  # those before were a table of contents
            found.append((match["number"], [line]))
            opened = True
        elif opened and not NEXT_PART.match(line.text):
            found[-1][1].append(line)
        else:
            opened = False
            others.append(line)
    return [_draft(number, held, mark) for number, held in found if len(held) > 1], others


def _draft(number: str, lines: list[Line], mark: re.Pattern[str]) -> Draft:
    title = mark.sub("", lines[0].text).strip(" .:–")
    rest = lines[1:]
    while not title.endswith(".") and len(rest) > 1 and not re.match(r"(?:The|Le|El) [A-Z]|\(a\)", rest[0].text):
        title, rest = joined([title, rest[0].text]).strip(), rest[1:]
    return Draft(number, title.strip("* "), joined([line.text for line in rest]), rest[0].page)
