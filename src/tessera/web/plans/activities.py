"""The list of a plan's activities: filter, sort, take away."""

from __future__ import annotations

from typing import Any

import django_filters as filters
import django_tables2 as tables
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import get_language, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from tessera.network.models import Organisation
from tessera.plans.models import Activity, Contribution, Section
from tessera.plans.selectors.activities import activities_listed, activity_ids_serving
from tessera.plans.selectors.standing import OVER, past_last_year, waiting_for_money
from tessera.web.remembered import remembered
from tessera.web.tables import Table, table_page

from .reach import crumbs, plan_context, plan_or_404, today

UNREPORTED = "unreported"


class ActivityFilter(filters.FilterSet):
    q = filters.CharFilter(label=_("Words"), method="by_words")
    section = filters.ModelChoiceFilter(label=_("Section"), queryset=Section.objects.none())
    status = filters.ChoiceFilter(
        label=_("Status"), method="by_status", choices=[(UNREPORTED, _("Not reported")), *Activity.Status.choices]
    )
    gnr = filters.ChoiceFilter(label=_("Guidance Note recommendation"), method="by_gnr")
    year = filters.NumberFilter(label=_("Active in year"), method="by_year", min_value=1990, max_value=2100)
    lead = filters.ModelChoiceFilter(label=_("Lead"), method="by_lead", queryset=Organisation.objects.none())
    funding = filters.ChoiceFilter(label=_("Funding"), choices=[c for c in Activity.Funding.choices if c[0]])
    gap = filters.ChoiceFilter(
        label=_("What is missing"),
        method="by_gap",
        choices=[
            ("lead", _("Without a lead")),
            ("money", _("Waiting for money")),
            ("time", _("Past its last year")),
            ("gnr", _("Without GNR")),
        ],
    )

    class Meta:
        model = Activity
        fields: list[str] = []

    def __init__(self, *args: Any, plan: Any = None, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.plan = self.request.plan
        led = Organisation.objects.filter(
            contributions__activity__plan=self.plan, contributions__part=Contribution.Part.LEAD
        )
        self.filters["section"].queryset = Section.objects.filter(plan=self.plan)
        self.filters["lead"].queryset = led.distinct()
        self.filters["gnr"].extra["choices"] = [(str(n), f"GNR {n}") for n in range(1, 20)]

    def by_words(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        for word in value.split()[:8]:
            inside = Q(title__icontains=word) | Q(text__icontains=word) | Q(summary__icontains=word)
            rows = rows.filter(inside | Q(translations__icontains=word) | Q(ref__iexact=word))
        return rows

    def by_status(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        if value == UNREPORTED:
            return rows.filter(status_since__isnull=True)
        return rows.filter(status=value, status_since__isnull=False)

    def by_gnr(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(pk__in=activity_ids_serving(self.plan, int(value)))

    def by_year(self, rows: QuerySet, name: str, value: Any) -> QuerySet:
        year = int(value)
        return rows.filter(Q(start__lte=year) | Q(start__isnull=True), Q(end__gte=year) | Q(end__isnull=True)).exclude(
            start__isnull=True, end__isnull=True
        )

    def by_lead(self, rows: QuerySet, name: str, value: Organisation) -> QuerySet:
        return rows.filter(contributions__organisation=value, contributions__part=Contribution.Part.LEAD)

    def by_gap(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        if value == "gnr":
            return rows.filter(pk__in=[a.pk for a in rows if not a.gnr])
        if value == "lead":
            return rows.exclude(status__in=OVER).exclude(contributions__part=Contribution.Part.LEAD)
        running = list(rows.exclude(status__in=OVER))
        late = value == "time"
        found = past_last_year(running, today()) if late else waiting_for_money(running, self.request.user)
        return rows.filter(pk__in=[a.pk for a in found])


class ActivityTable(Table):
    ref = tables.Column(verbose_name=_("Ref."), order_by=("order",))
    title = tables.Column(verbose_name=_("Activity"), empty_values=())
    section = tables.Column(accessor="section__ref", verbose_name=_("Section"), order_by=("section__order", "order"))
    start = tables.Column(verbose_name=_("From"), attrs={"td": {"class": "num"}, "th": {"class": "num"}})
    end = tables.Column(verbose_name=_("To"), attrs={"td": {"class": "num"}, "th": {"class": "num"}})
    gnr = tables.Column(verbose_name=_("GNR"), orderable=False, empty_values=())
    lead = tables.Column(verbose_name=_("Lead"), orderable=False, empty_values=())
    status = tables.Column(verbose_name=_("Status"), empty_values=())
    funding = tables.Column(verbose_name=_("Funding"))

    def render_title(self, record: Activity) -> Any:
        return format_html('<a href="{}">{}</a>', address(record), self.value_title(record))

    def value_title(self, record: Activity) -> str:
        return record.wording("title", get_language() or "en") or Truncator(record.text).chars(120)

    def render_gnr(self, record: Activity) -> str:
        return ", ".join(map(str, record.gnr)) or "–"

    def value_gnr(self, record: Activity) -> str:
        return ", ".join(map(str, record.gnr))

    def render_lead(self, record: Activity) -> str:
        return ", ".join(str(c.organisation) for c in record.contributions.all() if c.part == "lead") or "–"

    def value_lead(self, record: Activity) -> str:
        return ", ".join(str(c.organisation) for c in record.contributions.all() if c.part == "lead")

    def render_status(self, record: Activity) -> Any:
        if not record.status_since:
            return format_html('<span class="muted">{}</span>', _("Not reported"))
        return format_html(
            '<span class="status" data-status="{}">{}</span>', record.status, record.get_status_display()
        )

    def value_status(self, record: Activity) -> str:
        return record.get_status_display() if record.status_since else ""

    def render_funding(self, record: Activity) -> str:
        return record.get_funding_display()


def address(activity: Activity) -> str:
    return reverse("web:activity", args=[activity.plan.code, activity.ref])


@remembered
def activity_list(request: HttpRequest, code: str) -> HttpResponse:
    """The plan's activities in a table."""
    plan = plan_or_404(request, code)
    request.plan = plan
    return table_page(
        request,
        table_class=ActivityTable,
        queryset_or_rows=activities_listed(plan, request.user).select_related("plan"),
        filterset=ActivityFilter,
        template="plans/activities.html",
        context=plan_context(request, plan, "activities", trail=crumbs(plan)),
        unit_label=ngettext_lazy("%(count)s activity", "%(count)s activities", "count"),
        name=f"activities-{plan.code}",
        empty={"why": _("This plan has no activities yet.")},
    )
