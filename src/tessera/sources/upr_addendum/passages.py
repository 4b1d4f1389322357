"""An addendum's lines as passages: headings, statements about lists of recommendations, and answers to single ones."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from enum import Enum

from tessera.extraction import Line, joined

from .answers import heading_position, label_position
from .references import LIST, Reference, references_of

LARGER = 1.5  # points by which headings are set larger than the text
LEAST_LEAD = 20  # no report names its recommendations under an earlier paragraph: smaller numbers are decimals
JUMP = 12  # numbers that may be missing before a number is no longer believed to be an answer's
LABEL = r"(?:Response to |Reply to |Re\s*:?\s*)?(?:Recs?\.?|Recommendations?)\s*(?:nos?\.?|numbers?|#)?\s*"
BEHIND = r"\s*(?:[.:)–—-]+\s*)?(?=[A-Z“\"(•]|$)"
LABELLED = re.compile(rf"{LABEL}(?P<list>{LIST.pattern}){BEHIND}")
FULL = re.compile(rf"(?:para(?:graph)?\.?\s*)?(?P<list>(?=\d{{1,3}}\s?\.\s?\d)(?:{LIST.pattern})){BEHIND}")
NUMBERS = re.compile(r"(?P<list>(?:\d{1,3}\s*\.\s*,?\s*(?:and\s+)?)+)(?=[A-Z“\"(]|$)")
MORE_NUMBERS = re.compile(r"(?P<list>(?:\d{1,3}\s*\.\s*,?\s*)+)")
OPEN = re.compile(
    r"(?:[,;–—-]|\b(?:and|to|of|on|in|see|also|with|paragraphs?|recommendations?|recs?\.?|nos?\.?|article|the))$",
    re.IGNORECASE,
)


class Kind(Enum):
    HEADING = "heading"
    STATEMENT = "statement"
    ANSWER = "answer"
    NUMBERED = "numbered"  # a statement, or an answer where the document numbers them as the report does


@dataclass(slots=True)
class Passage:
    """`references` are those that it begins with; `lines` are without them."""

    kind: Kind
    page: int
    references: list[Reference] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    going_on: bool = False  # its numbers end with a comma: more may stand in the next line

    @property
    def text(self) -> str:
        return joined([line for line in self.lines if line])


def passages_of(lines: list[Line]) -> list[Passage]:
    """Passages in order; every line is in one of them."""
    body = _body_size(lines)
    found: list[Passage] = []
    before = ""
    labelled = _labels_follow(lines)
    for line in lines:
        now = found[-1] if found else None
        larger = line.size >= body + LARGER
        if larger and now is not None and now.kind is Kind.HEADING:
            now.lines.append(line.text)
        elif larger or (heading_position(line.text) and not OPEN.search(before) and not _is_label(line, now, labelled)):
            found.append(Passage(Kind.HEADING, line.page, [], [line.text]))
        elif now is not None and now.going_on and (more := MORE_NUMBERS.match(line.text)):
            now.references += references_of(more["list"].replace(".", ","))
            now.going_on = more["list"].rstrip().endswith(",")
            now.lines.append(line.text[more.end() :])
        elif (started := _started(found, line, before)) is not None:
            found.append(started)
        elif now is None or now.kind is Kind.HEADING:
            found.append(Passage(Kind.STATEMENT, line.page, [], [line.text]))
        else:
            now.lines.append(line.text)
        before = line.text
    return found


def _started(found: list[Passage], line: Line, before: str) -> Passage | None:
    """The passage that a line begins, None where it goes on with the last."""
    if OPEN.search(before) and found and found[-1].kind is not Kind.HEADING:
        return None
    if match := LABELLED.match(line.text) or FULL.match(line.text):
        references = references_of(match["list"])
        if all(lead == 0 or lead >= LEAST_LEAD for lead, _number in references):
            return Passage(Kind.ANSWER, line.page, references, [line.text[match.end() :]])
    if match := NUMBERS.match(line.text):
        references = references_of(match["list"].replace(".", ","))
        seen = {number for one in found if one.kind is Kind.NUMBERED for _lead, number in one.references}
        first = references[0][1]
        if first not in seen and first <= max(seen, default=0) + JUMP:
            going_on = match["list"].rstrip().endswith(",")
            return Passage(Kind.NUMBERED, line.page, references, [line.text[match.end() :]], going_on)
    return None


def _labels_follow(lines: list[Line]) -> bool:
    """Whether lines that are nothing but a position stand behind recommendations, as in a table, and not above them."""
    for line in lines:
        if label_position(line.text):
            return False
        if FULL.match(line.text) or LABELLED.match(line.text) or NUMBERS.match(line.text):
            return True
    return False


def _is_label(line: Line, now: Passage | None, labelled: bool) -> bool:
    return labelled and now is not None and now.kind in (Kind.ANSWER, Kind.NUMBERED) and bool(label_position(line.text))


def _body_size(lines: list[Line]) -> float:
    letters: Counter[float] = Counter()
    for line in lines:
        letters[round(line.size, 1)] += len(line.text)
    return letters.most_common(1)[0][0] if letters else 0.0
