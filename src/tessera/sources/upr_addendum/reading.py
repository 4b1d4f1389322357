"""Positions and explanations by recommendation, out of an addendum's passages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .answers import answer_of, heading_position, label_position, position_of
from .passages import LEAST_LEAD, Kind, Passage
from .references import FULL, LIST, Reference, references_of

MASK = "‡"
SEE = r"(?P<see>\bsee\s+(?:also\s+)?(?:\w+\s+){0,3})?"
NAMED = r"\b(?:recommendations?|recs?\.?|nos?\.?|numbers?)\s*(?:nos?\.?|:)?\s*"
SHORT = rf"(?P<named>{SEE}{NAMED})(?P<list>{LIST.pattern})"
LONG = rf"(?P<list>(?={FULL})(?:{LIST.pattern}))"
SHORT_LIST, LONG_LIST = re.compile(SHORT, re.IGNORECASE), re.compile(LONG)
CLAUSE = re.compile(r";\s+|(?<=\.)\s+(?=[A-Z‡])|,?\s+\b(?:while|whereas|but)\b\s+")
SENTENCE = re.compile(r"(?<=[.;])\s+(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Reply:
    """What the State says of one recommendation."""

    reference: Reference
    position: str
    text: str
    heading: str
    page: int


@dataclass(slots=True)
class Said:
    """What one passage says of one recommendation. `listed` says that a statement names it and its position."""

    reference: Reference
    position: str
    page: int
    heading: str
    text: str = ""
    listed: bool = False


def replies_of(passages: list[Passage]) -> tuple[list[Reply], list[Reference]]:
    """What is said of each recommendation, in order, and those of which the document says two things."""
    said: dict[Reference, list[Said]] = {}
    for one in _said(passages, numbered=_answers_are_numbered(passages)):
        said.setdefault(one.reference, []).append(one)
    twice = [
        reference
        for reference, several in said.items()
        if len({one.position for one in several if one.listed and one.position}) > 1
    ]
    return [_reply(reference, several) for reference, several in sorted(said.items())], twice


def _reply(reference: Reference, several: list[Said]) -> Reply:
    """A statement's position stands above that of an answer; the words are the answer's."""
    ranked = sorted(several, key=lambda one: (not one.position, not one.listed))
    worded = next((one for one in several if one.text), ranked[0])
    return Reply(reference, ranked[0].position, worded.text, ranked[0].heading or worded.heading, worded.page)


def _said(passages: list[Passage], *, numbered: bool) -> Iterator[Said]:
    heading, context = "", ""
    for one in passages:
        text = one.text
        if one.kind is Kind.HEADING:
            if position := heading_position(text):
                heading, context = text, position
            continue
        if one.kind is Kind.ANSWER or (one.kind is Kind.NUMBERED and numbered):
            answer = answer_of(text)
            position = _own_position(one, answer, context)
            yield from (Said(r, position, one.page, heading, answer) for r in one.references)
            continue
        told = list(_listed(text, context))
        yield from (Said(r, position, one.page, heading, listed=True) for r, position in told)
        if told or text.endswith(":"):
            context = next((p for _r, p in reversed(told) if p), "") or position_of(text) or context


def _own_position(passage: Passage, answer: str, context: str) -> str:
    label = next((p for line in passage.lines if (p := label_position(line))), "")
    if label:
        return label
    if context:
        return position_of(" ".join(SENTENCE.split(answer)[:1])) or context
    return position_of(answer)


def _listed(text: str, context: str) -> Iterator[tuple[Reference, str]]:
    """The recommendations that a statement lists, with what its clause says of them."""
    lists: list[list[Reference]] = []

    def masked(match: re.Match[str]) -> str:
        named = match.groupdict().get("named") or ""
        if match.groupdict().get("see"):
            return named
        references = [r for r in references_of(match["list"]) if not r[0] or r[0] >= LEAST_LEAD]
        if not references:
            return match[0]
        lists.append(references)
        return f"{'recommendations ' if named else ''}{MASK}{len(lists) - 1}{MASK}"

    text = LONG_LIST.sub(masked, SHORT_LIST.sub(masked, text))
    before = context
    for clause in CLAUSE.split(text):
        pieces = re.split(rf"{MASK}(\d+){MASK}", clause)
        numbers, words = pieces[1::2], pieces[::2]
        positions = _positions(words) if numbers else []
        for number, position in zip(numbers, positions, strict=True):
            before = position or before
            yield from ((reference, before) for reference in lists[int(number)])


def _positions(words: list[str]) -> list[str]:
    """What a clause says of each of its lists, which stand between its `words`: before them, or behind them."""
    ahead = [position_of(piece + MASK) for piece in words[:-1]]
    if ahead[0]:
        return ahead
    behind = [position_of(MASK + piece) for piece in words[1:]]
    whole = position_of(MASK.join(words)) if not any(behind) else ""
    return [next((p for p in behind[at:] if p), whole) for at in range(len(behind))]


def _answers_are_numbered(passages: Iterable[Passage]) -> bool:
    """Whether the document numbers its answers as the report numbers its recommendations, from 1."""
    named: set[Reference] = set()
    answered = 0
    for one in passages:
        if one.kind is Kind.ANSWER:
            named.update(one.references)
        elif one.kind is Kind.NUMBERED:
            listed = [r for r, _position in _listed(one.text, "")]
            named.update(listed)
            answered += 0 if listed or not position_of(one.text) else len(one.references)
    return answered > len(named)
