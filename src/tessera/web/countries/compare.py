"""Two countries beside one another: what both were told and what only one was. Neither is above the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from tessera.recommendations.selectors.portraits import Portrait, portrait
from tessera.reports.figures import Figure
from tessera.reports.recommendation_charts import families_by_year
from tessera.reports.tabular import TabularColumn
from tessera.vocabulary import terms
from tessera.web import portraits
from tessera.web.formats import country_words
from tessera.web.named_country import country_or_404
from tessera.web.portrait_sentences import sentences
from tessera.web.recommendation_words import language_of, value_words
from tessera.web.remembered import remembered

from .country import country_figures

SIDES = ("a", "b")
FACETS = ("family", "mechanism", "group", "intersection", "theme", "gnr", "sdg")
SET_APART = ("group", "intersection", "theme")
MOST_ROWS = 25


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two countries."""

    code: str
    name: str
    found: Portrait
    scope: dict[str, str]
    sentences: list[str]
    page: str


@dataclass(frozen=True, slots=True)
class Pair:
    """One value of a facet with both counts, and the searches that find what is counted."""

    label: str
    lang: str
    page: str
    counts: tuple[tuple[int, str], tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Apart:
    """Values of one facet that both were told about, or only one."""

    title: str
    both: list[str]
    only: tuple[list[str], list[str]]


@remembered
def compare_page(request: HttpRequest) -> HttpResponse:
    """?a=NPL&b=IND, ?focus=all; without both, the choice of two. ?table= gives a figure or all counts as CSV."""
    given = [request.GET.get(side, "").strip().upper() for side in SIDES]
    codes = [country_or_404(request.user, code).code for code in given if code]
    focus, choices = portraits.in_focus_asked(request), _choices(request.user)
    context: dict[str, Any] = {
        "given": given,
        "focus": focus,
        "choices": choices,
        "trail": [(_("Countries"), reverse("web:countries")), (_("Compare"), "")],
    }
    if len(codes) < 2 or codes[0] == codes[1]:
        context["problem"] = _("These are one country; choose two.") if len(codes) == 2 else ""
        return render(request, "countries/compare.html", context, status=400 if context["problem"] else 200)
    sides = [_side(request.user, code, focus=focus) for code in codes]
    scale = _scale(sides)
    figures = [country_figures(side.found, name=side.name, **scale) for side in sides]
    named = [(f"{name}-{side}", f) for side, own in zip(SIDES, figures, strict=True) for name, f in own]
    blocks = [(value, _title(value), _pairs(sides, value)) for value in FACETS]
    file = portraits.file_asked(
        request, [*named, ("counts", _counts_table(sides, blocks))], name=f"{codes[0]}-{codes[1]}"
    )
    if file is not None:
        return file
    context |= {
        "sides": sides,
        "figures": [(one, other) for one, other in zip(named[:2], named[2:], strict=True)],
        "blocks": [(name, title, rows[:MOST_ROWS], len(rows)) for name, title, rows in blocks if rows],
        "apart": [_apart(sides, facet) for facet in SET_APART],
        "ratifications": [portraits.optional_url("web:country-ratifications", side.code) for side in sides],
    }
    return render(request, "countries/compare.html", context)


def _choices(viewer: Any) -> list[tuple[str, str]]:
    """Countries that somebody recommended something to, by name."""
    counted = portrait(viewer, facets=("country",), crossed=()).of("country")
    return sorted(((code, country_words(code)) for code, _count in counted), key=lambda pair: pair[1])


def _side(viewer: Any, code: str, *, focus: bool) -> Side:
    filters = [("country", code)]
    found, name = portraits.gathered(viewer, filters, focus=focus, latest=0), country_words(code)
    return Side(
        code,
        name,
        found,
        portraits.scope_of(filters, focus=focus),
        sentences(found, name=name, focus=focus),
        portraits.page_of("country", code),
    )


def _scale(sides: list[Side]) -> dict[str, Any]:
    """The same years and the same height for both timelines."""
    told = [families_by_year(side.found) for side in sides if side.found.years]
    if not told:
        return {}
    years = range(min(span.start for span, _rows in told), max(span.stop for span, _rows in told))
    most = max((number for _span, rows in told for numbers in rows.values() for number in numbers), default=0)
    return {"years": years, "most": most}


def _pairs(sides: list[Side], facet: str) -> list[Pair]:
    """Every value that either has: in the vocabulary's order where it has one, else by name."""
    counts = [dict(side.found.of(facet)) for side in sides]
    codes = [code for code in {**counts[0], **counts[1]} if facet != "sdg" or "." not in code]
    rows = [
        (
            code,
            Pair(
                value_words(facet, code),
                language_of(facet, code),
                portraits.page_of(facet, code),
                tuple(  # type: ignore[arg-type]
                    (own.get(code, 0), portraits.search_url(side.scope, **{facet: code}))
                    for own, side in zip(counts, sides, strict=True)
                ),
            ),
        )
        for code in codes
    ]
    if facet in portraits.IN_ORDER:
        order = terms.codes(portraits.IN_ORDER[facet])
        rows.sort(key=lambda row: order.index(row[0]) if row[0] in order else len(order))
    elif facet in ("gnr", "sdg"):
        rows.sort(key=lambda row: (len(row[0]), row[0]))
    else:
        rows.sort(key=lambda row: (-max(count for count, _url in row[1].counts), row[1].label))
    return [pair for _code, pair in rows]


def _apart(sides: list[Side], facet: str) -> Apart:
    told = [{code for code, _count in side.found.of(facet)} for side in sides]

    def names(codes: set[str]) -> list[str]:
        return sorted(value_words(facet, code) for code in codes)

    only = (names(told[0] - told[1]), names(told[1] - told[0]))
    return Apart(_title(facet), names(told[0] & told[1]), only)


def _title(facet: str) -> str:
    return {
        "family": _("Families of mechanisms"),
        "mechanism": _("Mechanisms"),
        "group": _("Groups concerned"),
        "intersection": _("Intersections"),
        "theme": _("Themes"),
        "gnr": _("Recommendations of the Guidance Note"),
        "sdg": _("Sustainable Development Goals"),
    }[facet]


def _counts_table(sides: list[Side], blocks: list[tuple[str, str, list[Pair]]]) -> Figure:
    columns = [TabularColumn("by", _("By")), TabularColumn("value", _("Value"))]
    columns += [TabularColumn(side.code, side.name) for side in sides]
    rows = [
        [title, pair.label, *(count for count, _url in pair.counts)] for _name, title, rows in blocks for pair in rows
    ]
    return Figure("", "", "", columns, rows)
