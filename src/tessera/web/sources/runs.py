"""One import: its counts, and every record that was skipped or is to be looked at."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import django_filters as filters
import django_tables2 as tables
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from tessera.harvest import source_get
from tessera.recommendations.models import ImportRun
from tessera.recommendations.selectors.sources import run_get
from tessera.web.access import guarded, require
from tessera.web.tables import NumberColumn, Table, table_page

from .words import FIELDS, name_of

KINDS = {"skipped": gettext_lazy("skipped"), "remark": gettext_lazy("to look at")}


class Told(list):
    """Rows that a run keeps, as a filter set wants them."""

    model = ImportRun

    def all(self) -> Told:
        return self


class ToldFilter(filters.FilterSet):
    kind = filters.ChoiceFilter(label=gettext_lazy("What became of it"), choices=list(KINDS.items()))
    said = filters.CharFilter(label=gettext_lazy("Words in the remark or the record’s id"))

    class Meta:
        model = ImportRun
        fields: list[str] = []

    def filter_queryset(self, rows: Any) -> Any:
        """Rows are no query: they stand in one field of the run."""
        kind, said = self.form.cleaned_data.get("kind"), (self.form.cleaned_data.get("said") or "").casefold()
        return Told(
            row
            for row in rows
            if (not kind or row["kind"] == kind) and (not said or said in f"{row['key']} {row['said']}".casefold())
        )


class ToldTable(Table):
    place = NumberColumn(verbose_name=gettext_lazy("Place in the file"))
    key = tables.Column(verbose_name=gettext_lazy("Record"), default="–")
    kind = tables.Column(verbose_name=gettext_lazy("What became of it"))
    said = tables.Column(verbose_name=gettext_lazy("Why"))

    def render_kind(self, value: str) -> str:
        return str(KINDS[value])


@guarded
def import_run(request: HttpRequest, pk: int) -> HttpResponse:
    """For the Network: what a run left out tells of files that are not everybody's."""
    require(request, "recommendations.view_imports")
    run = run_get(pk)
    if run is None:
        raise Http404(_("There is no import with this number."))
    rows = Told([*_told("skipped", run.skipped), *_told("remark", run.remarks)])
    rows.sort(key=lambda row: row["place"])
    counted = run.counts.get("skipped", 0) + run.counts.get("remarks", 0)
    source = source_get(run.source)
    context = {
        "run": run,
        "name": name_of(source) if source else run.source,
        "taken": [(label, FIELDS.get(field, field)) for label, field in run.columns.get("taken", {}).items()],
        "left_out": max(0, counted - len(rows)),
        "trail": [(_("Sources"), reverse("web:sources"))],
    }
    return table_page(
        request,
        table_class=ToldTable,
        queryset_or_rows=rows,
        filterset=ToldFilter,
        template="sources/run.html",
        unit_label=ngettext_lazy("%(count)s remark on a record", "%(count)s remarks on records", "count"),
        name=f"import-{run.pk}",
        audience=gettext_lazy("For the Network."),
        empty={"why": _("Every record of the file was taken, and nothing was odd.")},
        context=context,
    )


def _told(kind: str, rows: Iterable[Any]) -> list[dict[str, Any]]:
    """Places count from 1 for people."""
    return [{"kind": kind, "key": key, "place": place + 1, "said": said} for key, place, said in rows]
