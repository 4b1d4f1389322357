"""The documents of the Network, for the Network or for everybody (?for=public), as files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from tessera.coordination.selectors.groups import working_group_get
from tessera.coordination.selectors.readership import NETWORK
from tessera.plans.selectors.plans import plan_get
from tessera.reports.localised import language_now
from tessera.reports.network_documents.annual import annual_report as annual_told
from tessera.reports.network_documents.brief import network_brief as brief_told
from tessera.reports.network_documents.telling import NotForThem
from tessera.reports.network_documents.update import group_update as update_told
from tessera.reports.network_documents.update import since_default
from tessera.reports.typesetting import FontMissing
from tessera.reports.written import FORMS, Written
from tessera.web.access import export_record

from .reach import round_or_404
from .rows import readers_of

KINDS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
}


def annual_report(request: HttpRequest, code: str, year: int, form: str) -> HttpResponse:
    """What the reader may see of the round decides whether there is one; what is in it, its readers."""
    found = round_or_404(request, code, year)
    return _made(
        request, form, f"annual-report-{found.plan.code}-{year}",
        lambda: annual_told(found, readers=readers_of(request), language=language_now()),
    )  # fmt: skip


def network_brief(request: HttpRequest, code: str, form: str) -> HttpResponse:
    plan = plan_get(request.user, code)
    if plan is None:
        raise Http404(_("There is no plan with this code that you may see."))
    return _made(
        request, form, f"brief-{plan.code}",
        lambda: brief_told(plan, readers=readers_of(request), language=language_now()),
    )  # fmt: skip


def group_update(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """Since ?since=, else of the last month."""
    group = working_group_get(request.user, slug)
    if group is None:
        raise Http404(_("There is no such working group that you may see."))
    since = _day(request.GET.get("since", ""))
    return _made(
        request, form, f"update-{group.slug}",
        lambda: update_told(group, since, readers=readers_of(request), language=language_now()),
    )  # fmt: skip


def _made(request: HttpRequest, form: str, name: str, told: Callable[[], Written]) -> HttpResponse:
    if form not in FORMS:
        raise Http404(_("There is no such file."))
    try:
        body = FORMS[form](told())
    except NotForThem as error:
        raise Http404(str(error)) from None
    except FontMissing as error:
        return HttpResponse(str(error), status=503, content_type="text/plain; charset=utf-8")
    if readers_of(request) == NETWORK:
        export_record(request, name)
    response = HttpResponse(body, content_type=KINDS[form])
    response["Content-Disposition"] = f'attachment; filename="{slugify(name)}-{language_now()}.{form}"'
    return response


def _day(asked: str) -> date:
    try:
        return date.fromisoformat(asked) if asked else since_default()
    except ValueError:
        raise Http404(_("“%(day)s” is no date; write it as 2015-06-30.") % {"day": asked[:20]}) from None
