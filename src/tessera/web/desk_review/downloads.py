"""Files to take away: the document as it was added, and the review for programs of qualitative analysis."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _

from tessera.reports.qdpx import qdpx_file
from tessera.web.access import export_record, guarded, require

from .reach import document_or_404

QDPX = "application/zip"


@guarded
def file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """As it was added, for the Network; always to be saved, never shown by the browser."""
    document = document_or_404(request, pk)
    require(request, "desk_review.see_work", document)
    try:
        opened = document.file.open("rb")
    except FileNotFoundError:
        raise Http404(_("The file of this document is no longer here.")) from None
    export_record(request, f"desk-review-file-{document.pk}")
    kind = "application/octet-stream"
    return FileResponse(opened, as_attachment=True, filename=document.file_name, content_type=kind)


@guarded
def project(request: HttpRequest, pk: int) -> HttpResponse:
    """REFI-QDA: source, codes, and what each coder, the machine among them, gave to which passage."""
    document = document_or_404(request, pk)
    require(request, "desk_review.see_work", document)
    export_record(request, f"desk-review-qdpx-{document.pk}")
    response = HttpResponse(qdpx_file(document, viewer=request.user), content_type=QDPX)
    name = f"desk-review-{document.pk}-{timezone.now():%Y-%m-%d}.qdpx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
