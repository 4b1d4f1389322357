"""The one way of every list page: filters in the address and in words, sort, pages, count, downloads.

A list page declares a table (django-tables2) and, where rows can be filtered, a filter set (django-filter), and answers
with `table_page`. Its template extends list.html.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import django_tables2
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django_filters import FilterSet

from .access import export_record
from .columns import CountryColumn, DayColumn, DueColumn, MomentColumn, NumberColumn, StatusColumn
from .downloads import DOWNLOADS, download
from .filter_words import ends_name, filter_words
from .formats import Counted

__all__ = [
    "CountryColumn",
    "DayColumn",
    "DueColumn",
    "MomentColumn",
    "NumberColumn",
    "StatusColumn",
    "Table",
    "table_page",
    "table_part",
]

PAGE_SIZES = (25, 50, 100)
PART = "list"
Label = Promise | str | Callable[[int], str]


class Table(django_tables2.Table):
    """Base of every table: sort, page and size are in the address as sort, page and per_page.

    On narrow screens its rows become blocks; attrs = {"class": ""} in its Meta keeps the columns and scrolls.
    """


def table_page(
    request: HttpRequest,
    *,
    table_class: type[django_tables2.Table],
    queryset_or_rows: Any,
    unit_label: Label,
    filterset: type[FilterSet] | None = None,
    template: str = "list.html",
    context: Mapping[str, Any] | None = None,
    name: str = "",
    audience: str | Promise = "",
    empty: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """The page; for htmx asking for the list, that part alone; for ?download=csv, xlsx or json, the file.

    `unit_label` says what is counted: ngettext_lazy("%(count)s activity", "%(count)s activities", "count"), or a
    function of the count. `name` is the file name of downloads; `audience` says in words who may see the list; `empty`
    (why, next, url) is what an empty list without filters says.
    """
    part = table_part(
        request,
        table_class=table_class,
        queryset_or_rows=queryset_or_rows,
        unit_label=unit_label,
        filterset=filterset,
        audience=audience,
        empty=empty,
    )
    if (kind := request.GET.get("download")) in DOWNLOADS:
        if audience:
            export_record(request, name)
        return download(part["table"], kind=kind, name=name or table_class.__name__.lower(), request=request)
    alone = bool(request.htmx) and request.htmx.target == PART and not request.htmx.history_restore_request
    response = render(request, "parts/list.html" if alone else template, {**part, **(context or {})})
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response


def table_part(
    request: HttpRequest,
    *,
    table_class: type[django_tables2.Table],
    queryset_or_rows: Any,
    unit_label: Label,
    filterset: type[FilterSet] | None = None,
    audience: str | Promise = "",
    empty: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """What parts/list.html needs: for pages that hold more than their list."""
    filters = filterset(request.GET, queryset=queryset_or_rows, request=request) if filterset else None
    if filters is not None:
        ends_name(filters.form)
    table = table_class(filters.qs if filters is not None else queryset_or_rows)
    django_tables2.RequestConfig(request, paginate=False).configure(table)
    table.paginate(per_page=page_size(request))
    table.page = table.paginator.get_page(request.GET.get("page"))
    count = table.paginator.count
    return {
        "table": table,
        "filterset": filters,
        "terms": filter_words(filters, request.GET) if filters is not None else [],
        "count": count,
        "count_words": unit_words(unit_label, count),
        "page_sizes": [size for size in PAGE_SIZES if size == PAGE_SIZES[0] or count > PAGE_SIZES[0]],
        "page_size": table.paginator.per_page,
        "page_range": list(table.paginator.get_elided_page_range(table.page.number, on_each_side=2, on_ends=1)),
        "downloads": DOWNLOADS,
        "audience": audience,
        "empty": empty or {"why": _("Nothing has been entered here yet.")},
    }


def page_size(request: HttpRequest) -> int:
    """One of the sizes on offer: anything else in the address counts as the smallest."""
    asked = request.GET.get("per_page", "")
    return int(asked) if asked.isdecimal() and int(asked) in PAGE_SIZES else PAGE_SIZES[0]


def unit_words(unit_label: Label, count: int) -> str:
    if callable(unit_label) and not isinstance(unit_label, Promise):
        return unit_label(count)
    return str(unit_label % {"count": Counted(count)})
