"""Letters and evaluations in follow-up: section by section, what is said of which paragraph of the observations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from tessera.extraction import Line, joined
from tessera.harvest import ReadRecommendation

from .asking import addressees_of
from .facts import facts
from .pointers import ITEM, paragraphs_listed, paragraphs_named

LIST = rf"(?P<list>{ITEM}(?:\s*(?:,\s*(?:and\s+)?|and\s+|[-–—]\s*|to\s+){ITEM})*)"
MARKED = r"(?:\d{1,2}\s*\.\s+|[-•–(]?\s*[a-z]?\)?\s*)?(?:Follow-up to (?:the )?)?"
HEADED = re.compile(
    rf"{MARKED}(?:[Pp]aragraphs?|Paras?\.?|[Rr]ecommendations? (?:\w+ )?(?:in |of )?paragraphs?)\s+{LIST}"
    rf"\s*(?:\([^)]*\)\s*)?(?:[:.–—-]\s*(?P<title>.*)|(?P<short>[A-Z].{{0,80}})?)$"
)
SENTENCE = re.compile(r"(?<=[.;])\s+(?=[A-Z“\"])")
STOPS = re.compile(r"[.;:?!)”\"]$")
WRAPS = 3  # lines over which the words that begin a section may run


@dataclass(slots=True)
class Section:
    """What is said of some paragraphs."""

    paragraphs: list[str]
    heading: str
    page: int
    lines: list[Line] = field(default_factory=list)


def sections_of(lines: list[Line]) -> list[Section]:
    found: list[Section] = []
    open_section = False
    for at, line in enumerate(lines):
        started = _started(lines, at)
        if started is not None:
            again = found and open_section and found[-1].paragraphs == started.paragraphs and not started.heading
            if not again:
                found.append(started)
            open_section = True
        elif facts()["follow_up"]["ends"].match(line.text):
            open_section = False
            continue
        if open_section and not (started is not None and started.heading):
            found[-1].lines.append(line)
    return found


def assessments_of(sections: list[Section], answered: str) -> Iterator[ReadRecommendation]:
    """An assessment for each section, and a follow-up request where it asks for more."""
    for one in sections:
        text = _evaluated(one.lines)
        if not text:
            continue
        points = tuple(f"{answered} {paragraph}".strip() for paragraph in one.paragraphs)
        told = ReadRecommendation(
            paragraph="", text=text, kind="assessment", page=one.page or None, heading=one.heading, points_to=points
        )
        yield told
        asking = facts()["follow_up"]["asks"]
        words = " ".join(sentence for sentence in SENTENCE.split(text) if asking.search(sentence))
        if words:
            yield replace(told, text=words, kind="follow-up-request", addressees=addressees_of(words))


def _started(lines: list[Line], at: int) -> Section | None:
    """The section that a line begins: under a heading ("Paragraph 12: courts"), or with "Regarding paragraph 12"."""
    line = lines[at]
    if headed := HEADED.fullmatch(line.text):
        return Section(paragraphs_listed(headed["list"]), line.text, line.page)
    bare = re.sub(r"^\d{1,2}\s*\.\s+", "", line.text)
    goes_on = at > 0 and line.page and not STOPS.search(lines[at - 1].text)  # a line within a sentence
    if bare[:1].isupper() and not goes_on and facts()["follow_up"]["begins"].match(bare):
        words = joined([one.text for one in lines[at : at + WRAPS]])
        named = paragraphs_named(words[:220].split(". ")[0])
        if named:
            return Section(named, "", line.page)
    return None


def _evaluated(lines: list[Line]) -> str:
    """What stands behind the label of the Committee's evaluation, else all of it."""
    label = facts()["follow_up"]["evaluated"]
    at = next((n for n, line in enumerate(lines) if label.match(line.text)), None)
    if at is None:
        return joined([line.text for line in lines])
    first = label.sub("", lines[at].text, count=1).strip()
    return joined([*filter(None, [first]), *(line.text for line in lines[at + 1 :])])
