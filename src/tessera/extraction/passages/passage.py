"""What a document consists of when it is read to be reviewed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from ..sentences import Sentence

PassageKind = Literal["paragraph", "item", "row"]


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, list item or table row: `text` without its number and note marks.

    `page` counts from 1 and is 0 where a file has no pages; `headings` are those above it, the outermost first.
    `number` is what stood before the text ("12.", "(a)", "•"). Of a row, `cells` are its texts, one for each column,
    and `columns` the texts of the row that heads the table. `certainty` is how sure the recognition of a scanned page
    is, from 0 to 1; None where the file itself holds the text.
    """

    text: str
    page: int
    kind: PassageKind = "paragraph"
    headings: tuple[str, ...] = ()
    number: str = ""
    cells: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    certainty: float | None = None


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document's passages in reading order, its foot- and endnotes, and what was odd about the file.

    `front` is what stands on the first page, `title` the largest or the first words there; `pages` is 0 where the file
    has none.
    """

    passages: tuple[Passage, ...]
    title: str = ""
    front: str = ""
    pages: int = 0
    notes: tuple[str, ...] = ()
    remarks: tuple[Sentence, ...] = field(default=())
