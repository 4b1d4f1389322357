"""A list page's table as a file: every row that the filters leave, in the order shown."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

import django_tables2
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.translation import get_language_bidi

from tessera.reports.tabular import TabularColumn, tabular_csv, tabular_json, tabular_xlsx

DOWNLOADS = {"csv": "CSV", "xlsx": "XLSX", "json": "JSON"}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def download(table: django_tables2.Table, *, kind: str, name: str, request: HttpRequest) -> HttpResponse:
    """The file, named after the list and the day."""
    exported = [column for column in table.columns.all() if not column.column.exclude_from_export]
    columns = [TabularColumn(key=column.name, label=str(column.header)) for column in exported]
    rows = row_values(table, [column.name for column in exported])
    response: HttpResponse | StreamingHttpResponse
    if kind == "csv":
        response = StreamingHttpResponse(tabular_csv(columns, rows), content_type="text/csv; charset=utf-8")
    elif kind == "json":
        response = StreamingHttpResponse(tabular_json(columns, rows), content_type="application/json")
    else:
        response = HttpResponse(tabular_xlsx(columns, rows, sheet=name, rtl=get_language_bidi()), content_type=XLSX)
    file_name = f"{slugify(name) or 'list'}-{timezone.now():%Y-%m-%d}.{kind}"
    response["Content-Disposition"] = f'attachment; filename="{file_name}"'
    return response


def row_values(table: django_tables2.Table, names: list[str]) -> Iterator[list[Any]]:
    for row in table.rows:
        yield [plain(row.get_cell_value(name)) for name in names]


def plain(value: Any) -> Any:
    """A cell without its markup; lazy words as words; numbers and dates as they are."""
    if isinstance(value, SafeString):
        return html.unescape(re.sub(r"\s+", " ", strip_tags(value))).strip()
    return str(value) if isinstance(value, Promise) else value
