"""The funding lines behind an amount."""

from __future__ import annotations

from typing import Any

import django_filters as filters
import django_tables2 as tables
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from tessera.plans.models import FundingLine
from tessera.plans.selectors.activities import AMOUNTS
from tessera.plans.selectors.resources import NONE, WAYS, funding_listed, line_key
from tessera.web.columns import NumberColumn
from tessera.web.plan_pages import crumbs, plan_context, plan_or_404
from tessera.web.remembered import remembered
from tessera.web.tables import Table, table_page

from .page import BY, audience_words


class LineFilter(filters.FilterSet):
    """Choices are those of the lines that the reader may see: a choice of a hidden line would tell of it."""

    donor = filters.ChoiceFilter(label=BY["donor"], method="by_key")
    entity = filters.ChoiceFilter(label=BY["entity"], method="by_key")
    year = filters.ChoiceFilter(label=BY["year"], method="by_key")
    currency = filters.ChoiceFilter(label=gettext_lazy("Currency"))
    has = filters.ChoiceFilter(label=gettext_lazy("Lines with"), method="by_amount")

    class Meta:
        model = FundingLine
        fields: list[str] = []

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.lines = list(self.queryset)
        for way in WAYS:
            known = dict(line_key(line, way) for line in self.lines)
            words = {key: label or _("Not said") for key, label in known.items()}
            self.filters[way].extra["choices"] = sorted(words.items(), key=lambda pair: (pair[0] == NONE, pair[1]))
        currencies = sorted({line.currency for line in self.lines})
        self.filters["currency"].extra["choices"] = [(one, one) for one in currencies]
        amounts = [(name, FundingLine._meta.get_field(name).verbose_name) for name in AMOUNTS]
        self.filters["has"].extra["choices"] = amounts

    def by_key(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(pk__in=[line.pk for line in self.lines if line_key(line, name)[0] == value])

    def by_amount(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(**{f"{value}__gt": 0})


class LineTable(Table):
    activity = tables.Column(verbose_name=gettext_lazy("Activity"), order_by=("activity__order",))
    donor = tables.Column(verbose_name=BY["donor"], empty_values=())
    entity = tables.Column(verbose_name=BY["entity"], accessor="activity", orderable=False)
    year = tables.Column(verbose_name=BY["year"])
    currency = tables.Column(verbose_name=gettext_lazy("Currency"))
    asked = NumberColumn(verbose_name=gettext_lazy("Asked"))
    pledged = NumberColumn(verbose_name=gettext_lazy("Pledged"))
    received = NumberColumn(verbose_name=gettext_lazy("Received"))
    spent = NumberColumn(verbose_name=gettext_lazy("Spent"))
    note = tables.Column(verbose_name=gettext_lazy("Note"), orderable=False)

    plan_code = ""

    def render_activity(self, record: FundingLine) -> Any:
        address = reverse("web:activity", args=[self.plan_code, record.activity.ref]) + "#money"
        return format_html('<a href="{}">{}</a>', address, record.activity)

    def value_activity(self, record: FundingLine) -> str:
        return str(record.activity)

    def render_donor(self, value: str) -> str:
        return value or _("Not said")

    def render_entity(self, record: FundingLine) -> str:
        return line_key(record, "entity")[1] or _("Not said")


@remembered
def line_list(request: HttpRequest, code: str) -> HttpResponse:
    """Each line that was entered, with its activity."""
    plan = plan_or_404(request, code)
    return table_page(
        request,
        table_class=type("LineTable", (LineTable,), {"plan_code": plan.code}),
        queryset_or_rows=funding_listed(plan, request.user),
        filterset=LineFilter,
        template="resources/lines.html",
        context=plan_context(
            request,
            plan,
            "resources",
            trail=crumbs(plan, None, (_("Resources"), reverse("web:resources", args=[plan.code]))),
        ),
        unit_label=ngettext_lazy("%(count)s funding line", "%(count)s funding lines", "count"),
        name=f"funding-{plan.code}",
        audience=audience_words(request),
        empty={"why": _("No money that you may see has been entered for this plan.")},
    )
