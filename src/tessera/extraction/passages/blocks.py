"""Blocks of Word, OpenDocument and web pages to passages: what is a heading stands in their styles."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..document import Block
from .marks import split_number
from .passage import Passage

HEADING = re.compile(r"(?:heading|titre|überschrift|título|titulo|h|заголовок)\s*_?(?:20_)?(\d)", re.IGNORECASE)
TITLE = re.compile(r"(?:title|titre|título)$", re.IGNORECASE)
LONGEST = 160  # characters of a heading without a style
MARKED = re.compile(r"(?:[IVX]{1,5}|[A-Z]|\d{1,2}(?:\.\d{1,2})*)[.)]?\s+[A-ZÀ-Ý]")
DEEPEST = 9


def block_passages(blocks: Sequence[Block]) -> tuple[list[Passage], str]:
    """Passages, and the document's title."""
    passages: list[Passage] = []
    headings: dict[int, str] = {}
    title, columns = "", tuple[str, ...]()
    in_table = False
    for at, block in enumerate(blocks):
        if block.cells:
            path = tuple(headings[level] for level in sorted(headings))
            if not in_table:
                columns = block.cells
            head = columns if in_table else ()
            text = " | ".join(cell.replace("\n", " ") for cell in block.cells if cell)
            passages.append(Passage(text, 0, "row", path, cells=block.cells, columns=head))
            in_table = True
            continue
        in_table = False
        if TITLE.search(block.style) and not title:
            title = block.text
        elif level := _level(block, blocks[at + 1] if at + 1 < len(blocks) else None):
            headings = {known: text for known, text in headings.items() if known < level}
            headings[level] = " ".join(block.text.split())
        else:
            passages += _passages(block, tuple(headings[level] for level in sorted(headings)))
    return passages, title or next((block.text for block in blocks if block.text), "")


def _passages(block: Block, path: tuple[str, ...]) -> list[Passage]:
    found = []
    for line in block.text.split("\n"):
        number, words = split_number(" ".join(line.split()))
        number = block.number or number
        if words:
            is_item = bool(re.fullmatch(r"\(?[a-z]{1,4}\)|[^\w\s]", number)) or "list" in block.style.casefold()
            found.append(Passage(words, 0, "item" if is_item else "paragraph", path, number))
    return found


def _level(block: Block, behind: Block | None) -> int:
    """How deep a heading is; 0 for what is none."""
    if match := HEADING.match(block.style):
        return int(match[1])
    text = block.text.strip()
    if block.style or not behind or len(text) > LONGEST or re.search(r"[.;:,!?]$", text) or block.number:
        return 0
    return DEEPEST if MARKED.match(text) or text.isupper() else 0
