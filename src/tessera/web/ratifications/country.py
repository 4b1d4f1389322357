"""One country's ratifications: which bind it, which to promote, and who recommended them."""

from __future__ import annotations

from typing import Any

import django_tables2 as tables
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tessera.recommendations.selectors.promoting import ratifications_to_promote
from tessera.recommendations.selectors.ratifications import Standing, country_ratifications
from tessera.web.country_ratifications import ratifications_context
from tessera.web.downloads import DOWNLOADS, download
from tessera.web.formats import country_words
from tessera.web.named_country import country_or_404
from tessera.web.remembered import remembered
from tessera.web.tables import Table
from tessera.web.treaty_words import family_label, status_words, treaty_label


class CountryTreatyTable(Table):
    """Taken away, not shown: the page shows the same by family."""

    country = tables.Column(verbose_name=gettext_lazy("Country"))
    treaty = tables.Column(verbose_name=gettext_lazy("Treaty"), accessor="treaty__short")
    name = tables.Column(verbose_name=gettext_lazy("Name"), accessor="treaty")
    family = tables.Column(verbose_name=gettext_lazy("Group of treaties"), accessor="treaty__family")
    status = tables.Column(verbose_name=gettext_lazy("Status"))
    kind = tables.Column(verbose_name=gettext_lazy("How"), accessor="record__kind", default="")
    year = tables.Column(verbose_name=gettext_lazy("Since"), default=None)
    accepted = tables.Column(verbose_name=gettext_lazy("Procedures accepted"))
    reservations = tables.Column(verbose_name=gettext_lazy("Reservations"), accessor="record__reservations", default="")
    declarations = tables.Column(verbose_name=gettext_lazy("Declarations"), accessor="record__declarations", default="")
    recommended = tables.Column(verbose_name=gettext_lazy("Recommendations that ask for it"), accessor="treaty__code")

    def __init__(self, *args: Any, counts: dict[str, int], **options: Any) -> None:
        super().__init__(*args, **options)
        self.counts = counts

    def value_name(self, record: Standing) -> str:
        return treaty_label(record.treaty)

    def value_family(self, record: Standing) -> str:
        return family_label(record.treaty.family)

    def value_status(self, record: Standing) -> str:
        return status_words(record)

    def value_accepted(self, record: Standing) -> str:
        return ", ".join(one.short for one in record.accepted)

    def value_recommended(self, record: Standing) -> int:
        return self.counts.get(record.treaty.code, 0)


@remembered
def country_page(request: HttpRequest, code: str) -> HttpResponse:
    """The page; ?download=csv, xlsx or json for the table as a file."""
    country = country_or_404(request.user, code)
    if code != country.code:
        return redirect("web:country-ratifications", country.code, permanent=True)
    name = country_words(code)
    if (kind := request.GET.get("download")) in DOWNLOADS:
        return download(_table(request, code), kind=kind, name=f"ratifications-{code}", request=request)
    context = {
        **ratifications_context(request, code),
        "name": name,
        "downloads": DOWNLOADS,
        "trail": [
            (_("Countries"), reverse("web:countries")),
            (name, reverse("web:country", args=[code])),
        ],
    }
    return render(request, "ratifications/country.html", context)


def _table(request: HttpRequest, code: str) -> CountryTreatyTable:
    rows = [one for family in country_ratifications(code).values() for one in family]
    promote = ratifications_to_promote(request.user, code).treaties
    return CountryTreatyTable(rows, counts={one.standing.treaty.code: one.total for one in promote})
