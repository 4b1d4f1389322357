"""All that a search found, as a file."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from tessera.recommendations.selectors.asking import Question, question_ids
from tessera.reports.recommendation_tables import (
    recommendation_columns,
    recommendation_lines,
    recommendation_rows,
    records_of,
)
from tessera.reports.tabular import tabular_csv, tabular_json, tabular_xlsx
from tessera.web.access import export_record

MOST = 100_000
MOST_XLSX = 20_000  # a workbook is made whole before it is sent
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KINDS = {"csv": "text/csv; charset=utf-8", "xlsx": XLSX, "json": "application/json", "jsonl": "application/jsonl"}


def found_file(request: HttpRequest, question: Question) -> HttpResponse | StreamingHttpResponse:
    """?download=csv, xlsx, json or jsonl: what is found in the order shown, up to MOST (MOST_XLSX) of them."""
    kind = request.GET["download"]
    if kind not in KINDS:
        raise Http404(_("There is no such file."))
    ids = question_ids(request.user, question, most=MOST_XLSX if kind == "xlsx" else MOST)
    return recommendations_file(request, ids, kind=kind, name="recommendations")


def recommendations_file(
    request: HttpRequest, ids: list[int], *, kind: str, name: str
) -> HttpResponse | StreamingHttpResponse:
    """These records in this order, as far as the reader may see them."""
    export_record(request, name)
    origin = f"{request.scheme}://{request.get_host()}"
    rows = recommendation_rows(request.user, ids, origin=origin)
    response: HttpResponse | StreamingHttpResponse
    if kind == "xlsx":
        book = tabular_xlsx(recommendation_columns(), rows, sheet=name, rtl=get_language_bidi())
        response = HttpResponse(book, content_type=XLSX)
    else:
        chunks: Iterable[bytes]
        if kind == "csv":
            chunks = tabular_csv(recommendation_columns(), rows)
        elif kind == "json":
            chunks = tabular_json(recommendation_columns(), rows)
        else:
            chunks = recommendation_lines(records_of(request.user, ids), origin=origin)
        response = StreamingHttpResponse(chunks, content_type=KINDS[kind])
    response["Content-Disposition"] = f'attachment; filename="{name}-{timezone.now():%Y-%m-%d}.{kind}"'
    response["X-Robots-Tag"] = "noindex"
    return response
