"""Every country and every treaty as one table to take away."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from tessera.recommendations.selectors.ratifications import statuses_listed
from tessera.reports.tabular import TabularColumn, tabular_csv, tabular_json, tabular_xlsx
from tessera.vocabulary import countries, treaties
from tessera.web.downloads import DOWNLOADS, XLSX
from tessera.web.formats import country_words
from tessera.web.treaty_words import STATUSES


def matrix_download(request: HttpRequest, form: str) -> HttpResponse | StreamingHttpResponse:
    """`form`: csv, xlsx or json. A cell is the year since when a country is bound, else its status; empty: no data."""
    if form not in DOWNLOADS:
        raise Http404(_("There is no such file."))
    columns = [TabularColumn("country", _("Code")), TabularColumn("name", _("Country"))]
    columns += [TabularColumn(one.code, one.short) for one in treaties.treaties().values()]
    response: HttpResponse | StreamingHttpResponse
    if form == "csv":
        response = StreamingHttpResponse(tabular_csv(columns, _rows()), content_type="text/csv; charset=utf-8")
    elif form == "json":
        response = StreamingHttpResponse(tabular_json(columns, _rows()), content_type="application/json")
    else:
        body = tabular_xlsx(columns, _rows(), sheet=_("Ratifications"), rtl=get_language_bidi())
        response = HttpResponse(body, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="ratifications-all-{timezone.now():%Y-%m-%d}.{form}"'
    return response


def _rows() -> Iterator[list[Any]]:
    cells = {
        (one.country, one.treaty): one.bound_year
        if one.status == "party" and one.bound_year
        else str(STATUSES[one.status])
        for one in statuses_listed().only("country", "treaty", "status", "bound_year")
    }
    there = {country for country, _treaty in cells}
    for country in countries.countries().values():
        if country.status == "member" or country.code in there:
            told = [cells.get((country.code, code), "") for code in treaties.treaties()]
            yield [country.code, country_words(country.code), *told]
