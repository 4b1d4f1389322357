"""Numbered paragraphs of reports: each with the headings above it, whatever program made the file.

Numbers may stand on lines of their own, headings may be wrapped, tables of contents and running heads are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from .counting import Counted
from .pages import Line, joined

NUMBER = re.compile(r"§?\s*(\d{1,3})\s*\.\s*(?=[^\W\d_a-zà-ÿ]|[“\"‘'«(\[¿¡*]|$)")
FIGURE = re.compile(
    r"§?\s*(\d{1,3})\s*\.\s+(?=\d[\d,.]*\s+[^\W\d_])"
)  # "60. 2017 saw": the sentence begins with a figure
LOST = 60  # numbers that pages may hold which are damaged
JUMP = 3  # numbers that may be missing before a number is no longer believed to be a paragraph's
CONTENTS = re.compile(r"(?:\.\s?){4,}|…{2,}")
RUNNING = re.compile(
    r"(?:[A-Z]{1,5}/[\w./()*-]+[*\s]*(?:page\s+\d+)?|GE\.\d\d-\d+\S*(?:\s*\([A-Z]\))?|\d\d-\d{5}\S*(?:\s*\([A-Z]\))?"
    r"|\[?page\s+\d+(?:\s+of\s+\d+)?\]?|\d{1,3}(?:/\d{1,3})?|[*_-]{3,})(?:\s+\d{1,3})?",
    re.IGNORECASE,
)
ENDS = re.compile(r"(?:[.;:)\]”\"’»!?]\s?\d{0,3}|,\d{0,3}|[;,]\s(?:and|or|et|ou|y|o)|-)$")
ITEM = re.compile(r"\(?[a-z]{1,4}\)|[ivx]{1,4}\.\s|[•\-–—➢►▪*>·]")
LONGEST_HEADING = 160  # characters of a line
LARGER = 0.4  # points by which a heading's letters are larger
WRAPPED = 50  # characters of a heading's line that may go on in the next
MARKS = (
    (1, re.compile(r"(X{0,3}(?:IX|IV|V?I{0,3}))\.\s+(?=\S)")),
    (2, re.compile(r"([A-Z])\.\s+(?=\S)")),
    (3, re.compile(r"(\d{1,2}|[a-z])[.)]\s+(?=\S)")),
)
UNMARKED = 4
CHAPTER = re.compile(r"(?:chapter|chapitre|capítulo|part|partie|parte)\s+([IVX]{1,5})\b", re.IGNORECASE)
REPORTS_END = re.compile(
    r"(?:Annex|Appendix|Annexe|Appendice|Anexo|Apéndice)(?:e?s)?(?:\s+[IVX\d]{1,4})?\b.{0,90}", re.IGNORECASE
)


@dataclass(slots=True)
class NumberedParagraph:
    """`headings` are those above it, the outermost first, without their marks; `page` is 0 where there are no pages."""

    number: int
    page: int
    headings: tuple[str, ...]
    lines: list[Line] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words behind the number."""
        text = joined([line.text for line in self.lines])
        return text[match.end() :] if (match := NUMBER.match(text) or FIGURE.match(text)) else text

    @property
    def heading(self) -> str:
        """The innermost heading."""
        return self.headings[-1] if self.headings else ""


def numbered_paragraphs(
    lines: Iterable[Line], *, end: re.Pattern[str] = REPORTS_END, first: int = JUMP
) -> list[NumberedParagraph]:
    """Paragraphs in order, numbers ascending. A line that `end` matches whole closes the text: an annex, a list.

    The first number may be at most `first`.
    """
    found: list[NumberedParagraph] = []
    above, before, counted, begun = Headings(), list[Line](), Counted(), 0
    several = list(_text_lines(lines))
    numbers = [_number(line, several[at - 1] if at else None) for at, line in enumerate(several)]
    for at, line in enumerate(several):
        number = numbers[at]
        if number == 1 and found and not any(_is_sentence(p) for p in found):
            above, found = Headings(), []  # what was numbered so far was a list of contents
        last = found[-1].number if found else 0
        is_next = last < number <= (last + JUMP if found else first)
        if found and line.page > found[-1].page:
            is_next = is_next or _goes_on_behind(last, number, numbers[begun + 1 : at], numbers[at + 1 :])
        if is_next and found and counted.goes_on(number, line, found[-1].lines[0], numbers[at + 1 :]):
            is_next = False
        if is_next:
            above.take(_headings_taken(found[-1].lines, counted.least) if found else _opening(before))
            found.append(NumberedParagraph(number, line.page, above.path))
            counted, begun = Counted(), at
        elif found and end.fullmatch(line.text) and _ended(found[-1].lines):
            break
        elif found and number:
            counted.take(number, line, len(found[-1].lines))
        if found:
            found[-1].lines.append(line)
        else:
            before.append(line)
    if found:
        _headings_taken(found[-1].lines, counted.least)
    return found


def _goes_on_behind(last: int, number: int, between: Sequence[int], later: Sequence[int]) -> bool:
    """Whether the numbers go on behind a page that is lost: those before this one never come, those behind it do."""
    return last + JUMP < number <= last + LOST and (
        {number + 1, number + 2} <= set(later)
        and not {last + 1, last + 2} & set(later)
        and not any(last < one < number for one in between)
    )


def _number(line: Line, before: Line | None) -> int:
    """The number that a line begins with, 0 where there is none. Where a sentence ended a figure may follow it."""
    if match := NUMBER.match(line.text):
        return int(match[1])
    match = FIGURE.match(line.text)
    return int(match[1]) if match and before and ENDS.search(before.text) else 0


def text_lines(lines: Iterable[Line]) -> list[Line]:
    """Lines without running heads, page numbers and tables of contents."""
    return list(_text_lines(lines))


def _text_lines(lines: Iterable[Line]) -> Iterator[Line]:
    return (line for line in lines if not RUNNING.fullmatch(line.text) and not CONTENTS.search(line.text))


def _is_sentence(paragraph: NumberedParagraph) -> bool:
    words = " ".join(line.text for line in paragraph.lines)
    return len(words) > WRAPPED and ENDS.search(words) is not None


def _ended(lines: list[Line]) -> bool:
    """Whether the text so far may have ended, headings behind it apart."""
    return bool(ENDS.search(lines[-1].text)) or (len(lines) > 1 and _may_be_heading(lines[-1]))


def _headings_taken(lines: list[Line], least: int = 1) -> list[Line]:
    """Takes the lines behind the last sentence out of a paragraph, of which the first `least` remain."""
    cut = _behind_sentence(lines, least)
    if not ENDS.search(lines[cut - 1].text):
        return []  # the sentence goes on: these lines are its own
    taken = lines[cut:]
    del lines[cut:]
    return taken


def _behind_sentence(lines: list[Line], least: int) -> int:
    """Where the lines that may be headings begin: also those that only their larger letters and a mark show."""
    wide = cut = len(lines)
    while wide > least and (_may_be_heading(lines[wide - 1]) or _is_set_apart(lines[wide - 1], lines[0])):
        wide -= 1
    while cut > least and _may_be_heading(lines[cut - 1]):
        cut -= 1
    if wide < cut and _mark(lines[wide].text, {})[0] < UNMARKED and ENDS.search(lines[wide - 1].text):
        return wide
    return cut


def _is_set_apart(line: Line, text: Line) -> bool:
    """Whether a line is set in larger letters than the text, and ends no sentence."""
    is_larger = line.size > text.size + LARGER and len(line.text) < LONGEST_HEADING
    return (
        is_larger and not re.search(r"[.;:!?]$", line.text) and not (ITEM.match(line.text) and _mark(line.text, {})[0])
    )


def _opening(before: list[Line]) -> list[Line]:
    """The headings above the first paragraph: from the last one with a mark on."""
    for at in range(len(before) - 1, max(-1, len(before) - 6), -1):
        if not _may_be_heading(before[at]):
            break
        if _mark(before[at].text, {})[0] < UNMARKED:
            return before[at:]
    return []


def _may_be_heading(line: Line) -> bool:
    text = line.text.removesuffix(" ,")  # what is left of note marks
    if ITEM.match(text) and not MARKS[2][1].match(text):
        return False
    if text.endswith(",") and (MARKS[0][1].match(text) or MARKS[1][1].match(text)) and not line.page:
        return True  # a heading that goes on in the next line
    addressed = text.endswith(":") and len(text) < WRAPPED and re.match(r"(?:Recommendations|To|For|Addressed)\b", text)
    return len(text) < LONGEST_HEADING and (
        bool(addressed) or not ENDS.search(text) or bool(re.search(r"\(\w[^()]*\)$", text))
    )


def _mark(text: str, last: dict[int, str]) -> tuple[int, str]:
    """The level that a heading's mark tells and the mark. "I." is a letter behind "H.", else a number."""
    if chapter := CHAPTER.match(text):
        return 0, chapter[1]
    letter = MARKS[1][1].match(text)
    if letter and 2 in last and ord(letter[1]) == ord(last[2]) + 1:
        return 2, letter[1]
    for level, pattern in MARKS:
        if (match := pattern.match(text)) and match[1]:
            return level, match[1]
    return UNMARKED, ""


class Headings:
    """The headings that hold at a place, by level."""

    def __init__(self) -> None:
        self._by_level: dict[int, str] = {}
        self._marks: dict[int, str] = {}
        self._looks: dict[int, tuple[int, int]] = {}

    @property
    def path(self) -> tuple[str, ...]:
        return tuple(self._by_level[level] for level in sorted(self._by_level))

    def take(self, lines: list[Line]) -> None:
        level, before = 0, ""
        for line in lines:
            marked, mark = _mark(line.text, self._marks)
            goes_on = before and marked == UNMARKED and (line.text[0].islower() or len(before) >= WRAPPED)
            if goes_on and self._looks.get(level, (0,))[0] == round(line.size):
                self._by_level[level] = joined([self._by_level[level], line.text])
            else:
                level = marked if marked < UNMARKED else self._unmarked_level(line, level)
                self._set(level, line, mark)
            before = line.text

    def _unmarked_level(self, line: Line, before: int) -> int:
        """Under an unmarked heading of the same group one deeper, unless it looks like another that holds."""
        look = _look(line)
        if line.page:
            for level, known in self._looks.items():
                if level >= UNMARKED and known == look:
                    return level
        return before + 1 if before >= UNMARKED else UNMARKED

    def _set(self, level: int, line: Line, mark: str) -> None:
        for deeper in [one for one in self._by_level if one >= level]:
            del self._by_level[deeper], self._looks[deeper]
            self._marks.pop(deeper, None)
        text = line.text if level in (0, *range(UNMARKED, 10)) else re.sub(r"^\S+\s+", "", line.text)
        self._by_level[level], self._looks[level], self._marks[level] = text.strip(" *:,"), _look(line), mark


def _look(line: Line) -> tuple[int, int]:
    return round(line.size), round(line.left / 10)
