"""All treaties, and how many countries are bound by each."""

from __future__ import annotations

from typing import Any

import django_tables2 as tables
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

from tessera.recommendations.selectors.ratifications import TreatyCount, as_of, statuses_listed, treaties_counted
from tessera.vocabulary.treaties import families
from tessera.web.remembered import remembered
from tessera.web.tables import NumberColumn, Table, table_page
from tessera.web.treaty_words import KINDS, as_of_words, family_label, treaty_label

from .regions import region_asked, region_context

NO_DATA = _("no data")


class TreatyTable(Table):
    short = tables.Column(accessor="treaty__short", verbose_name=_("Treaty"), attrs={"td": {"class": "nowrap"}})
    name = tables.Column(accessor="treaty", verbose_name=pgettext_lazy("of a treaty", "Name"), orderable=False)
    family = tables.Column(accessor="treaty__family", verbose_name=_("Group of treaties"), visible=False)
    kind = tables.Column(accessor="treaty__kind", verbose_name=_("Kind"), orderable=False)
    adopted = tables.Column(accessor="treaty__adopted", verbose_name=_("Adopted"), attrs=NumberColumn().attrs)
    in_force = tables.Column(accessor="treaty__in_force", verbose_name=_("In force"), attrs=NumberColumn().attrs)
    party = NumberColumn(verbose_name=_("Parties"), accessor="treaty", orderable=False)
    signatory = NumberColumn(verbose_name=_("Signed only"), accessor="treaty", orderable=False)
    no_action = NumberColumn(verbose_name=_("No action"), accessor="treaty", orderable=False)

    def render_short(self, record: TreatyCount) -> Any:
        url = reverse("web:treaty", args=[record.treaty.code])
        return format_html('<a href="{}"><bdi>{}</bdi></a>', url, record.treaty.short)

    def value_short(self, record: TreatyCount) -> str:
        return record.treaty.short

    def render_name(self, record: TreatyCount) -> str:
        return treaty_label(record.treaty)

    def render_family(self, record: TreatyCount) -> str:
        return family_label(record.treaty.family)

    def render_kind(self, record: TreatyCount) -> Any:
        return KINDS[record.treaty.kind]

    def render_party(self, record: TreatyCount) -> Any:
        return counted(record, "party")

    def value_party(self, record: TreatyCount) -> int | None:
        return counted(record, "party", absent=None)

    def render_signatory(self, record: TreatyCount) -> Any:
        return counted(record, "signatory")

    def value_signatory(self, record: TreatyCount) -> int | None:
        return counted(record, "signatory", absent=None)

    def render_no_action(self, record: TreatyCount) -> Any:
        return counted(record, "no-action")

    def value_no_action(self, record: TreatyCount) -> int | None:
        return counted(record, "no-action", absent=None)


def counted(record: TreatyCount, status: str, *, absent: Any = NO_DATA) -> Any:
    """A number of countries; where no list speaks of the treaty, that nothing is known, not nought."""
    return record.of(status) if record.known else absent


@remembered
def treaty_list(request: HttpRequest) -> HttpResponse:
    """?region= counts the countries of a region or sub-region only; ?family= chooses a group of treaties."""
    region, family = region_asked(request), request.GET.get("family", "")
    family = family if family in families() else ""
    known = list(statuses_listed().only("as_of", "origin", "read_on"))
    return table_page(
        request,
        table_class=TreatyTable,
        queryset_or_rows=[row for row in treaties_counted(region=region) if not family or row.treaty.family == family],
        unit_label=ngettext_lazy("%(count)s treaty", "%(count)s treaties", "count"),
        template="ratifications/list.html",
        context={
            **region_context(region),
            "family": family,
            "families": [(code, family_label(code)) for code in families()],
            "as_of": as_of_words(as_of(known)),
            "known": bool(known),
        },
        name=f"ratifications-{region}" if region else "ratifications",
    )
