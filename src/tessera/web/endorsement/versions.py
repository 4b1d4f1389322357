"""Versions of a text: a new one, and the file of one, checked against its hash."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from tessera.coordination.errors import CoordinationError
from tessera.coordination.models import TextVersion
from tessera.coordination.selectors.endorsements import version_opened
from tessera.coordination.services.text_versions import MOST_BYTES, text_version_add
from tessera.network.services.audit import audit_record
from tessera.web.access import export_record, guarded, require
from tessera.web.form_pages import form_page, submitted
from tessera.web.sentences import in_readers_language
from tessera.web.uploads import upload_keep

from .fields import VersionForm
from .reach import address, crumbs, round_or_404, version_or_404


@guarded
def version_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Add the next version of a text."""
    found = round_or_404(request, pk)
    require(request, "coordination.run_endorsement", found)

    def save(data: dict[str, Any]) -> TextVersion:
        upload = data["file"]
        kept = upload_keep(request, upload, limit=MOST_BYTES)
        try:
            return text_version_add(endorsement=found, path=kept, name=upload.name, note=data["note"], by=request.user)
        except ValueError as error:
            raise ValueError(in_readers_language(error)) from None
        finally:
            kept.unlink(missing_ok=True)

    return form_page(
        request,
        submitted(request, VersionForm, initial={}),
        save=save,
        back=address(found),
        heading=_("Add a version of %(name)s") % {"name": found.title},
        intro=_("Comments on earlier versions stay with the version they were made on."),
        saved=_("Saved."),
        submit=_("Add the version"),
        cancel=address(found),
        trail=crumbs(found),
    )


def file(request: HttpRequest, pk: int, number: int) -> HttpResponseBase:
    """As it was added, or not at all; always to be saved, never shown by the browser."""
    found = round_or_404(request, pk)
    version = version_or_404(request, found, number)
    try:
        opened = version_opened(version)
    except CoordinationError as error:
        audit_record(actor=request.user, action="endorsement.file-differs", subject=found.title, number=number)
        context = {"heading": found.title, "why": str(error), "back": address(found), "trail": crumbs(found)}
        return render(request, "endorsement/no_file.html", context, status=409)
    if found.audience != "public" or found.final_id != version.pk:
        export_record(request, f"endorsement-{found.pk}-{number}")
    response = FileResponse(
        opened, as_attachment=True, filename=version.file_name, content_type="application/octet-stream"
    )
    response["X-Content-SHA256"] = version.digest
    return response
