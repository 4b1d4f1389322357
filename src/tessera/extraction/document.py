"""What reading a file yields, and the bounds it keeps."""

from __future__ import annotations

from dataclasses import dataclass, field

from .sentences import SaidError, Sentence


class UnreadableFile(SaidError):
    """The file cannot be read; the message says what it is and what to do."""


LONGEST_NAME = 120


def shown_name(name: str) -> str:
    """A file's name as a sentence can hold it: on one line, without signs that hide or turn what follows."""
    shown = " ".join("".join(sign if sign.isprintable() else " " for sign in name).split())
    return shown if len(shown) <= LONGEST_NAME else f"{shown[:LONGEST_NAME]}…"


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds in bytes and counts. A file beyond them is refused, never read in part."""

    file_bytes: int = 20_000_000
    part_bytes: int = 40_000_000
    ratio: int = 300
    members: int = 5_000
    line_characters: int = 200_000


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a table row.

    `line` counts from 1: the line of a text file, the paragraph of a Word document. `number` is the label that Word's
    numbering prints ("a)", "IV."), "" where there is none. `cells` holds a table row's texts, one place for each
    column; a merged cell's text stands in its first place only.
    `gap` says that a blank line or a new paragraph stands before it.
    """

    text: str
    line: int
    number: str = ""
    style: str = ""
    cells: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    gap: bool = True


@dataclass(frozen=True, slots=True)
class Document:
    """The blocks of a file in reading order, what was odd about the file, and what Word prints above every page."""

    blocks: tuple[Block, ...]
    warnings: tuple[Sentence, ...] = field(default=())
    heads: tuple[str, ...] = field(default=())
