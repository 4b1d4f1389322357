"""Lead paragraphs and their numbered items, followed by their numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tessera.extraction import Line, joined

# "106.34. ", "106.34 "; "57. ", "12. ", and "4  " without its stop. A number may stand on a line of its own.
FULL = re.compile(r"(\d{1,3})\s?\.\s?(\d{1,3})(?:(?:\s*\.\s*|\s+|(?=[A-Z“(]))(?=\S)|\s*\.?$)")
SINGLE = re.compile(r"(\d{1,3})(?:(?:\s*\.\s*|\s+)(?=\S)|\s*\.$)")
LEADING = re.compile(
    r"^\d+\s*\.\s*(?:The|All|In|Of|With|Les|Toutes|Au|Lors|Las|Todas|En|Durante)\b|recommendations|recommandations|recomendaciones"
)  # how a lead paragraph begins
SPEAKS = re.compile(r"recomm[ea]nd|recomend", re.IGNORECASE)
JUMP = 4  # numbers that may be missing before an item is no longer believed to be one
INDENT = 8.0  # points by which items of the first cycle stand further in than their lead paragraph


@dataclass(slots=True)
class Item:
    """Item `number` under paragraph `lead_number`, whose words are `lead`."""

    lead_number: int
    number: int
    page: int
    lead: str
    texts: list[str] = field(default_factory=list)

    @property
    def paragraph(self) -> str:
        return f"{self.lead_number}.{self.number}"


@dataclass(slots=True)
class Lead:
    """Paragraph `number`, which leads its items, or has none."""

    number: int
    left: float
    texts: list[str]
    reached: int = 0  # the number of the last item under the paragraphs before: some reports count on
    items: list[Item] = field(default_factory=list)

    @property
    def last(self) -> int:
        return self.items[-1].number if self.items else 0

    @property
    def words(self) -> str:
        return joined(self.texts)


def items_of(lines: list[Line]) -> list[Item]:
    """The items of a chapter, in order."""
    return [item for lead in leads_of(lines) for item in lead.items]


def leads_of(lines: list[Line]) -> list[Lead]:
    """The numbered paragraphs of a chapter with their items, in order."""
    leads: list[Lead] = []
    for line in lines:
        if not _started(leads, line) and leads:
            texts = leads[-1].items[-1].texts if leads[-1].items else leads[-1].texts
            texts[:] = [*filter(None, texts), line.text]
    for lead in leads:
        for item in lead.items:
            item.lead = lead.words
    return leads


def _started(leads: list[Lead], line: Line) -> bool:
    """Whether the line begins an item or a lead paragraph; then it is taken in."""
    lead = leads[-1] if leads else None
    if full := FULL.match(line.text):
        paragraph, number = int(full[1]), int(full[2])
        if lead is None or paragraph == lead.number + 1:
            new = Lead(paragraph, line.left, [], _reached(leads))
            if not _follows(new, number):
                return False
            leads.append(lead := new)
        if paragraph == lead.number and _follows(lead, number):
            lead.items.append(Item(paragraph, number, line.page, "", [line.text[full.end() :]]))
            return True
        return False
    single = SINGLE.match(line.text)
    if single is None:
        return False
    number, words, stopped = int(single[1]), line.text[single.end() :], "." in single[0]
    if not stopped and not words[:1].isupper():
        return False  # a number within a sentence, such as “article / 4 (Chile)”
    if lead is not None and _is_item(lead, number, line):
        lead.items.append(Item(lead.number, number, line.page, "", [words]))
        return True
    if (
        stopped
        and (lead is None or number in (lead.number + 1, lead.number + 2))
        and (words[:1].isupper() or not words)
    ):
        leads.append(Lead(number, line.left, [words], _reached(leads)))
        return True
    return False


def _reached(leads: list[Lead]) -> int:
    return max((lead.last or lead.reached for lead in leads), default=0)


def _follows(lead: Lead, number: int) -> bool:
    """Whether an item of this number may come next: after the last, or counted on from the paragraphs before."""
    return lead.last < number <= lead.last + JUMP or (not lead.items and number == lead.reached + 1)


def _is_item(lead: Lead, number: int, line: Line) -> bool:
    """Items of the first cycle are counted from 1 under a lead paragraph that speaks of recommendations."""
    if lead.items:
        own = lead.items[-1]
        if number != own.number + 1 or not own.texts:
            return False
        further_in = line.left >= lead.left + INDENT
        return further_in or number != lead.number + 1 or not LEADING.search(line.text)
    return number in (1, lead.reached + 1) and bool(SPEAKS.search(lead.words))
