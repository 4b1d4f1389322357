"""Reports of numbered paragraphs, as United Nations bodies write them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from statistics import median

from ..laid_pages import Stretch
from ..numbered import NumberedParagraph, numbered_paragraphs
from .flowing import SENTENCE, Element, as_line, flowed, passages_of, row_passage
from .marks import NUMBER
from .parts import part_number, parts_of
from .passage import Passage
from .tables import Row

LEAST = 8  # numbered paragraphs
CAPTION = re.compile(
    r"(?:table|figure|chart|graph|box|tableau|graphique|encadré|cuadro|gráfico|recuadro|tabela|quadro)\s+\d{1,2}\s*[:.–—]",
    re.IGNORECASE,
)
FEW_WORDS = 7  # what stands above the first paragraph and has no more is no passage
LONGEST = 2_500  # characters of half of them


def numbered_report(elements: Sequence[Element]) -> list[Passage] | None:
    """Passages of a report; None where it is none. Rows stand where they stood, what is before and behind flows."""
    lines = [one for one in elements if isinstance(one, Stretch)]
    made = [replace(as_line(one), note=False) for one in lines]
    places = {id(line): at for at, line in enumerate(made)}
    found = numbered_paragraphs(made)
    if len(found) < LEAST or median(len(one.text) for one in found) > LONGEST:
        return None
    first = places[id(found[0].lines[0])]
    last = max(places[id(line)] for line in found[-1].lines)
    order = {id(one): at for at, one in enumerate(elements)}
    tagged: list[tuple[int, Passage]] = []
    for paragraph in found:
        inside = [lines[places[id(line)]] for line in paragraph.lines]
        tagged += [(order[id(line)], one) for line, one in _passages(paragraph, inside)]
    for at, one in enumerate(elements):
        if isinstance(one, Row):
            tagged.append((at, row_passage(one, _above(found, places, order, lines, at))))
    behind = [one for one in elements if isinstance(one, Stretch) and order[id(one)] > order[id(lines[last])]]
    tagged.sort(key=lambda pair: pair[0])
    front = [one for one in flowed(lines[:first]) if len(one.text.split()) > FEW_WORDS]
    return [*front, *(one for _, one in tagged), *flowed(behind)]


def _passages(paragraph: NumberedParagraph, lines: Sequence[Stretch]) -> Iterable[tuple[Stretch, Passage]]:
    """Passages, each with a line that tells its place."""
    number = f"{paragraph.number}."
    cut = _end(lines)
    own, *parts = parts_of(lines[:cut], paragraph.number)
    for at, one in enumerate(passages_of(own, paragraph.headings)):
        if at == 0:
            yield own[0], replace(one, number=number, kind="paragraph", text=_words(one, number))
        else:
            yield own[0], replace(one, number=f"{number} {one.number}".strip())
    for part in parts:
        for at, one in enumerate(passages_of(part, paragraph.headings)):
            said, letters = part_number(part) if at == 0 and not one.number else (one.number, "")
            whole = said.startswith(number) and said != number  # "115.1" says it all, "1." does not
            named = said if whole else f"{number} {said}".strip()
            yield part[0], replace(one, kind="item", number=named, text=one.text.removeprefix(letters))
    for one in flowed(lines[cut:]):
        yield lines[cut], replace(one, headings=(*paragraph.headings, *one.headings))


def _end(lines: Sequence[Stretch]) -> int:
    """How many lines are the paragraph's own: a caption or a heading that its number swallowed ends it."""
    usual = lines[-1 if len(lines) == 1 else 1]
    for at in range(1, len(lines)):
        one, before = lines[at], lines[at - 1]
        if not SENTENCE.search(before.text) or (NUMBER.match(before.text) and at == 1):
            continue
        if CAPTION.match(one.text) or (one.bold and not usual.bold and not SENTENCE.search(one.text)):
            return at
    return len(lines)


def _words(one: Passage, number: str) -> str:
    return one.text if one.number else one.text.removeprefix(number).lstrip()


def _above(
    found: Sequence[NumberedParagraph],
    places: dict[int, int],
    order: dict[int, int],
    lines: Sequence[Stretch],
    at: int,
) -> tuple[str, ...]:
    """The headings that hold at a place between paragraphs."""
    before = [one for one in found if order[id(lines[places[id(one.lines[0])]])] < at]
    return before[-1].headings if before else ()
