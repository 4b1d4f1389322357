"""Texts to be read one by one: the column "text" of a table, or the lines of a file."""

from __future__ import annotations

from pathlib import Path

from tessera.extraction import Sentence, UnreadableFile, read_lines

from .tables import SHEETS, column_texts

COLUMN = "text"
TABLES = (".csv", ".tsv", ".xlsx", ".xls", ".ods")


def texts_read(path: Path) -> list[str]:
    """The texts of a file, in its order: of a table one for each row, an empty cell too; else one for each line that
    is not blank. Raises UnreadableFile where the file is empty, cannot be read or its table has no such column."""
    with path.open("rb") as file:
        start = file.read(len(max(SHEETS, key=len)))
    if not start:
        raise UnreadableFile(Sentence("“%(name)s” is empty.", name=path.name))
    if path.suffix.lower() in TABLES or start.startswith(SHEETS):
        return column_texts(path, name=path.name, column=COLUMN)
    return read_lines(path, name=path.name)
