"""Rows of CSV and spreadsheet files, whatever program wrote them."""

from __future__ import annotations

import csv
import io
import zipfile
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, load_workbook

from tessera.extraction import Sentence, UnreadableFile

SHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # .xlsx and .ods, .xls
LARGEST = 100_000_000  # bytes of a spreadsheet file
UNPACKED = 1_000_000_000  # bytes of what an .xlsx holds
SAMPLE = 4_000_000
BEGINNING, FIRST_ROWS = 200_000, 30  # bytes and rows by which the sign between cells is told
DELIMITERS = (",", ";", "\t")
WIDE = (b"\xff\xfe", b"\xfe\xff")  # the marks of UTF-16, as spreadsheets save "Unicode text"
Cell = str
csv.field_size_limit(10_000_000)


def is_table(path: Path, start: bytes) -> bool:
    return start.startswith(SHEETS) or path.suffix.lower() in (".csv", ".tsv")


def table_rows(path: Path, *, name: str) -> Iterator[list[Cell]]:
    """All rows of the first sheet as trimmed texts, the head included; dates in ISO form, whole numbers without ".0".

    Raises UnreadableFile. Text files are UTF-8, or UTF-16 with its mark; where they are neither, Mac OS Roman if their
    lines end as on old Macs (with CR alone), else Windows-1252.
    """
    with path.open("rb") as file:
        start = file.read(SAMPLE)
    if start.startswith(SHEETS):
        return _sheet_rows(path, name)
    return _text_rows(path, start, name)


def column_texts(path: Path, *, name: str, column: str) -> list[str]:
    """The cells under the heading `column` of a table, one for each row, trimmed. Raises UnreadableFile.

    The heading tells the sign between cells: what stands in a column of texts may hold any of them.
    """
    with path.open("rb") as file:
        start = file.read(SAMPLE)
    if start.startswith(SHEETS):
        rows = _sheet_rows(path, name)
    else:
        head = start[:BEGINNING].decode(_encoding(path, start), "replace").lstrip("\ufeff")
        head = next(iter(head.splitlines()), "")
        heads = {sign: _heads(next(csv.reader([head], delimiter=sign), [])) for sign in DELIMITERS}
        sign = max(DELIMITERS, key=lambda one: (column in heads[one], len(heads[one])))
        rows = _text_rows(path, start, name, delimiter=sign)
    places = _heads(next(rows, []))
    if not places:
        raise UnreadableFile(Sentence("“%(name)s” is empty.", name=name))
    if column not in places:
        raise UnreadableFile(Sentence("“%(name)s” has no column “%(column)s”.", name=name, column=column))
    at = places.index(column)
    return [row[at] if at < len(row) else "" for row in rows if row]


def _heads(row: list[str]) -> list[str]:
    return [cell.strip().casefold() for cell in row]


def table_sheets(path: Path, start: bytes) -> tuple[str, ...]:
    """The names of a workbook's sheets that hold something, in order; none for other files, nor where it is damaged."""
    if not start.startswith(SHEETS):
        return ()
    try:
        if path.stat().st_size > LARGEST or _unpacked(path) > UNPACKED:
            return ()
        book = load_workbook(str(path))
        first, *others = book.sheet_names
        return (first, *(name for name in others if book.get_sheet_by_name(name).height))
    except (CalamineError, zipfile.BadZipFile, OSError, ValueError):
        return ()


def _sheet_rows(path: Path, name: str) -> Iterator[list[Cell]]:
    try:
        if path.stat().st_size > LARGEST or _unpacked(path) > UNPACKED:
            raise UnreadableFile(Sentence("“%(name)s” is too large for a spreadsheet.", name=name))
        sheet = load_workbook(str(path)).get_sheet_by_index(0)
        rows = sheet.iter_rows()
        yield from ([_cell(value) for value in row] for row in rows)
    except (CalamineError, zipfile.BadZipFile, OSError, ValueError) as error:
        if isinstance(error, UnreadableFile):
            raise
        raise UnreadableFile(
            Sentence("“%(name)s” cannot be read as a spreadsheet: it is damaged or of another kind.", name=name)
        ) from None


def _unpacked(path: Path) -> int:
    if not zipfile.is_zipfile(path):
        return 0
    with zipfile.ZipFile(path) as archive:
        return sum(entry.file_size for entry in archive.infolist())


def _cell(value: Any) -> Cell:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()


def _text_rows(path: Path, start: bytes, name: str, *, delimiter: str = "") -> Iterator[list[Cell]]:
    encoding = _encoding(path, start)
    delimiter = delimiter or _delimiter(start[:BEGINNING].decode(encoding, "replace"))
    try:
        with path.open(encoding=encoding, newline="") as file:
            for row in csv.reader(file, delimiter=delimiter):
                yield [cell.strip() for cell in row]
    except (csv.Error, UnicodeDecodeError):
        raise UnreadableFile(Sentence("“%(name)s” cannot be read as a table of texts.", name=name)) from None


def _delimiter(beginning: str) -> str:
    """The sign by which most of the first rows come out equally wide; a title may stand above them."""

    def fits(sign: str) -> int:
        rows = islice(csv.reader(io.StringIO(beginning, newline=""), delimiter=sign), FIRST_ROWS)
        widths = Counter(len(row) for row in rows if any(row))
        return max((times * (width - 1) for width, times in widths.items()), default=0)

    return max(DELIMITERS, key=fits)


def _encoding(path: Path, start: bytes) -> str:
    if start.startswith(WIDE):
        return "utf-16"
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            while file.read(SAMPLE):
                pass
    except UnicodeDecodeError:
        return "mac_roman" if b"\r" in start and b"\n" not in start else "cp1252"
    return "utf-8-sig"
