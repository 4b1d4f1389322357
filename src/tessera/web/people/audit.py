"""The audit log, for administrators."""

from __future__ import annotations

import json
from typing import Any

import django_filters as filters
import django_tables2 as tables
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy, ngettext_lazy

from tessera.network.models import AuditEvent
from tessera.network.selectors.people import audit_listed
from tessera.web.access import guarded, require
from tessera.web.tables import MomentColumn, Table, table_page


class AuditFilter(filters.FilterSet):
    action = filters.CharFilter(label=gettext_lazy("What"), lookup_expr="startswith")
    actor = filters.CharFilter(label=gettext_lazy("Who"), lookup_expr="name__icontains")
    subject = filters.CharFilter(label=gettext_lazy("To what"), lookup_expr="icontains")
    since = filters.DateFilter(label=gettext_lazy("Since"), field_name="at", lookup_expr="date__gte")
    until = filters.DateFilter(label=gettext_lazy("Until"), field_name="at", lookup_expr="date__lte")

    class Meta:
        model = AuditEvent
        fields: list[str] = []


class AuditTable(Table):
    at = MomentColumn(verbose_name=gettext_lazy("When"))
    actor = tables.Column(verbose_name=gettext_lazy("Who"))
    action = tables.Column(verbose_name=gettext_lazy("What"))
    subject = tables.Column(verbose_name=gettext_lazy("To what"))
    detail = tables.Column(verbose_name=gettext_lazy("Detail"), orderable=False)

    def render_detail(self, value: Any) -> str:
        return json.dumps(value, ensure_ascii=False)


@guarded
def audit_log(request: HttpRequest) -> HttpResponse:
    """What happened, the newest first; taking it away is an event of its own."""
    require(request, "network.view_audit")
    return table_page(
        request,
        table_class=AuditTable,
        queryset_or_rows=audit_listed(),
        filterset=AuditFilter,
        template="people/audit.html",
        unit_label=ngettext_lazy("%(count)s event", "%(count)s events", "count"),
        name="audit-log",
        audience=gettext_lazy("Only administrators see this log. It cannot be changed."),
    )
