"""The one page of a mechanism, a group concerned or a theme: by year, country, group and theme, with what is latest."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tessera.recommendations.selectors.portraits import Portrait
from tessera.reports.figures import Figure
from tessera.reports.recommendation_charts import cycles_of, positions_figure, years_figure
from tessera.reports.tabular import TabularColumn
from tessera.web import portraits
from tessera.web.portrait_sentences import sentences
from tessera.web.recommendation_words import position_words

TITLES: dict[str, Any] = {
    "mechanism": lambda: _("Mechanisms"),
    "family": lambda: _("Families of mechanisms"),
    "group": lambda: _("Groups concerned"),
    "intersection": lambda: _("Intersections"),
    "theme": lambda: _("Themes"),
    "gnr": lambda: _("Recommendations of the Guidance Note"),
    "sdg": lambda: _("Sustainable Development Goals"),
    "region": lambda: _("Regions"),
}


def gathered_page(
    request: HttpRequest,
    found: Portrait,
    *,
    filters: portraits.Filters,
    name: str,
    facets: tuple[str, ...],
    template: str = "browse/gathered.html",
    **more: Any,
) -> HttpResponse:
    """`filters` are what `found` was gathered by, `facets` what it is counted by; ?table= gives a figure as CSV."""
    scope = portraits.scope_of(filters, focus=False)
    figures = [("years", years_figure(found))]
    if cycles := cycles_of(found):
        figures.append(("positions", positions_figure(cycles, position_words())))
    countries = portraits.counts_of(found, "country", scope)
    tables = [*figures, ("countries", _countries_table(countries))]
    if (file := portraits.file_asked(request, tables, name=name)) is not None:
        return file
    documents, documents_in_all = portraits.documents_of(found)
    context = {
        "name": name,
        "found": found,
        "sentences": sentences(found),
        "figures": figures,
        "blocks": [(facet, TITLES[facet](), portraits.counts_of(found, facet, scope)) for facet in facets],
        "countries": countries.rows,
        "documents": documents,
        "documents_in_all": documents_in_all,
        "search_url": portraits.search_url(scope),
        **more,
    }
    return render(request, template, context)


def _countries_table(counted: portraits.Counts) -> Figure:
    columns = [
        TabularColumn("iso3", "ISO 3166"),
        TabularColumn("country", _("Country or area")),
        TabularColumn("recommendations", _("Recommendations")),
    ]
    return Figure("", "", "", columns, [[row.code, row.label, row.count] for row in counted.rows])
