"""Several tables as the sheets of one workbook."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import xlsxwriter

from .tabular import Rows, TabularColumn, cell_write, fitted, sheet_name, split


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table and the name of its sheet."""

    name: str
    columns: Sequence[TabularColumn]
    rows: Rows


def workbook_made(sheets: Iterable[Sheet], *, rtl: bool = False) -> bytes:
    """The workbook: headers that stay in sight, fitted widths, filters, real dates; nothing in it is a formula."""
    out = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(out, {**options, "default_date_format": "yyyy-mm-dd"})
    formats = {
        "moment": book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
        "heading": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
    }
    for sheet in sheets:
        page = book.add_worksheet(sheet_name(sheet.name))
        if rtl:
            page.right_to_left()
        _filled(page, sheet, formats)
    book.close()
    return out.getvalue()


def _filled(page: Any, sheet: Sheet, formats: dict[str, Any]) -> None:
    page.freeze_panes(1, 0)
    measured, rest = split(sheet.rows)
    for at, column in enumerate(sheet.columns):
        page.set_column(at, at, column.width or fitted(column.label, (row[at] for row in measured)))
    for at, column in enumerate(sheet.columns):
        page.write_string(0, at, column.label, formats["heading"])
    last = 0
    for last, row in enumerate(chain(measured, rest), start=1):
        for at, value in enumerate(row):
            cell_write(page, last, at, value, formats)
    if sheet.columns:
        page.autofilter(0, 0, last, len(sheet.columns) - 1)
