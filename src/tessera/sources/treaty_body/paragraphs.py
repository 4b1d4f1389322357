"""Numbered paragraphs with the headings above them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tessera.extraction import Line, joined

NUMBER = re.compile(r"(\d{1,3})\s*\.\s+(?=[A-Z“\"(])")
JUMP = 3  # numbers that may be missing before a number is no longer believed to be a paragraph's
PART = re.compile(r"(?:[A-Z]|[IVX]{1,4})\.\s+\S")
LONGEST_HEADING = 110  # characters of a line
ENDS = re.compile(r"[.;:,)\]”\"]$|\band$|\bor$|-$")


@dataclass(slots=True)
class Paragraph:
    number: int
    page: int
    heading: str
    lines: list[Line] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words behind the number."""
        return NUMBER.sub("", joined([line.text for line in self.lines]), count=1)


def paragraphs_of(lines: list[Line]) -> list[Paragraph]:
    """Paragraphs in order. Lines between one's end and the next number are a heading, which holds until another."""
    found: list[Paragraph] = []
    for line in lines:
        match = NUMBER.match(line.text)
        number = int(match[1]) if match else 0
        last = found[-1].number if found else 0
        if match and last < number <= last + (JUMP if found else 1):
            heading = (_heading_taken(found[-1]) or found[-1].heading) if found else ""
            found.append(Paragraph(number, line.page, heading))
        if found:
            found[-1].lines.append(line)
    if found:
        _heading_taken(found[-1])  # an annex's, which belongs to no paragraph
    return found


def _heading_taken(paragraph: Paragraph) -> str:
    """Takes the lines behind the last sentence out of the paragraph; the last that look alike are the heading."""
    cut = len(paragraph.lines)
    while cut > 1 and _may_be_heading(paragraph.lines[cut - 1]):
        cut -= 1
    if not ENDS.search(paragraph.lines[cut - 1].text):
        return ""  # the sentence goes on: these lines are its own
    taken = paragraph.lines[cut:]
    del paragraph.lines[cut:]
    alike = [line for line in taken if not PART.match(line.text) and _look(line) == _look(taken[-1])]
    return joined([line.text for line in alike])


def _look(line: Line) -> tuple[int, int]:
    """Headings of parts are set larger, or further out, than those of paragraphs."""
    return round(line.size), round(line.left / 10)


def _may_be_heading(line: Line) -> bool:
    return len(line.text) < LONGEST_HEADING and not ENDS.search(line.text)
