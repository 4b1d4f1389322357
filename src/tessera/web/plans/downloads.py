"""The whole plan, its matrix and its milestones as files."""

from __future__ import annotations

import json

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tessera.reports.plan_document import plan_json
from tessera.reports.plan_tables import TABLES, plan_csv, plan_workbook

from .reach import plan_or_404

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def plan_download(request: HttpRequest, code: str, what: str, form: str) -> HttpResponse:
    """`what`: plan or one of TABLES; `form`: csv, xlsx or json."""
    plan = plan_or_404(request, code)
    language = get_language() or "en"
    if (what, form) == ("plan", "json"):
        body, kind = json.dumps(plan_json(plan), ensure_ascii=False, indent=1), "application/json"
    elif (what, form) == ("plan", "xlsx"):
        body, kind = plan_workbook(plan, viewer=request.user, language=language), XLSX
    elif what in TABLES and form == "csv":
        body, kind = plan_csv(plan, what, viewer=request.user, language=language), "text/csv; charset=utf-8"
    else:
        raise Http404(_("There is no such file."))
    response = HttpResponse(body, content_type=kind)
    name = f"{plan.code}-{what}-{timezone.now():%Y-%m-%d}.{form}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
