"""Reports of one document and of several, as files: what the reader may see, and no more."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tessera.desk_review.models import ReviewedDocument
from tessera.desk_review.selectors.comparison import documents_chosen
from tessera.reports.desk_reviews.making import FORMATS, report_file
from tessera.reports.desk_reviews.method import sees_work
from tessera.web.access import export_record
from tessera.web.downloads import XLSX
from tessera.web.named_review import NOT_THERE

from .asked import MOST, comparison_asked

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
    "xlsx": XLSX,
    "csv": "text/csv; charset=utf-8",
}


def document(request: HttpRequest, pk: int) -> HttpResponse:
    """?format= docx, pdf, html, xlsx or csv; HTML where none is said."""
    documents = documents_chosen(request.user, pks=[pk])
    if not documents:
        raise Http404(NOT_THERE)
    return _file(request, documents, name=f"desk-review-{pk}")


def comparison(request: HttpRequest) -> HttpResponse:
    """Of the documents that the address chooses, or of all that its filters leave; ?by= says in which columns."""
    asked = comparison_asked(request)
    documents = asked.chosen if "d" in request.GET else asked.fitting[:MOST]
    if not documents:
        raise Http404(NOT_THERE)
    return _file(request, documents, name="desk-review-comparison", by=asked.by)


def _file(
    request: HttpRequest, documents: Sequence[ReviewedDocument], *, name: str, by: str = "document"
) -> HttpResponse:
    form = request.GET.get("format", "html")
    if form not in FORMATS:
        raise Http404(_("There is no report of this format."))
    language = (get_language() or "en")[:2]
    if sees_work(request.user):
        export_record(request, name)
    body = report_file(request.user, documents, form=form, language=language, by=by)
    response = HttpResponse(body, content_type=TYPES[form])
    file_name = f"{name}-{timezone.now():%Y-%m-%d}.{form}"
    response["Content-Disposition"] = f'attachment; filename="{file_name}"'
    return response
