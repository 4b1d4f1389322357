"""One pack as a page, its files, and, for the Network, to whom it went."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from tessera.network.selectors.audience import get_visible_or_404
from tessera.recommendations.models import Pack, Recommendation
from tessera.recommendations.selectors.packs import dispatches_listed
from tessera.reports.localised import TAGS
from tessera.reports.packs.document import PackTold
from tessera.reports.packs.formats import FORMATS
from tessera.reports.packs.telling import pack_told
from tessera.reports.typesetting import FontMissing
from tessera.web.access import export_record

SHOWN = 40  # recommendations on the page; the files hold all
KINDS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": "text/html; charset=utf-8",
}


def pack(request: HttpRequest, pk: int) -> HttpResponse:
    """The page that a link leads to; who may see it is told by the pack's audience."""
    found = pack_or_404(request, pk)
    person = request.user
    of_network = person.is_authenticated and person.has_perm("recommendations.view_dispatches")
    rows = found.body.rows
    told = told_of(request, found, rows[:SHOWN])
    context = {
        "pack": found,
        "told": told,
        "tag": TAGS.get(found.language, found.language),
        "left": len(rows) - SHOWN,
        "forms": [(form.upper(), reverse("web:pack-file", args=[found.pk, form])) for form in FORMATS],
        "of_network": of_network,
        "dispatches": dispatches_listed(person, found) if of_network else [],
        "may_keep": person.is_authenticated and person.has_perm("recommendations.keep_pack", found),
        "trail": [(_("Packs"), reverse("web:packs"))],
    }
    return render(request, "packs/pack.html", context)


def pack_file(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """The pack as a file, as it was worded when it was made."""
    found = pack_or_404(request, pk)
    if form not in FORMATS:
        raise Http404(_("There is no such file."))
    try:
        body = FORMATS[form](told_of(request, found, found.body.rows))
    except FontMissing as error:
        return HttpResponse(str(error), status=503, content_type="text/plain; charset=utf-8")
    if found.audience != "public":
        export_record(request, f"pack {found.pk}")
    response = HttpResponse(body, content_type=KINDS[form])
    name = f"pack-{found.pk}-{slugify(found.title)[:40] or 'recommendations'}-{found.made_at:%Y-%m-%d}.{form}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def pack_or_404(request: HttpRequest, pk: int) -> Pack:
    return get_visible_or_404(Pack.objects.select_related("body", "made_by"), request.user, pk=pk)


def told_of(request: HttpRequest, found: Pack, rows: list[dict]) -> PackTold:
    def url_of(record: Recommendation) -> str:
        return request.build_absolute_uri(reverse("web:recommendation", args=[record.pk]))

    return pack_told(found, rows, url_of=url_of)
