"""A demand: who asks it of a State, when, and what the State answered each time; and who is asked the same."""

from __future__ import annotations

from collections import Counter
from typing import Any

import django_tables2 as tables
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy, pgettext_lazy

from tessera.recommendations.models import Demand, Recommendation, SharedDemand
from tessera.recommendations.selectors import demands as selectors
from tessera.vocabulary import mechanisms
from tessera.web.formats import country_words, listed
from tessera.web.recommendation_words import value_words
from tessera.web.remembered import remembered
from tessera.web.tables import NumberColumn, Table, table_page

SIGNS = {"supported": "done", "implemented": "done"}  # signs of the stylesheet
NUMERIC = {"td": {"class": "num"}, "th": {"class": "num"}}
NOT_THERE = gettext_lazy("There is no demand of this number that you may see.")


class MemberTable(Table):
    year = tables.Column(verbose_name=gettext_lazy("Year"), attrs=NUMERIC, default="", order_by=("year", "date", "pk"))
    cycle = tables.Column(verbose_name=gettext_lazy("Cycle"), attrs=NUMERIC, default="")
    body = tables.Column(verbose_name=gettext_lazy("Mechanism"), default="")
    states = tables.Column(verbose_name=gettext_lazy("Recommended by"), orderable=False, default="")
    text = tables.Column(verbose_name=gettext_lazy("Recommendation"), orderable=False, attrs={"td": {"class": "prose"}})
    position = tables.Column(verbose_name=gettext_lazy("Position of the State"), default="")
    where = tables.Column(verbose_name=gettext_lazy("Document"), accessor="document", orderable=False, default="")

    def render_body(self, value: str) -> str:
        return mechanisms.body(value).short

    def render_states(self, record: Recommendation) -> str:
        return ", ".join(states_of(record))

    def render_text(self, record: Recommendation) -> Any:
        url = reverse("web:recommendation", args=[record.pk])
        return format_html('<a href="{}" lang="{}" dir="auto">{}</a>', url, record.language, record.text)

    def value_text(self, record: Recommendation) -> str:
        return record.text

    def render_position(self, value: str) -> Any:
        sign, words = SIGNS.get(value, ""), value_words("position", value)
        return format_html('<span class="status" data-status="{}">{}</span>', sign, words)

    def value_position(self, value: str) -> str:
        return value_words("position", value) if value else ""

    def render_where(self, record: Recommendation) -> Any:
        return format_html("<bdi>{} {}</bdi>", record.document.symbol, record.paragraph)

    def value_where(self, record: Recommendation) -> str:
        return f"{record.document.symbol} {record.paragraph}".strip() if record.document else ""


class CountryTable(Table):
    country = tables.Column(verbose_name=gettext_lazy("Country"))
    count = NumberColumn(verbose_name=gettext_lazy("Recommendations"))
    made = NumberColumn(verbose_name=gettext_lazy("Recommendations by State"))
    demand = tables.Column(verbose_name=pgettext_lazy("asked of a State", "Demand"), orderable=False)

    def render_country(self, value: str) -> str:
        return country_words(value)

    def value_country(self, value: str) -> str:
        return value

    def render_demand(self, value: int) -> Any:
        return format_html('<a href="{}">{}</a>', reverse("web:demand", args=[value]), _("Who asks, and the answers"))

    def value_demand(self, value: int) -> int:
        return value


@remembered
def demand(request: HttpRequest, pk: int) -> HttpResponse:
    """Who asks it of this State, and what the State answered each time."""
    found = demand_or_404(request, pk)
    if found.joined_to_id:
        return redirect("web:demand", found.joined_to_id)
    person = request.user
    rows = list(selectors.members_of(person, found))
    title, language = selectors.demand_title(person, found)
    across = selectors.shared_of(found)
    countries = selectors.countries_named(person, across) if across else frozenset()
    context = {
        "demand": found,
        "title": title,
        "language": language,
        "made": made_by(rows),
        "answers": answers(rows),
        "across": across,
        "elsewhere": len(countries - {found.country}),
        "trail": trail(found.country),
        **_acts(person, selectors.acts_of(found)),
    }
    return table_page(
        request,
        table_class=MemberTable,
        queryset_or_rows=rows,
        unit_label=ngettext_lazy("%(count)s recommendation", "%(count)s recommendations", "count"),
        template="demands/demand.html",
        context=context,
        name=f"demand-{found.pk}",
    )


@remembered
def shared(request: HttpRequest, pk: int) -> HttpResponse:
    """Of which States the same is asked, by their names."""
    found = shared_or_404(request, pk)
    if found.joined_to_id:
        return redirect("web:shared-demand", found.joined_to_id)
    told, (title, language) = selectors.countries_of_shared(request.user, found)
    context = {
        "shared": found,
        "title": title,
        "language": language,
        "count": sum(one.count for one in told),
        "made": sum(one.made for one in told),
        "countries": len({one.country for one in told}),
        "trail": [(_("Recommendations"), reverse("web:recommendations"))],
        **_acts(request.user, selectors.acts_of_shared(found)),
    }
    return table_page(
        request,
        table_class=CountryTable,
        queryset_or_rows=sorted(told, key=lambda one: (country_words(one.country), one.demand)),
        unit_label=ngettext_lazy("%(count)s demand to a State", "%(count)s demands to States", "count"),
        template="demands/shared.html",
        context=context,
        name=f"shared-demand-{found.pk}",
    )


def demand_or_404(request: HttpRequest, pk: int) -> Demand:
    found = selectors.demand_get(request.user, pk)
    if found is None:
        raise Http404(NOT_THERE)
    return found


def shared_or_404(request: HttpRequest, pk: int) -> SharedDemand:
    found = selectors.shared_get(request.user, pk)
    if found is None:
        raise Http404(NOT_THERE)
    return found


def trail(country: str) -> list[tuple[Any, str]]:
    """The way to what a country is asked."""
    return [
        (_("Countries"), reverse("web:countries")),
        (country_words(country), reverse("web:country", args=[country])),
    ]


def states_of(record: Recommendation) -> list[str]:
    """Recommending States by name; those not known as printed."""
    if len(record.states) == len(record.states_printed) or not record.states_printed:
        return [country_words(code) for code in record.states]
    return list(record.states_printed)


def made_by(rows: list[Recommendation]) -> str:
    """Who asks: the States, and the mechanisms whose own words it is."""
    states = sorted({name for one in rows for name in states_of(one)})
    bodies = sorted({mechanisms.body(one.body).short for one in rows if one.body and not one.states_printed})
    return listed([*states, *bodies])


def answers(rows: list[Recommendation]) -> list[tuple[int, list[tuple[str, int]]]]:
    """By year how many recommendations have each position; those without one are left out."""
    counted = Counter((one.year, one.position) for one in rows if one.year and one.position)
    years = sorted({year for year, _position in counted})
    return [
        (year, [(value_words("position", what), n) for (of, what), n in sorted(counted.items()) if of == year])
        for year in years
    ]


def _acts(person: Any, acts: list[Any]) -> dict[str, Any]:
    """What people decided, for those of the Network; and whether this person may decide."""
    return {
        "acts": acts if getattr(person, "is_of_network", False) else [],
        "may_join": person.is_authenticated and person.has_perm("recommendations.join_demands"),
    }
