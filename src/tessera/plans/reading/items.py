"""Objectives and strategy items: lettered or numbered points, with a heading where they have one."""

from __future__ import annotations

from dataclasses import dataclass, field

from tessera.extraction import Block

from .footnotes import footnotes_taken
from .markers import Marker, heading_of, letter_at
from .model import ReadItem

HEADING_ALONE = 120


@dataclass(slots=True)
class _Item:
    ref: str
    line: int
    paragraphs: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


class ItemsReader:
    """Collects the points of one part."""

    def __init__(self) -> None:
        self._items: list[_Item] = []
        self._marked = False

    def read(self, block: Block, marker: Marker | None, words: str) -> None:
        """Take the next block: a new point where it is marked, else more of the last one."""
        if marker is not None:
            self._marked = True
            self._items.append(_Item(self._ref(marker), block.line))
        elif not self._items or (not self._marked and words.endswith(":") and len(words) <= HEADING_ALONE):
            self._items.append(_Item(letter_at(len(self._items) + 1), block.line))
        item = self._items[-1]
        item.notes += block.notes
        if item.paragraphs and not block.gap and marker is None:
            item.paragraphs[-1] += " " + words
        elif words:
            item.paragraphs.append(words)

    def _ref(self, marker: Marker) -> str:
        ref = marker.letter or (str(marker.number) if marker.number else letter_at(len(self._items) + 1))
        taken = {item.ref for item in self._items}
        return ref if ref not in taken else letter_at(len(self._items) + 1)

    def items(self, *, titled: bool) -> tuple[ReadItem, ...]:
        return tuple(_finished(item, titled=titled) for item in self._items)


def _finished(item: _Item, *, titled: bool) -> ReadItem:
    text, inline = footnotes_taken("\n".join(item.paragraphs))
    title = None
    if titled and text:
        first, _line, rest = text.partition("\n")
        title = heading_of(first)
        if title:
            text = text[text.index(":") + 1 :].strip()
        elif rest.strip() and len(first) <= HEADING_ALONE and not first.endswith("."):
            title, text = first.strip(), rest.strip()
    return ReadItem(item.ref, title, text, item.line, (*item.notes, *inline))
