"""Lists of recommendations: items with a mark, or that begin with a verb, below a line that announces them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tessera.extraction import Line, joined
from tessera.vocabulary.asking import asking

BULLET = re.compile(r"(?:[•\-–—➢►▪*>·●□]|o(?=\s))\s*(?=\S)")
NUMBERED = re.compile(r"(\d{1,3}|[a-z]|[ivx]{1,5})[.)]\s*(?=\S)|\((\d{1,3}|[a-z]|[ivx]{1,5})\)\s*(?=\S)")
ENDED = re.compile(r"[.;:!?][”\"’)]?\s?\d{0,3}$|[;,]\s(?:and|or|et|y)$")
WRAPPED = 4  # lines over which the one that announces may run
SHORT = 110  # characters of a heading
FOOT = re.compile(r"(\d{1,3})\.\s")


@dataclass(frozen=True, slots=True)
class Announced:
    """What opens a list, what closes it, of what kind its items are, whether they are printed a second time.

    `numbered` lists only hold items with numbers that ascend from 1.
    """

    lead: re.Pattern[str]
    close: re.Pattern[str] | None
    kind: str = "recommendation"
    again: bool = False
    numbered: bool = False


@dataclass(slots=True)
class Item:
    """`number` is the mark as printed, "" for a bullet; `under` the number of the paragraph that holds the list."""

    number: str
    heading: str
    lead: str
    announced: Announced
    under: str = ""
    lines: list[Line] = field(default_factory=list)

    @property
    def text(self) -> str:
        text = joined([line.text for line in self.lines])
        mark = BULLET.match(text) or NUMBERED.match(text)
        return text[mark.end() :] if mark else text

    @property
    def page(self) -> int:
        return self.lines[0].page


def listed(lines: Sequence[Line], lists: Sequence[Announced]) -> tuple[list[Item], list[Line]]:
    """The items in order, and the lines that belong to none."""
    reader = _Reader(lists)
    for at, line in enumerate(lines):
        reader.take(lines, at, line)
    return [item for item in reader.items if item.lines], reader.others


class _Reader:
    def __init__(self, lists: Sequence[Announced]) -> None:
        self.lists = lists
        self.items: list[Item] = []
        self.others: list[Line] = []
        self.open: Announced | None = None
        self.lead = self.heading = self.under = ""
        self.paragraph = ""
        self.items_from = 0
        self.led_at = -1  # the last line that announced

    def take(self, lines: Sequence[Line], at: int, line: Line) -> None:
        if found := self._announces(lines, at):
            self.open, self.lead = found
            self.led_at = at
            self.heading = "" if self.open.numbered else self.lead.strip(" :")
            self.under = number[1] if (number := FOOT.match(line.text)) else self.paragraph
            self.items_from = len(self.items)
            self.others.append(line)
        elif self.open is None:
            self.paragraph = match[1] if (match := FOOT.match(line.text)) else self.paragraph
            self.others.append(line)
        elif self._closes(line):
            self.open = None
            self.take(lines, at, line)
        elif not self._item(line):
            self.others.append(line)

    def _announces(self, lines: Sequence[Line], at: int) -> tuple[Announced, str] | None:
        """A list, opened by this line, alone or with those before it."""
        for one in self.lists:
            for first in range(at, max(self.led_at, at - WRAPPED), -1):
                said = joined([line.text for line in lines[first : at + 1]])
                bare = FOOT.sub("", said, count=1)
                if one.lead.fullmatch(bare) or one.lead.fullmatch(bare.rstrip(" :")):
                    return one, bare
        return None

    def _closes(self, line: Line) -> bool:
        held = self.items[self.items_from :]
        if self.open and self.open.close and self.open.close.fullmatch(line.text) and not self._is_next(line, held):
            return True
        if self.open and self.open.numbered:
            number = FOOT.match(line.text)
            return bool(held and number and _ended(held[-1]) and not self._is_next(line, held))
        return False

    def _is_next(self, line: Line, held: list[Item]) -> bool:
        mark = _mark(line.text)
        last = next((int(one.number) for one in reversed(held) if one.number.isdigit()), 0)
        return mark is not None and mark.isdigit() and int(mark) == last + 1

    def _item(self, line: Line) -> bool:
        """Takes a line as an item, its continuation or a heading within the list; False where it is none."""
        if self.open is None:
            return False
        held = self.items[self.items_from :]
        mark = _mark(line.text)
        free = not held or _ended(held[-1])
        if self._begins(line, held, mark, free=free):
            self.items.append(Item(mark or "", self.heading, self.lead, self.open, self.under, [line]))
        elif held and (not free or line.text[0].islower() or mark is not None):
            held[-1].lines.append(line)
        elif len(line.text) < SHORT and not ENDED.search(line.text):
            self.heading = line.text.strip(" :")
        else:
            return False
        return True

    def _begins(self, line: Line, held: list[Item], mark: str | None, *, free: bool) -> bool:
        """Whether a line is an item's first: by its mark, or, in lists without numbers, by the verb that opens it."""
        numbered = self.open is not None and self.open.numbered
        if mark is None:
            return free and not numbered and asking().opens.match(line.text) is not None
        if mark.isdigit():
            return not numbered or self._is_next(line, held)
        return not (numbered and held and held[-1].number.isdigit())  # else a part of a numbered item


def _ended(item: Item) -> bool:
    return ENDED.search(item.lines[-1].text) is not None


def _mark(text: str) -> str | None:
    """A number or letter, "" for a bullet, None where there is no mark."""
    if BULLET.match(text):
        return ""
    match = NUMBERED.match(text)
    return (match[1] or match[2]) if match else None
