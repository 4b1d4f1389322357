"""Paragraphs with the headings above them: numbered ones, else those that begin anew."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tessera.extraction import Line, joined

NUMBER = re.compile(r"(\d{1,3})\s*\.\s*(?=[A-Z“\"(])")
JUMP = 3  # numbers that may be missing before a number is no longer believed to be a paragraph's
FEWEST = 3  # numbered paragraphs by which a document is believed to number them
PART = re.compile(r"(?:[A-Z]|[IVX]{1,4}|\d{1,2})\.\s+\S")
LONGEST_HEADING = 110  # characters of a line
ENDS = re.compile(r"[.;:,)\]”\"]$|\band$|\bor$|-$")
STOPS = re.compile(r"[.;:?!)”\"]$")
INDENT = 8.0  # points by which a paragraph's first line stands further in


@dataclass(slots=True)
class Paragraph:
    """`number` is 0 where paragraphs bear none; `section` is the heading of the part that it stands in."""

    number: int
    page: int
    heading: str
    lines: list[Line] = field(default_factory=list)
    section: str = ""

    @property
    def text(self) -> str:
        """The words behind the number."""
        words = joined([line.text for line in self.lines])
        return NUMBER.sub("", words, count=1) if self.number else words


def paragraphs_of(lines: list[Line]) -> list[Paragraph]:
    """Paragraphs in order. Lines between one's end and the next number are a heading, which holds until another."""
    found = _numbered(lines, after=0)
    if len(found) < FEWEST and (first := _first_number(lines)):
        found = _numbered(lines, after=first - 1)
    return found if found else _unnumbered(lines)


def _numbered(lines: list[Line], *, after: int) -> list[Paragraph]:
    found: list[Paragraph] = []
    section = ""
    for line in lines:
        match = NUMBER.match(line.text)
        number = int(match[1]) if match else 0
        last = found[-1].number if found else after
        if match and last < number <= last + (JUMP if found else 1):
            heading, part = _heading_taken(found[-1]) if found else ("", "")
            section = part or section
            heading = (heading or part or found[-1].heading) if found else ""
            found.append(Paragraph(number, line.page, heading, section=section))
        if found:
            found[-1].lines.append(line)
    if found:
        _heading_taken(found[-1])  # an annex's, which belongs to no paragraph
    return found


def _first_number(lines: list[Line]) -> int:
    """Where the numbers of an extract begin that is part of a longer report; 0 where none follow one another."""
    numbers = [int(match[1]) for line in lines if (match := NUMBER.match(line.text))]
    runs = zip(numbers, numbers[1:], numbers[2:], strict=False)
    return next((a for a, b, c in runs if (b, c) == (a + 1, a + 2)), 0)


def _unnumbered(lines: list[Line]) -> list[Paragraph]:
    """Paragraphs that bear no numbers: each line of a text or Word file, each new beginning of a PDF."""
    found: list[Paragraph] = []
    heading = ""
    for before, line in zip([None, *lines], lines, strict=False):
        if _may_be_heading(line) and (before is None or STOPS.search(before.text) or _may_be_heading(before)):
            heading = line.text
            continue
        begins = before is None or line.page == 0 or _may_be_heading(before)
        begins = begins or (bool(STOPS.search(before.text)) and line.left >= before.left + INDENT if before else True)
        if begins or not found:
            found.append(Paragraph(0, line.page, heading, section=heading))
        found[-1].lines.append(line)
    return found


def _heading_taken(paragraph: Paragraph) -> tuple[str, str]:
    """Takes the lines behind the last sentence out of the paragraph; the last that look alike are the heading, and one
    that begins with a letter or a number is that of a part."""
    cut = len(paragraph.lines)
    while cut > 1 and _may_be_heading(paragraph.lines[cut - 1]):
        cut -= 1
    if not ENDS.search(paragraph.lines[cut - 1].text):
        return "", ""  # the sentence goes on: these lines are its own
    taken = paragraph.lines[cut:]
    del paragraph.lines[cut:]
    alike = [line for line in taken if not PART.match(line.text) and _look(line) == _look(taken[-1])]
    part = next((line.text for line in taken if PART.match(line.text)), "")
    return joined([line.text for line in alike]), part


def _look(line: Line) -> tuple[int, int]:
    """Headings of parts are set larger, or further out, than those of paragraphs."""
    return round(line.size), round(line.left / 10)


def _may_be_heading(line: Line) -> bool:
    return len(line.text) < LONGEST_HEADING and not ENDS.search(line.text)
