"""The list of a plan's indicators, and the rows that a counted one counts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import django_tables2 as tables
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from tessera.plans.measures import Row
from tessera.plans.models import Objective, Plan
from tessera.plans.selectors.indicators import (
    IndicatorState,
    indicators_as_of,
    indicators_listed,
    measure_of,
    scope_of,
)
from tessera.web.columns import DayColumn, NumberColumn
from tessera.web.formats import number_words
from tessera.web.indicator_words import percent_words
from tessera.web.plan_pages import may, plan_context, plan_or_404, today
from tessera.web.remembered import remembered
from tessera.web.tables import Table, table_page

from .reach import address, indicator_or_404, trail


class ShareColumn(NumberColumn):
    """A part of a whole, as a percentage; in downloads the number."""

    def render(self, value: Decimal) -> str:
        return percent_words(value)


class IndicatorTable(Table):
    part = tables.Column(verbose_name=gettext_lazy("Of"), accessor="indicator", orderable=False)
    title = tables.Column(verbose_name=gettext_lazy("Indicator"), accessor="indicator__title")
    value = NumberColumn(verbose_name=gettext_lazy("Value"), empty_values=())
    target = NumberColumn(verbose_name=gettext_lazy("Target"))
    unit = tables.Column(verbose_name=gettext_lazy("Unit"))
    share_of_target = ShareColumn(verbose_name=gettext_lazy("Of the target"))
    share_of_time = ShareColumn(verbose_name=gettext_lazy("Of the time"))
    as_of = DayColumn(verbose_name=gettext_lazy("As of"))
    rating = tables.Column(verbose_name=gettext_lazy("Rating"), orderable=False)

    def render_part(self, record: IndicatorState) -> str:
        return self.value_part(record)

    def value_part(self, record: IndicatorState) -> str:
        part = record.indicator.part
        return _("Objective %(ref)s") % {"ref": part.ref} if isinstance(part, Objective) else part.ref

    def render_title(self, record: IndicatorState) -> Any:
        return format_html('<a href="{}"><bdi>{}</bdi></a>', address(record.indicator), record.indicator.title)

    def value_title(self, record: IndicatorState) -> str:
        return record.indicator.title

    def render_value(self, record: IndicatorState) -> Any:
        if record.withheld:
            return format_html('<span class="muted">{}</span>', _("Withheld"))
        if record.value is None:
            return "–"
        figure = self.base_columns["target"].render(record.value)
        if not record.counted:
            return figure
        return format_html('<a href="{}">{}</a>', record.evidence[0].url, figure)

    def value_value(self, record: IndicatorState) -> Any:
        return record.value

    def render_rating(self, record: IndicatorState) -> str:
        return str(record.rating.get_rating_display()) if record.rating else "–"


@remembered
def indicator_list(request: HttpRequest, code: str) -> HttpResponse:
    """Where each indicator stands today, or on another day (?on=2031-06-30)."""
    plan = plan_or_404(request, code)
    day, problem = day_asked(request, "on")
    archived = list(indicators_listed(plan, request.user, archived=True))
    context = plan_context(
        request,
        plan,
        "indicators",
        on=day,
        problem=problem,
        archived=archived if may(request, "plans.propose_amendment", plan) else [],
        criteria=plan.rating_criteria.exists(),
        parts=_parts(request, plan),
        trail=trail(plan),
    )
    return table_page(
        request,
        table_class=IndicatorTable,
        queryset_or_rows=indicators_as_of(plan, day, request.user),
        template="indicators/list.html",
        context=context,
        unit_label=ngettext_lazy("%(count)s indicator", "%(count)s indicators", "count"),
        name=f"indicators-{plan.code}",
        audience=_told(request),
        empty={"why": _("This plan has no indicator that you may see.")},
    )


def _told(request: HttpRequest) -> str:
    of_network = getattr(request.user, "is_of_network", False)
    return _("With entries for the Network; not for passing on as it is.") if of_network else ""


def _parts(request: HttpRequest, plan: Plan) -> list[Objective]:
    """Objectives to which the reader may add an indicator; activities have the way on their own pages."""
    return list(plan.objectives.all()) if may(request, "plans.keep_plan", plan) else []


def day_asked(request: HttpRequest, name: str) -> tuple[date, str]:
    """The day in the address, else today, and what is wrong with it."""
    printed = request.GET.get(name, "")
    try:
        return (date.fromisoformat(printed) if printed else today()), ""
    except ValueError:
        return today(), _("“%(day)s” is no date; write it as 2015-06-30.") % {"day": printed[:20]}


class RowTable(Table):
    """What a measure counts, each row as the measure tells it."""

    told: Callable[[Any], Row]
    title = tables.Column(verbose_name=gettext_lazy("What"), orderable=False, empty_values=())
    day = DayColumn(verbose_name=gettext_lazy("Day"), orderable=False, empty_values=())

    def render_title(self, record: Any) -> Any:
        row = self.told(record)
        return format_html('<a href="{}"><bdi>{}</bdi></a>', reverse(row.page, args=row.arguments), row.title)

    def value_title(self, record: Any) -> str:
        return self.told(record).title

    def render_day(self, record: Any) -> Any:
        day = self.told(record).day
        return self.base_columns["day"].render(day) if day else "–"

    def value_day(self, record: Any) -> Any:
        return self.told(record).day


@remembered
def row_list(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """What is counted, up to a day (?until=2031-06-30): as many rows as the figure says."""
    indicator = indicator_or_404(request, code, pk)
    measure = measure_of(indicator)
    if measure is None or not measure.is_for(request.user):
        raise Http404(_("This indicator counts no rows that you may see."))
    day, problem = day_asked(request, "until")
    scope = scope_of(indicator, request.user, day)
    return table_page(
        request,
        table_class=type("RowTable", (RowTable,), {"told": staticmethod(measure.row)}),
        queryset_or_rows=measure.rows(scope),
        template="indicators/rows.html",
        context=plan_context(
            request,
            indicator.plan,
            "indicators",
            indicator=indicator,
            measure=measure,
            scope=scope,
            problem=problem,
            trail=trail(indicator.plan, indicator),
        ),
        unit_label=lambda count: f"{number_words(count)} {measure.unit}",
        name=f"indicator-{indicator.pk}-rows",
        audience=_told(request),
        empty={"why": _("Nothing is counted yet.")},
    )
