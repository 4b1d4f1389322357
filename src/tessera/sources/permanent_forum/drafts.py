"""Draft decisions for the Economic and Social Council: without numbers of paragraphs, each under "Draft decision I"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tessera.extraction import Line, joined

LAST_CHAPTER = re.compile(r"(?:[B-Z]|I?[IVX]{2,})\.\s|\d{1,3}\.(?:\s|$)")


@dataclass(frozen=True, slots=True)
class Draft:
    number: str
    title: str
    text: str
    page: int


def drafts_of(lines: Sequence[Line], mark: re.Pattern[str]) -> list[Draft]:
    """In order; a draft ends where the next one, a chapter or a numbered paragraph begins."""
    found: list[tuple[str, list[Line]]] = []
    opened = False
    for line in lines:
        if (match := mark.match(line.text)) and len(line.text) < len("Draft decision XVIII: ") + 200:
            if any(number == match["number"] for number, _lines in found):
                break
            found.append((match["number"], [line]))
            opened = True
        elif LAST_CHAPTER.match(line.text):
            opened = False
        elif opened:
            found[-1][1].append(line)
    return [_draft(number, held, mark) for number, held in found if len(held) > 1]


def _draft(number: str, lines: list[Line], mark: re.Pattern[str]) -> Draft:
    title = mark.sub("", lines[0].text).strip(" .:–")
    rest = lines[1:]
    while not title.endswith(".") and len(rest) > 1 and not re.match(r"(?:The|Le|El) [A-Z]|\(a\)", rest[0].text):
        title, rest = joined([title, rest[0].text]).strip(), rest[1:]
    return Draft(number, title.strip("* "), joined([line.text for line in rest]), rest[0].page)
