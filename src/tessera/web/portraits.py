"""Parts of pages that gather recommendations: counts by facet with their links, figures, and what was latest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils.text import slugify

from tessera.recommendations.models import Document
from tessera.recommendations.selectors.finding import FOCUS, RECOMMENDING
from tessera.recommendations.selectors.portraits import Portrait, portrait
from tessera.reports.figures import Figure
from tessera.reports.tabular import tabular_csv
from tessera.vocabulary import terms

from .recommendation_words import language_of, short_words

CROSSED = (("year", "family"), ("year", "mechanism"), ("cycle", "position"), ("cycle", "type"))
FACETS = (
    "year", "family", "mechanism", "country", "region", "group", "intersection", "theme", "gnr", "sdg", "state",
    "cycle", "type", "document",
)  # fmt: skip
PAGES = {"group": "web:concerned-group", "theme": "web:theme", "mechanism": "web:mechanism", "country": "web:country"}
IN_ORDER = {"group": "groups", "intersection": "intersections", "family": "mechanisms", "region": "regions"}
LATEST, SHOWN = 5, 12
Filters = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Row:
    """One value of a facet. `page` is the value's own page, `url` the search that finds what is counted; `lang` is that
    of the label where it is not the page's."""

    code: str
    label: str
    count: int
    url: str
    page: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """What is counted by one facet: the rows shown, and how many more values there are, with a page of all."""

    rows: list[Row]
    left: int = 0
    all_url: str = ""


def gathered(viewer: Any, filters: Filters, *, focus: bool, latest: int = LATEST) -> Portrait:
    """The portrait of what recommends something, within `filters`."""
    wanted = [*filters, RECOMMENDING, *([FOCUS] if focus else [])]
    return portrait(viewer, filters=wanted, latest=latest, facets=FACETS, crossed=CROSSED)


def beside(viewer: Any, filters: Filters) -> Portrait:
    """All records within `filters`, by kind and by focus: what a page's count leaves out."""
    return portrait(viewer, filters=filters, facets=("type", "focus"), crossed=(("type", "focus"),))


def in_focus_asked(request: HttpRequest) -> bool:
    """The focus holds unless all was asked for."""
    return request.GET.get("focus") != "all"


def scope_of(filters: Filters, *, focus: bool) -> dict[str, str]:
    """The parameters of the search that finds what a page counts."""
    return dict([*filters, RECOMMENDING, *([FOCUS] if focus else [])])


def search_url(scope: Mapping[str, str], **more: str) -> str:
    return f"{reverse('web:recommendations')}?{urlencode({**scope, **more})}"


def counts_of(found: Portrait, facet: str, scope: Mapping[str, str], *, shown: int = SHOWN) -> Counts:
    """Values in the vocabulary's order where it has one; countries by name, never by number; others most first."""
    counted = found.of(facet)
    rows = [
        Row(
            code,
            short_words(facet, code),
            count,
            search_url(scope, **{facet: code}),
            page_of(facet, code),
            language_of(facet, code),
        )
        for code, count in (counted if facet in IN_ORDER or facet in ("country", "state") else counted[:shown])
    ]
    if facet in IN_ORDER:
        order = terms.codes(IN_ORDER[facet])
        rows.sort(key=lambda row: order.index(row.code) if row.code in order else len(order))
    elif facet in ("country", "state"):
        rows.sort(key=lambda row: row.label)
    elif facet in ("gnr", "sdg"):
        rows = [row for row in rows if "." not in row.code]
        rows.sort(key=lambda row: (len(row.code), row.code))
    left = max(0, len(counted) - len(rows)) if facet not in ("gnr", "sdg") else 0
    return Counts(rows, left, f"{reverse('web:recommendation-values', args=[facet])}?{urlencode(scope)}")


def page_of(facet: str, code: str) -> str:
    """The value's own page; "" where it has none."""
    if facet == "gnr":
        return reverse("web:guidance-item", args=[int(code)]) if code.isdecimal() else ""
    try:
        return reverse(PAGES[facet], args=[code]) if facet in PAGES else ""
    except NoReverseMatch:
        return ""


def documents_of(found: Portrait, *, shown: int = SHOWN) -> tuple[list[tuple[Document, int]], int]:
    """The newest documents that what was found stands in, each with its count, and how many there are in all."""
    counts = dict(found.of("document"))
    rows = Document.objects.filter(symbol__in=counts).order_by("-date", "-pk")[:shown]
    return [(one, counts[one.symbol]) for one in rows], len(counts)


def optional_url(name: str, *args: Any) -> str:
    """The address of a page that may not be there; "" where it is not."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def file_asked(request: HttpRequest, figures: Iterable[tuple[str, Figure]], *, name: str) -> HttpResponse | None:
    """The table of one figure as CSV where ?table= asks for it."""
    found = dict(figures).get(request.GET.get("table", ""))
    if found is None:
        return None
    response = HttpResponse(b"".join(tabular_csv(found.columns, found.rows)), content_type="text/csv; charset=utf-8")
    file_name = f"{slugify(name)}-{request.GET['table']}.csv"
    response["Content-Disposition"] = f'attachment; filename="{file_name}"'
    return response
