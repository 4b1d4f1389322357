"""Where recommendations come from."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tessera.harvest import source_get
from tessera.recommendations.selectors.sources import runs_listed, sources_listed
from tessera.web.formats import Counted
from tessera.web.remembered import remembered

from .words import name_of, what_of

LATEST = 20


@remembered
def source_list(request: HttpRequest) -> HttpResponse:
    """All sources, what each has given, and the latest imports."""
    person = request.user
    may = getattr(person, "has_perm", lambda *a: False)
    rows = sources_listed(person)
    context = {
        "rows": [{"row": row, "name": name_of(row.source), "what": what_of(row.source)} for row in rows],
        "total": Counted(sum(row.records for row in rows)),
        "runs": [
            {"run": run, "name": name_of(source) if (source := source_get(run.source)) else run.source}
            for run in runs_listed(person, limit=LATEST)
        ],
        "may_import": may("recommendations.import_source"),
        "may_view": may("recommendations.view_imports"),
    }
    return render(request, "sources/list.html", context)
