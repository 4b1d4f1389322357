"""One treaty: who is bound by it and since when, by region; and who is asked to ratify it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import django_tables2 as tables
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from tessera.recommendations.selectors.promoting import treaty_recommended
from tessera.recommendations.selectors.ratifications import EVERY, NOT_APPLICABLE, Standing, as_of, treaty_status
from tessera.vocabulary import countries, mechanisms, treaties
from tessera.web.formats import country_words, listed
from tessera.web.recommendation_words import mechanism_words, value_words
from tessera.web.remembered import remembered
from tessera.web.tables import Table, table_page
from tessera.web.treaty_words import ACCEPTS, STATUSES, as_of_words, family_label, status_words, treaty_label

from .regions import region_asked, region_context, region_words

NUMERIC = {"td": {"class": "num"}, "th": {"class": "num"}}
WORDS = 160  # characters of a reservation in the table; downloads have all


class StandingTable(Table):
    country = tables.Column(verbose_name=gettext_lazy("Country"))
    region = tables.Column(verbose_name=gettext_lazy("Region"), accessor="country", orderable=False)
    status = tables.Column(verbose_name=gettext_lazy("Status"))
    kind = tables.Column(verbose_name=gettext_lazy("How"), accessor="record__kind", orderable=False, default="")
    year = tables.Column(verbose_name=gettext_lazy("Since"), attrs=NUMERIC, default="")
    accepted = tables.Column(verbose_name=gettext_lazy("Procedures accepted"), orderable=False)
    reservations = tables.Column(
        verbose_name=gettext_lazy("Reservations and declarations"), accessor="record", orderable=False, default=""
    )

    def render_country(self, record: Standing) -> Any:
        url = reverse("web:country-ratifications", args=[record.country])
        return format_html('<a href="{}">{}</a>', url, country_words(record.country))

    def value_country(self, record: Standing) -> str:
        return record.country

    def render_region(self, record: Standing) -> str:
        return region_words(countries.country(record.country).sub_region)

    def render_status(self, record: Standing) -> str:
        return status_words(record)

    def render_kind(self, record: Standing) -> str:
        own = record.record
        return own.get_kind_display() if own and own.treaty == record.treaty.code else ""

    def render_accepted(self, record: Standing) -> str:
        return ", ".join(one.short for one in record.accepted)

    def render_reservations(self, record: Standing) -> Any:
        said = reserved(record)
        if len(said) <= WORDS:
            return said
        return format_html("<details><summary>{}</summary>{}</details>", said[:WORDS] + " …", said)

    def value_reservations(self, record: Standing) -> str:
        return reserved(record)


def reserved(record: Standing) -> str:
    """The texts of reservations, declarations and objections, as the list has them."""
    own = record.record
    if own is None or own.treaty != record.treaty.code:
        return ""
    parts = (
        (_("Reservations"), own.reservations),
        (_("Declarations"), own.declarations),
        (_("Objections"), own.objections),
        (_("Note"), own.note if own.status == "withdrawn" else ""),
    )
    return " ".join(f"{label}: {text}" for label, text in parts if text)


@remembered
def treaty_page(request: HttpRequest, code: str) -> HttpResponse:
    """?region= and ?status= choose countries."""
    if code not in treaties.treaties():
        raise Http404(_("There is no treaty with this code."))
    one, region = treaties.treaty(code), region_asked(request)
    chosen = request.GET.get("status", "")
    chosen = chosen if chosen in (*EVERY, NOT_APPLICABLE) else ""
    everywhere = treaty_status(code)
    here = [row for row in everywhere if not region or region in regions_of(row)]
    rows = sorted(
        (row for row in here if not chosen or row.status == chosen), key=lambda row: country_words(row.country)
    )
    records = [row.record for row in everywhere if row.record]
    return table_page(
        request,
        table_class=StandingTable,
        queryset_or_rows=rows,
        unit_label=ngettext_lazy("%(count)s country", "%(count)s countries", "count"),
        template="ratifications/treaty.html",
        context={
            **region_context(region),
            **described(one),
            "by_region": by_region(everywhere),
            "status": chosen,
            "statuses": [(s, label) for s, label in STATUSES.items() if any(row.status == s for row in everywhere)],
            "as_of": as_of_words(as_of(records)),
            "recommended": recommended(request, code),
            "trail": [(_("Treaties"), reverse("web:ratifications"))],
        },
        name=f"ratifications-{code}",
        empty={"why": _("No country has this status here."), "next": _("All countries"), "url": request.path},
    )


def described(one: treaties.Treaty) -> dict[str, Any]:
    kin = treaties.children(one.code)
    return {
        "treaty": one,
        "label": treaty_label(one),
        "family": family_label(one.family),
        "accepts": listed(str(ACCEPTS[way]) for way in one.accepts),
        "body": mechanisms.body(one.body) if one.body else None,
        "body_name": mechanism_words(one.body),
        "parent": treaties.treaty(one.parent) if one.parent else None,
        "kin": [(kid, treaty_label(kid)) for kid in kin],
    }


def regions_of(row: Standing) -> tuple[str, str]:
    country = countries.country(row.country)
    return country.region, country.sub_region


def by_region(rows: Iterable[Standing]) -> list[dict[str, Any]]:
    """How many countries of each region are bound, signed only, did nothing, or are not known; in a fixed order."""
    found: dict[str, dict[str, int]] = {}
    for row in rows:
        counts = found.setdefault(regions_of(row)[0], {})
        counts[row.status] = counts.get(row.status, 0) + 1
    return [
        {
            "code": code,
            "words": region_words(code),
            "party": counts.get("party", 0),
            "signatory": counts.get("signatory", 0),
            "no_action": counts.get("no-action", 0),
            "other": sum(n for s, n in counts.items() if s not in ("party", "signatory", "no-action")),
        }
        for code, counts in sorted(found.items(), key=lambda pair: region_words(pair[0]))
    ]


def recommended(request: HttpRequest, code: str) -> dict[str, Any]:
    answer = treaty_recommended(request.user, code)
    return {
        "total": answer.total,
        "mechanisms": [(value_words("mechanism", b), b, n) for b, n in answer.facets.get("mechanism", ())],
        "newest": [found.record for found in answer.found],
    }
