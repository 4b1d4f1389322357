"""A file as adapters see it: read once, however many of them look at it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tessera.extraction import (
    Document,
    Limits,
    Line,
    Page,
    Sentence,
    UnreadableFile,
    body_lines,
    read_blocks,
    read_pages,
)

from .columns import Columns
from .json_array import is_json_array
from .tables import is_table, table_rows, table_sheets

LIMITS = Limits(file_bytes=60_000_000)
HEAD = 4_000  # characters by which a document is recognized
START = 4_096  # bytes by which a data file is recognized


@dataclass(frozen=True)
class SourceFile:
    """`name` is what people call the file; `columns` is what a table's columns hold, None where nobody said."""

    path: Path
    name: str
    columns: Columns | None = None

    @cached_property
    def start(self) -> bytes:
        """The first bytes."""
        try:
            with self.path.open("rb") as f:
                return f.read(START)
        except OSError as error:
            raise UnreadableFile(
                Sentence("“%(name)s” cannot be opened (%(reason)s).", name=self.name, reason=error.strerror or "?")
            ) from None

    @cached_property
    def is_pdf(self) -> bool:
        """Told by its bytes; some files have a few signs before the mark."""
        return b"%PDF" in self.start[:1024]

    @cached_property
    def is_json(self) -> bool:
        """Whether it begins as a JSON list does."""
        return is_json_array(self.start)

    @cached_property
    def is_table(self) -> bool:
        """Whether it is a spreadsheet or a CSV file. Word files are packed like spreadsheets: told by their names."""
        return self.path.suffix.lower() not in (".docx", ".docm") and is_table(self.path, self.start)

    def rows(self) -> Iterator[list[str]]:
        """The rows of a table, its head first."""
        return table_rows(self.path, name=self.name)

    @cached_property
    def sheets_unread(self) -> tuple[str, ...]:
        """The names of a workbook's further sheets: only the first is read."""
        return table_sheets(self.path, self.start)[1:] if self.is_table else ()

    @cached_property
    def header(self) -> list[str]:
        """The first row of a table; empty where it cannot be read."""
        try:
            return next(self.rows(), [])
        except UnreadableFile:
            return []

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """A PDF's pages; none for other files."""
        return read_pages(self.path, name=self.name) if self.is_pdf else ()

    @cached_property
    def document(self) -> Document:
        """The blocks of a Word or text file; none for a PDF."""
        return Document(()) if self.is_pdf else read_blocks(self.path, name=self.name, limits=LIMITS)

    @cached_property
    def lines(self) -> list[Line]:
        """The text line by line: of a PDF without heads, feet and notes, of other files paragraph by paragraph."""
        if self.is_pdf:
            return body_lines(self.pages)
        return [
            Line(f"{block.number} {block.text}".strip(), 0, 0.0, 0.0, 0.0)
            for block in self.document.blocks
            if not block.cells
        ]

    @cached_property
    def head(self) -> str:
        """The beginning, lines of the first two pages in any order, by which a document is recognized."""
        if self.is_pdf:
            texts = [line.text for page in self.pages[:2] for line in page.lines]
        else:
            told = [block.text or " ".join(block.cells) for block in self.document.blocks[:80]]
            texts = [*self.document.heads, *told]
        return " ".join(" ".join(texts).split())[:HEAD]
