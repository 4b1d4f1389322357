"""The list of packs, and the log of whom they went to."""

from __future__ import annotations

from typing import Any

import django_tables2 as tables
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from tessera.recommendations.models import Pack, PackDispatch
from tessera.recommendations.selectors.packs import dispatches_listed, packs_listed
from tessera.vocabulary import readers, terms
from tessera.web.access import guarded, require
from tessera.web.tables import CountryColumn, DayColumn, MomentColumn, NumberColumn, Table, table_page


class PackTable(Table):
    title = tables.Column(linkify=("web:pack", [tables.A("pk")]), verbose_name=_("Pack"))
    country = CountryColumn(verbose_name=_("Country"))
    readers = tables.Column(verbose_name=_("For"))
    language = tables.Column(verbose_name=_("Language"))
    held = NumberColumn(accessor="body__total", verbose_name=_("Recommendations"))
    made_at = MomentColumn(verbose_name=_("Made"))
    sent = NumberColumn(verbose_name=_("Times sent"))
    last_sent = DayColumn(verbose_name=_("Last sent"))

    class Meta:
        model = Pack
        fields = ("title", "country", "readers", "language", "held", "made_at", "sent", "last_sent")
        order_by = "-made_at"

    def render_readers(self, value: str) -> str:
        return reader_words(value)

    def value_readers(self, value: str) -> str:
        return reader_words(value)

    def render_language(self, value: str) -> SafeString:
        return format_html('<span lang="{}">{}</span>', value, terms.endonym(value))

    def value_language(self, value: str) -> str:
        return value


class DispatchTable(Table):
    sent_on = DayColumn(verbose_name=_("When"))
    recipient = tables.Column(verbose_name=_("To whom"))
    way = tables.Column(verbose_name=_("How"))
    pack = tables.Column(linkify=("web:pack", [tables.A("pack_id")]), accessor="pack__title", verbose_name=_("Pack"))
    logged_by = tables.Column(verbose_name=_("Logged by"))
    note = tables.Column(verbose_name=_("Note"))

    class Meta:
        model = PackDispatch
        fields = ("sent_on", "recipient", "way", "pack", "logged_by", "note")
        order_by = "-sent_on"


def pack_list(request: HttpRequest) -> HttpResponse:
    """Those that the reader may see; ?archived=1 those taken off the list."""
    person = request.user
    of_network = person.is_authenticated and person.has_perm("recommendations.make_pack")
    archived = of_network and request.GET.get("archived") == "1"
    return table_page(
        request,
        table_class=PackTable if of_network else _for_the_public(),
        queryset_or_rows=packs_listed(person, archived=archived),
        unit_label=ngettext_lazy("%(count)s pack", "%(count)s packs", "count"),
        template="packs/list.html",
        context={"may_make": of_network, "archived": archived},
        name="packs",
        empty={
            "why": _("No pack has been archived.") if archived else _("There is no pack yet that you may see."),
            "next": _("Make the first one: choose a country, a group or a theme.") if of_network else "",
        },
    )


@guarded
def dispatch_list(request: HttpRequest) -> HttpResponse:
    """All dispatches that the reader may see, to filter in a spreadsheet."""
    require(request, "recommendations.view_dispatches")
    return table_page(
        request,
        table_class=DispatchTable,
        queryset_or_rows=dispatches_listed(request.user),
        unit_label=ngettext_lazy("%(count)s dispatch", "%(count)s dispatches", "count"),
        template="packs/dispatches.html",
        name="dispatches",
        audience=_("For the Network"),
        empty={"why": _("No dispatch has been logged yet.")},
    )


def reader_words(code: str) -> str:
    known = readers.readers().get(code)
    return known.label.in_language(get_language() or "en") if known else code


def _for_the_public() -> Any:
    """How often a pack was sent is the Network's matter."""

    class PublicPackTable(PackTable):
        class Meta(PackTable.Meta):
            exclude = ("sent", "last_sent")

    return PublicPackTable
