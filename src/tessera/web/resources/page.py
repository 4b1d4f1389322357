"""Where the money of a plan stands."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

import django_tables2 as tables
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy, pgettext_lazy

from tessera.plans.models import Plan
from tessera.plans.selectors.activities import funding_sums
from tessera.plans.selectors.resources import WAYS, Sums, funding_listed, funding_summed, money_standing
from tessera.web.columns import NumberColumn
from tessera.web.formats import number_words
from tessera.web.plan_pages import crumbs, plan_context, plan_or_404
from tessera.web.remembered import remembered
from tessera.web.tables import Table, table_page

EVERYTHING = "all"
BY = {
    "donor": gettext_lazy("Donor"),
    "entity": pgettext_lazy("who leads", "Entity"),
    "year": gettext_lazy("Year"),
}


class AmountColumn(NumberColumn):
    """An amount that leads to the lines it is the sum of."""

    def render(self, value: Decimal, record: Sums, bound_column: Any, table: Any) -> Any:
        words = number_words(value)
        if not value or bound_column.name == "gap":
            return words
        query = urlencode({**record.keys, "currency": record.currency, "has": bound_column.name})
        return format_html('<a href="{}?{}">{}</a>', table.lines, query, words)


class SumsTable(Table):
    """By one way of looking, or by all; which, the view says."""

    lines = ""
    donor = tables.Column(verbose_name=BY["donor"], accessor="labels__donor", empty_values=())
    entity = tables.Column(verbose_name=BY["entity"], accessor="labels__entity", empty_values=())
    year = tables.Column(verbose_name=BY["year"], accessor="labels__year", empty_values=())
    currency = tables.Column(verbose_name=gettext_lazy("Currency"))
    asked = AmountColumn(verbose_name=gettext_lazy("Asked"))
    pledged = AmountColumn(verbose_name=gettext_lazy("Pledged"))
    received = AmountColumn(verbose_name=gettext_lazy("Received"))
    spent = AmountColumn(verbose_name=gettext_lazy("Spent"))
    gap = AmountColumn(verbose_name=gettext_lazy("Gap"))

    def render_donor(self, value: str) -> str:
        return value or _("Not said")

    render_entity = render_year = render_donor


def table_for(plan: Plan, ways: tuple[str, ...]) -> type[SumsTable]:
    hidden = {way: None for way in WAYS if way not in ways}
    return type("SumsTable", (SumsTable,), {"lines": reverse("web:funding-lines", args=[plan.code]), **hidden})


@remembered
def resources(request: HttpRequest, code: str) -> HttpResponse:
    """What can begin, what waits, and the amounts by donor, entity or year (?by=), each with its currency."""
    plan = plan_or_404(request, code)
    by = request.GET.get("by", "donor")
    by = by if by in (*WAYS, EVERYTHING) else "donor"
    ways = WAYS if by == EVERYTHING else (by,)
    context = plan_context(
        request,
        plan,
        "resources",
        money=money_standing(plan, request.user),
        totals=funding_sums(plan, request.user),
        by=by,
        choices=[*BY.items(), (EVERYTHING, _("All three"))],
        trail=crumbs(plan),
    )
    return table_page(
        request,
        table_class=table_for(plan, ways),
        queryset_or_rows=funding_summed(funding_listed(plan, request.user), ways),
        template="resources/page.html",
        context=context,
        unit_label=ngettext_lazy("%(count)s sum", "%(count)s sums", "count"),
        name=f"resources-{plan.code}",
        audience=audience_words(request),
        empty={"why": _("No money that you may see has been entered for this plan.")},
    )


def audience_words(request: HttpRequest) -> str:
    of_network = getattr(request.user, "is_of_network", False)
    return _("With entries for the Network; not for passing on as it is.") if of_network else ""
