"""A review as a document: Word, PDF or HTML."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tessera.reports.plan_reviews.making import FORMATS, TYPES, review_written
from tessera.web.access import export_record

from .reach import review_or_404


def review_file(request: HttpRequest, code: str, pk: int, form: str) -> HttpResponse:
    """What the reader may read of the review, in the language of the page."""
    review = review_or_404(request, code, pk)
    if form not in FORMATS:
        raise Http404(_("There is no such file."))
    language = (get_language() or "en")[:2]
    written = review_written(review, request.user, language=language, root=request.build_absolute_uri("/").rstrip("/"))
    if getattr(request.user, "is_of_network", False):
        export_record(request, "review")
    body = FORMATS[form](written)
    response = HttpResponse(body, content_type=TYPES[form])
    response["Content-Disposition"] = (
        f'attachment; filename="{review.plan.code}-review-{review.as_of}-{language}.{form}"'
    )
    return response
