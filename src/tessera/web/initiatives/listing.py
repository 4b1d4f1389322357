"""The list of initiatives, and the page of one."""

from __future__ import annotations

from datetime import date
from typing import Any

import django_filters as filters
import django_tables2 as tables
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.translation import get_language, gettext_lazy, ngettext_lazy
from django.utils.translation import gettext as _

from tessera.network.models import Organisation
from tessera.plans.models import Initiative
from tessera.plans.selectors.initiatives import initiatives_listed, meetings_of_initiative
from tessera.vocabulary import terms
from tessera.web.formats import country_words
from tessera.web.plan_pages import may, today
from tessera.web.remembered import remembered
from tessera.web.tables import Table, table_page

from .overlaps import meeting_rows
from .reach import address, countries_told, groups_told, initiative_or_404, months_told, trail


class InitiativeFilter(filters.FilterSet):
    q = filters.CharFilter(label=gettext_lazy("Words"), method="by_words")
    entity = filters.ModelChoiceFilter(
        label=gettext_lazy("Entity"), field_name="organisations", queryset=Organisation.objects.none()
    )
    country = filters.ChoiceFilter(label=gettext_lazy("Country"), method="by_code")
    group = filters.ChoiceFilter(label=gettext_lazy("Group concerned"), method="by_code")
    year = filters.NumberFilter(
        label=gettext_lazy("Under way in year"), method="by_year", min_value=1990, max_value=2100
    )

    class Meta:
        model = Initiative
        fields: list[str] = []

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        seen = list(self.queryset)
        self.filters["entity"].queryset = Organisation.objects.filter(initiatives__in=seen).distinct()
        countries = {code for one in seen for code in one.countries}
        self.filters["country"].extra["choices"] = sorted(
            ((code, country_words(code)) for code in countries), key=lambda pair: pair[1]
        )
        language = get_language() or "en"
        self.filters["group"].extra["choices"] = [
            (code, terms.label("groups", code, language)) for code in terms.codes("groups")
        ]

    def by_words(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        for word in value.split()[:8]:
            rows = rows.filter(Q(title__icontains=word) | Q(text__icontains=word))
        return rows

    def by_code(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        held = {"country": "countries", "group": "groups"}[name]
        return rows.filter(**{f"{held}__contains": f"|{value}|"})

    def by_year(self, rows: QuerySet, name: str, value: Any) -> QuerySet:
        first, last = date(int(value), 1, 1), date(int(value), 12, 31)
        begun = Q(start__isnull=True) | Q(start__lte=last)
        return rows.filter(begun, Q(end__isnull=True) | Q(end__gte=first)).exclude(start=None, end=None)


class InitiativeTable(Table):
    title = tables.Column(verbose_name=gettext_lazy("Initiative"))
    organisations = tables.Column(verbose_name=gettext_lazy("Entities"), orderable=False, accessor="pk")
    countries = tables.Column(verbose_name=gettext_lazy("Countries"), orderable=False, empty_values=())
    groups = tables.Column(verbose_name=gettext_lazy("Groups concerned"), orderable=False, empty_values=())
    start = tables.Column(verbose_name=gettext_lazy("Months"), empty_values=())
    activities = tables.Column(verbose_name=gettext_lazy("Activities"), orderable=False, accessor="pk")

    def render_title(self, record: Initiative) -> Any:
        return format_html('<a href="{}"><bdi>{}</bdi></a>', address(record), record.title)

    def value_title(self, record: Initiative) -> str:
        return record.title

    def render_organisations(self, record: Initiative) -> str:
        return ", ".join(map(str, record.organisations.all()))

    def render_countries(self, record: Initiative) -> str:
        return countries_told(record.countries) or "–"

    def render_groups(self, record: Initiative) -> str:
        return groups_told(record.groups) or "–"

    def render_start(self, record: Initiative) -> str:
        return months_told(record.start, record.end) or "–"

    def render_activities(self, record: Initiative) -> str:
        return ", ".join(f"{one.plan.code} {one.ref}" for one in record.activities.all()) or "–"


@remembered
def initiative_list(request: HttpRequest) -> HttpResponse:
    """What entities have under way."""
    of_network = getattr(request.user, "is_of_network", False)
    adds = may(request, "plans.add_initiative")
    return table_page(
        request,
        table_class=InitiativeTable,
        queryset_or_rows=initiatives_listed(request.user),
        filterset=InitiativeFilter,
        template="initiatives/list.html",
        context={"adds": adds, "archived": initiatives_listed(request.user, archived=True) if adds else []},
        unit_label=ngettext_lazy("%(count)s initiative", "%(count)s initiatives", "count"),
        name="initiatives",
        audience=_("With entries for the Network; not for passing on as it is.") if of_network else "",
        empty={"why": _("No initiative that you may see has been entered.")},
    )


@remembered
def initiative(request: HttpRequest, pk: int) -> HttpResponse:
    """What it does, where and when, and with what it meets."""
    found = initiative_or_404(request, pk)
    met = meetings_of_initiative(found, request.user, today())
    context = {
        "initiative": found,
        "countries": countries_told(found.countries),
        "groups": groups_told(found.groups),
        "months": months_told(found.start, found.end),
        "keeps": may(request, "plans.keep_initiative", found),
        "met": meeting_rows(met[:50]),
        "trail": trail(found),
    }
    return render(request, "initiatives/initiative.html", context)
