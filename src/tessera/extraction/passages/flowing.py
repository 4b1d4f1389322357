"""Lines and table rows in reading order to passages, each under its headings.

A report of numbered paragraphs is read by its numbers (numbered.py); anything else by what its lines look like.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from statistics import median

from ..laid_pages import Stretch
from ..numbered import CONTENTS, ENDS, LONGEST_HEADING, Headings
from ..pages import SMALL, Line, joined
from .marks import NUMBER, is_item, split_number
from .passage import Passage
from .tables import Row

LEAP = 1.25  # times the usual distance of lines: a wider one ends a paragraph
SHORT = 0.8  # of the usual width: a line that ends a paragraph
LARGER = 0.7  # points above the text's size that make a heading
LABEL = re.compile(r"\d{1,3}\.(?:,\s*\d{1,3}\.)*,?(?=\s|$)")
MOST_WORDS = 30  # of a heading
SENTENCE = re.compile(r"[.!?;:,]\s?[”\"»)]?$")

Element = Stretch | Row


@dataclass(slots=True)
class _Look:
    """What is usual in a document: size and distance of lines in points, their width, whether text is bold."""

    size: float
    distance: float
    width: float
    wrapped: bool


def flowed(elements: Sequence[Element]) -> list[Passage]:
    """Passages of text that is not numbered throughout."""
    look = _look([one for one in elements if isinstance(one, Stretch)])
    headings = Headings()
    passages: list[Passage] = []
    for is_row, run in groupby(elements, key=lambda one: isinstance(one, Row)):
        if is_row:
            passages += [row_passage(row, headings.path) for row in run if isinstance(row, Row)]
            continue
        for paragraph in _paragraphs(_labels_joined(one for one in run if isinstance(one, Stretch)), look):
            if _is_heading(paragraph, look):
                headings.take([as_line(one) for one in paragraph])
            else:
                passages += passages_of(paragraph, headings.path)
    return passages


def row_passage(row: Row, headings: tuple[str, ...]) -> Passage:
    """A table's row as a passage."""
    _number, _ = split_number(row.text)
    return Passage(row.text, row.page, "row", headings, number="", cells=row.cells, columns=row.columns)


def passages_of(lines: Sequence[Stretch], headings: tuple[str, ...]) -> Iterator[Passage]:
    """A paragraph's lines as a passage, the items of a list within it as passages of their own."""
    for part in _items(lines):
        text = joined([one.text for one in part])
        number, words = split_number(text)
        if words:
            kind = "item" if is_item(text) else "paragraph"
            yield Passage(words, part[0].page, "item" if kind == "item" else "paragraph", headings, number)


def as_line(one: Stretch) -> Line:
    """A stretch as the older reader of lines has it; bold letters count as larger ones."""
    return Line(one.text, one.page, one.left, one.bottom, one.size + (0.5 if one.bold else 0.0))


def _items(lines: Sequence[Stretch]) -> Iterator[list[Stretch]]:
    part: list[Stretch] = []
    for one in lines:
        if part and is_item(one.text) and (ENDS.search(part[-1].text) or not one.text.startswith("(")):
            yield part
            part = []
        part.append(one)
    if part:
        yield part


def _look(lines: Sequence[Stretch]) -> _Look:
    letters: dict[float, int] = {}
    for one in lines:
        letters[round(one.size * 2) / 2] = letters.get(round(one.size * 2) / 2, 0) + len(one.text)
    size = max(letters, key=lambda key: letters[key]) if letters else 0.0
    own = [one for one in lines if abs(one.size - size) < LARGER]
    steps = [a.bottom - b.bottom for a, b in pairwise(own) if a.page == b.page]
    near = [step for step in steps if 0 < step < 3 * (size or 1)]
    lengths = sorted(len(one.text) for one in own)
    width = lengths[int(len(lengths) * 0.9)] if lengths else 0
    return _Look(size, median(near) if near else 0.0, width, 40 < width < 160)


def _paragraphs(lines: Sequence[Stretch], look: _Look) -> Iterator[list[Stretch]]:
    part: list[Stretch] = []
    for one in lines:
        if CONTENTS.search(one.text):
            continue
        if part and _begins(one, part[-1], look):
            yield part
            part = []
        part.append(one)
    if part:
        yield part


def _begins(one: Stretch, last: Stretch, look: _Look) -> bool:
    """Whether a line begins another paragraph or heading."""
    if abs(one.size - last.size) > LARGER or (one.bold != last.bold and not _goes_on(one, last)):
        return True
    if is_item(one.text) or (
        NUMBER.match(one.text) and not _runs_on(one.text) and (ENDS.search(last.text) or last.bold or one.bold)
    ):
        return True
    if not look.size:  # plain text, where the height is that of lines
        if last.bottom - one.bottom > 1 and not one.text[0].islower():
            return True
        if not look.wrapped:
            return True
        return bool(ENDS.search(last.text)) and len(last.text) < SHORT * look.width
    if one.page != last.page or one.bottom > last.bottom:  # the next page or column
        return bool(SENTENCE.search(last.text)) and not one.text[0].islower()
    return last.bottom - one.bottom > LEAP * look.distance > 0


def _labels_joined(lines: Iterable[Stretch]) -> list[Stretch]:
    """Several numbers that stand beside one text ("5., 6.," and below "7.") as one label before it."""
    joined_lines: list[Stretch] = []
    label = -1
    for one in lines:
        match = LABEL.match(one.text)
        above = joined_lines[label] if match and label >= 0 else None
        known = LABEL.match(above.text) if above else None
        if match and above and known and known[0].endswith(",") and _is_below(one, above):
            joined_lines[label] = replace(above, text=f"{known[0]} {match[0]}{above.text[known.end() :]}")
            if rest := one.text[match.end() :].strip():
                joined_lines.append(replace(one, text=rest))
            continue
        label = len(joined_lines) if match else label
        joined_lines.append(one)
    return joined_lines


def _is_below(one: Stretch, above: Stretch) -> bool:
    """Whether a line stands right below another and begins where it does."""
    return (
        above.page == one.page
        and abs(above.left - one.left) < one.size
        and 0 < above.bottom - one.bottom < 2 * one.size
    )


def _runs_on(text: str) -> bool:
    """Whether the next number stands in the same line: "1. Seen; 2. Heard" counts within a sentence."""
    first = re.match(r"(\d{1,3})\.\s", text)
    return bool(first and re.search(rf"[;,:]\s{int(first[1]) + 1}\.\s", text))


def _goes_on(one: Stretch, last: Stretch) -> bool:
    """Bold words within a paragraph do not end it."""
    return one.text[0].islower() or not (SENTENCE.search(last.text) or len(last.text) < LONGEST_HEADING / 4)


def _is_heading(lines: Sequence[Stretch], look: _Look) -> bool:
    text = joined([one.text for one in lines])
    if len(text) > LONGEST_HEADING or len(text.split()) > MOST_WORDS or re.match(r"[•–-]", text):
        return False
    if SENTENCE.search(text) and not re.match(r"[A-ZÀ-Ý][\w’' -]{2,40}:$", text):
        return False
    if not look.size:
        return (
            len(lines) == 1
            and len(text) < SHORT * look.width
            and bool(re.match(r"[IVX]+\.|[A-Z0-9]+[.)]?\s|[A-ZÀ-Ý]", text))
        )
    first = lines[0]
    return first.bold or first.size > look.size + LARGER or text.isupper()


def asides_out(elements: Iterable[Element], size: float) -> Iterator[Element]:
    """Small lines between the text (captions, words beside a table) as rows of one cell: no number swallows them."""
    for is_small, run in groupby(elements, key=lambda e: isinstance(e, Stretch) and e.size < SMALL * size):
        if not is_small:
            yield from run
            continue
        lines = [one for one in run if isinstance(one, Stretch)]
        text = joined([one.text for one in lines])
        if re.search(r"[^\W\d_]{3}", text):
            yield Row(lines[0].page, lines[0].bottom, (text,))
