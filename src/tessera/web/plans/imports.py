"""Importing a plan document in the browser: choose a file, read the diff, confirm."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tessera.plans.services.importing import ImportPreview, plan_import_apply, plan_import_preview
from tessera.web.access import guarded, require
from tessera.web.plan_diffs import diff_rows
from tessera.web.sentences import in_readers_language
from tessera.web.uploads import upload_keep, upload_kept

from .fields import ImportForm
from .reach import crumbs

SHOWN = 60


@guarded
def plan_import(request: HttpRequest) -> HttpResponse:
    """First a preview; writes only when the reader confirms what was shown."""
    require(request, "plans.import_plan")
    if request.method == "POST" and request.POST.get("kept"):
        return _confirm(request)
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            kept = upload_keep(request, form.cleaned_data["file"], limit=settings.PLAN_UPLOAD_MAX_BYTES)
            preview = plan_import_preview(
                kept, code=form.cleaned_data["code"] or None, file_name=form.cleaned_data["file"].name
            )
        except ValueError as error:
            form.add_error("file", in_readers_language(error))
        else:
            return _preview_page(request, preview, kept)
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "plans/import.html", {"form": form, "trail": crumbs()}, status=status)


def _preview_page(request: HttpRequest, preview: ImportPreview, kept: Path, status: int = 200) -> HttpResponse:
    rows = diff_rows([c for c in preview.changes if c["kind"] != "plan" or preview.plan], preview.before)
    context = {
        "preview": preview,
        "kept": kept.name,
        "remarks": [{**w, "message": in_readers_language(w["message"])} for w in preview.warnings],
        "rows": rows[:SHOWN],
        "more": max(0, len(rows) - SHOWN),
        "trail": crumbs(),
    }
    return render(request, "plans/import_preview.html", context, status=status)


def _confirm(request: HttpRequest) -> HttpResponse:
    kept = upload_kept(request, request.POST["kept"])
    if kept is None:
        messages.error(request, _("That upload is no longer here: choose the file again."))
        return HttpResponseRedirect(reverse("web:plan-import"))
    try:
        preview = plan_import_preview(
            kept, code=request.POST.get("code") or None, file_name=request.POST.get("file_name", "")[:200] or kept.name
        )
        if preview.fingerprint != request.POST.get("shown"):
            messages.warning(
                request,
                _("The register has changed since you read this preview: this is what the import would do now."),
            )
            return _preview_page(request, preview, kept, status=409)
        done = plan_import_apply(preview, by=request.user)
    except ValueError as error:
        messages.error(request, in_readers_language(error))
        return HttpResponseRedirect(reverse("web:plan-import"))
    kept.unlink(missing_ok=True)
    if done.amendment:
        messages.success(request, _("The plan is adopted, so the changes were proposed as an amendment."))
        return HttpResponseRedirect(reverse("web:amendment", args=[done.plan.code, done.amendment.number]))
    sentence = ngettext("%(n)s entry of the plan was written.", "%(n)s entries of the plan were written.", done.created)
    messages.success(request, sentence % {"n": done.created + done.updated})
    return HttpResponseRedirect(reverse("web:plan", args=[done.plan.code]))
