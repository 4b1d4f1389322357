"""Importing in the browser: choose a file, read what would be, correct what the columns hold, confirm."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tessera.harvest import Columns, Source, SourceFile
from tessera.network.services.audit import audit_record
from tessera.recommendations.services.column_maps import file_with_columns, map_shown
from tessera.recommendations.services.importing import Imported, file_source, files_import
from tessera.web.access import guarded, require
from tessera.web.formats import number_words
from tessera.web.sentences import in_readers_language
from tessera.web.uploads import upload_keep, upload_kept

from .fields import ColumnsForm, FileForm
from .words import name_of

MOST_RECORDS = 5_000  # in one request: more would keep the browser waiting
SHOWN = 20


@dataclass(slots=True)
class Preview:
    """What an import would do, or, where `trouble` says why it cannot, what must be corrected first."""

    file: SourceFile
    kept: str
    source: Source
    form: ColumnsForm | None
    done: Imported | None = None
    trouble: str = ""

    @property
    def fingerprint(self) -> str:
        """The same as long as the import would do the same."""
        done = self.done
        counts = [done.read, done.created, done.updated, done.unchanged, done.withdrawn] if done else []
        said = [self.form.said.as_json(), self.form["audience"].value()] if self.form else []
        return hashlib.sha256(json.dumps([self.kept, self.source.code, counts, said]).encode()).hexdigest()[:24]


@guarded
def source_import(request: HttpRequest) -> HttpResponse:
    """First a preview; writes only when the reader confirms what was shown."""
    require(request, "recommendations.import_source")
    if request.method == "POST" and request.POST.get("kept"):
        return _answer(request)
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            upload = form.cleaned_data["file"]
            kept = upload_keep(request, upload, limit=settings.PLAN_UPLOAD_MAX_BYTES)
            preview = _preview(SourceFile(kept, upload.name[:200]), form.cleaned_data["source"], None)
        except ValueError as error:
            form.add_error("file", in_readers_language(error))
        else:
            return _page(request, preview)
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "sources/import.html", {"form": form, "trail": _crumbs()}, status=status)


def _answer(request: HttpRequest) -> HttpResponse:
    """To a preview: look again with other columns, or import."""
    kept = upload_kept(request, request.POST["kept"])
    if kept is None:
        messages.error(request, _("That upload is no longer here: choose the file again."))
        return HttpResponseRedirect(reverse("web:source-import"))
    file = SourceFile(kept, request.POST.get("file_name", "")[:200] or kept.name)
    try:
        preview = _preview(file, request.POST.get("source", "auto"), request.POST)
        if preview.trouble or request.POST.get("act") != "import":
            return _page(request, preview, status=422 if preview.trouble else 200)
        if preview.fingerprint != request.POST.get("shown"):
            messages.warning(request, _("This is not what you were shown before: look again, then import."))
            return _page(request, preview, status=409)
        return _import(request, preview)
    except ValueError as error:
        messages.error(request, in_readers_language(error))
        return HttpResponseRedirect(reverse("web:source-import"))


def _preview(file: SourceFile, code: str, sent: Any) -> Preview:
    """Raises ValueError where the file is not known or too long."""
    source = file_source(code, file)
    if not source.fields:
        _few_enough(source, file)
        preview = Preview(file, file.path.name, source, None)
        preview.done = _tried(preview, None)
        return preview
    shown = map_shown(source.code, file, None)
    audience = file_with_columns(source, file, None).audience
    form = ColumnsForm(sent, shown=shown, audience=audience)
    preview = Preview(file, file.path.name, source, form)
    if sent is None and shown["doubt"]:
        preview.trouble = _("Say what the columns hold: %(why)s.") % {"why": shown["doubt"]}
    elif not form.is_bound or form.is_valid():
        try:
            _few_enough(source, file_with_columns(source, file, form.said).file)
            preview.done = _tried(preview, form.said)
        except ValueError as error:
            preview.trouble = in_readers_language(error)
    else:
        preview.trouble = _("One of the choices is not there any more.")
    return preview


def _few_enough(source: Source, file: SourceFile) -> None:
    if sum(1 for _one in islice(source.records(file), MOST_RECORDS + 1)) > MOST_RECORDS:
        said = _(
            "“%(name)s” holds more than %(most)s records: import it on the command line (tessera import %(code)s)."
        )
        raise ValueError(said % {"name": file.name, "most": number_words(MOST_RECORDS), "code": source.code})


def _tried(preview: Preview, columns: Columns | None) -> Imported:
    (done,) = files_import(preview.source.code, [preview.file], dry_run=True, columns=columns, wait=False)
    return done


def _import(request: HttpRequest, preview: Preview) -> HttpResponse:
    form = preview.form
    (done,) = files_import(
        preview.source.code,
        [preview.file],
        columns=form.said if form else None,
        audience=form.cleaned_data["audience"] if form else "",
        by=request.user,
        wait=False,
    )
    audit_record(actor=request.user, action="import", subject=preview.file.name, source=done.source, run=done.run)
    preview.file.path.unlink(missing_ok=True)
    sentence = ngettext("%(n)s record was written.", "%(n)s records were written.", done.created + done.updated)
    messages.success(request, sentence % {"n": number_words(done.created + done.updated)})
    return HttpResponseRedirect(reverse("web:import-run", args=[done.run]))


def _page(request: HttpRequest, preview: Preview, status: int = 200) -> HttpResponse:
    done = preview.done
    told = [*done.skipped[:SHOWN], *done.remarks[:SHOWN]] if done else []
    context = {
        "preview": preview,
        "name": name_of(preview.source),
        "told": sorted((place + 1, key, said) for key, place, said in told),
        "more": len(done.skipped) + len(done.remarks) - len(told) if done else 0,
        "writes": bool(done and (done.created or done.updated or done.withdrawn)),
        "trail": _crumbs(),
    }
    return render(request, "sources/preview.html", context, status=status)


def _crumbs() -> list[tuple[str, str]]:
    return [(_("Sources"), reverse("web:sources"))]
