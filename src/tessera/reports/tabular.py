"""Tables that people take away: CSV and XLSX that a spreadsheet opens without harm, and JSON.

Columns and rows are plain: a row is a sequence of values in the columns' order. Text that a spreadsheet would run as a
formula is told apart (OWASP, CSV injection); days and moments stay dates.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import chain, islice
from typing import Any

import xlsxwriter

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
CELL_CHARACTERS = 32_767  # Excel's limit for one cell
BYTE_ORDER_MARK = "\ufeff"
WIDEST, NARROWEST = 60, 8
MEASURED_ROWS = 200


@dataclass(frozen=True)
class TabularColumn:
    """One column: its key in JSON, its label in the header row, its width in characters (None: by its content)."""

    key: str
    label: str
    width: int | None = None


Rows = Iterable[Sequence[Any]]


def tabular_csv(columns: Sequence[TabularColumn], rows: Rows) -> Iterator[bytes]:
    """UTF-8 with a byte order mark (Excel needs it), CRLF, one chunk for a hundred rows."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    buffer.write(BYTE_ORDER_MARK)
    writer.writerow([harmless(column.label) for column in columns])
    for number, row in enumerate(rows, start=1):
        writer.writerow([as_cell(value) for value in row])
        if number % 100 == 0:
            yield taken(buffer)
    yield taken(buffer)


def tabular_json(columns: Sequence[TabularColumn], rows: Rows) -> Iterator[bytes]:
    """A JSON array of objects by column key; days and moments in ISO 8601, empty cells null."""
    keys = [column.key for column in columns]
    yield b"["
    for number, row in enumerate(rows):
        record = json.dumps(dict(zip(keys, map(as_json, row), strict=True)), ensure_ascii=False)
        yield (",\n" if number else "\n").encode() + record.encode()
    yield b"\n]\n"


def tabular_xlsx(columns: Sequence[TabularColumn], rows: Rows, *, sheet: str = "", rtl: bool = False) -> bytes:
    """A workbook of one sheet: bold header that stays in sight, fitted widths, real dates. Rows go straight to disk."""
    out = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "remove_timezone": True}
    book = xlsxwriter.Workbook(out, {**options, "default_date_format": "yyyy-mm-dd"})
    page = book.add_worksheet(sheet_name(sheet))
    formats = {"moment": book.add_format({"num_format": "yyyy-mm-dd hh:mm"})}
    heading = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    page.freeze_panes(1, 0)
    if rtl:
        page.right_to_left()
    measured, rest = split(rows)
    for index, column in enumerate(columns):
        page.set_column(index, index, column.width or fitted(column.label, (row[index] for row in measured)))
    for index, column in enumerate(columns):
        page.write_string(0, index, column.label, heading)
    last = 0
    for last, row in enumerate(chain(measured, rest), start=1):
        for index, value in enumerate(row):
            cell_write(page, last, index, value, formats)
    if columns:
        page.autofilter(0, 0, last, len(columns) - 1)
    book.close()
    return out.getvalue()


def harmless(text: str) -> str:
    """`text` as a spreadsheet will show it instead of running it: an apostrophe before what starts a formula."""
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text


def as_cell(value: Any) -> str:
    """Numbers may start with a minus; everything else that does is text."""
    text = as_text(value)
    return text if isinstance(value, (int, float, Decimal)) else harmless(text)


def as_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return in_utc(value).strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, (list, tuple, set, frozenset)):
        return "; ".join(as_text(part) for part in value)
    return str(value)


def as_json(value: Any) -> Any:
    if value is None or isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, (list, tuple, set, frozenset)):
        return [as_json(part) for part in value]
    if isinstance(value, dict):
        return {str(key): as_json(part) for key, part in value.items()}
    return as_text(value)


def cell_write(page: Any, row: int, column: int, value: Any, formats: dict[str, Any]) -> None:
    """Strings as strings whatever they start with, so that nothing becomes a formula or a link."""
    if value is None or value == "":
        return
    if isinstance(value, bool):
        page.write_boolean(row, column, value)
    elif isinstance(value, (int, float, Decimal)) and abs(value) < 10**15:
        page.write_number(row, column, value)
    elif isinstance(value, datetime):
        page.write_datetime(row, column, in_utc(value).replace(tzinfo=None), formats["moment"])
    elif isinstance(value, date) and value.year >= 1900:
        page.write_datetime(row, column, datetime(value.year, value.month, value.day))
    else:
        text = as_text(value)
        page.write_string(row, column, text if len(text) <= CELL_CHARACTERS else text[: CELL_CHARACTERS - 1] + "…")


def in_utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def sheet_name(name: str) -> str:
    """Excel allows 31 characters, none of []:*?/\\ and no apostrophe at either end."""
    return "".join(" " if sign in "[]:*?/\\" else sign for sign in name).strip(" '")[:31].rstrip(" '") or "Tessera"


def split(rows: Rows) -> tuple[list[Sequence[Any]], Iterator[Sequence[Any]]]:
    """The first rows, which the widths are measured on, and the rest."""
    rest = iter(rows)
    return list(islice(rest, MEASURED_ROWS)), rest


def fitted(label: str, values: Iterable[Any]) -> int:
    longest = max((len(as_text(value)) for value in values), default=0)
    return min(WIDEST, max(NARROWEST, len(label), longest) + 2)


def taken(buffer: io.StringIO) -> bytes:
    data = buffer.getvalue().encode()
    buffer.seek(0)
    buffer.truncate()
    return data
