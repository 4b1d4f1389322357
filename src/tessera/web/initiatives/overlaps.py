"""Where undertakings of different entities meet, each with the reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import django_tables2 as tables
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from tessera.network.models import Organisation
from tessera.plans.models import Activity
from tessera.plans.overlaps import GROUP, MONTHS, Meeting, of_entity
from tessera.plans.selectors.initiatives import meetings_found
from tessera.web.plan_pages import today
from tessera.web.remembered import remembered
from tessera.web.tables import Table, table_page

from .reach import address, countries_told, groups_told, months_told, trail


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting in words."""

    kind: str
    one: Any
    one_by: str
    other: Any
    other_by: str
    reason: str
    linked: bool


def meeting_rows(found: Iterable[Meeting]) -> list[MeetingRow]:
    """For the page of an initiative."""
    return [
        MeetingRow(
            kind=kind_words(met.overlaps),
            one=met.one.record,
            one_by=_entities(met.one.entities),
            other=met.other.record,
            other_by=_entities(met.other.entities),
            reason=reason_words(met),
            linked=met.linked,
        )
        for met in found
    ]


def kind_words(overlaps: bool) -> str:
    return _("Overlap") if overlaps else _("Possible complement")


def _entities(entities: Iterable[Organisation]) -> str:
    return ", ".join(sorted(map(str, entities)))


def reason_words(met: Meeting) -> str:
    """What both have in common, and what they have not."""
    said = {"countries": countries_told(met.countries), "groups": groups_told(met.groups)}
    said["months"] = months_told(*met.months) if met.months else ""
    if met.overlaps:
        words = _("Both in %(countries)s with %(groups)s, %(months)s.")
    elif GROUP not in met.common:
        words = _("Both in %(countries)s, %(months)s; no group that both name.")
    elif MONTHS not in met.common:
        words = _("Both in %(countries)s with %(groups)s; no months that both name.")
    else:
        words = _("Both with %(groups)s, %(months)s; no country that both name.")
    return words % said


def titled(record: Any) -> str:
    return f"{record.plan.code} {record}" if isinstance(record, Activity) else str(record)


class MeetingTable(Table):
    """Of meetings as they were found: only those of the page shown are put in words."""

    kind = tables.Column(verbose_name=gettext_lazy("What"), orderable=False, accessor="overlaps")
    reason = tables.Column(verbose_name=gettext_lazy("Why"), orderable=False, accessor="common")
    one = tables.Column(verbose_name=gettext_lazy("One"), orderable=False, accessor="one__record")
    one_by = tables.Column(verbose_name=gettext_lazy("By"), orderable=False, accessor="one__entities")
    other = tables.Column(verbose_name=gettext_lazy("The other"), orderable=False, accessor="other__record")
    other_by = tables.Column(verbose_name=gettext_lazy("By"), orderable=False, accessor="other__entities")
    linked = tables.Column(verbose_name=gettext_lazy("Linked already"), orderable=False)

    def render_kind(self, value: bool) -> str:
        return kind_words(value)

    def render_reason(self, record: Meeting) -> str:
        return reason_words(record)

    def render_one_by(self, value: Iterable[Organisation]) -> str:
        return _entities(value)

    render_other_by = render_one_by

    def render_one(self, value: Any) -> Any:
        return format_html('<a href="{}"><bdi>{}</bdi></a>', address(value), titled(value))

    render_other = render_one

    def value_one(self, value: Any) -> str:
        return titled(value)

    value_other = value_one

    def render_linked(self, value: bool) -> str:
        return _("yes") if value else _("no")


@remembered
def overlap_list(request: HttpRequest) -> HttpResponse:
    """All of them, or of one entity (?entity=, its code)."""
    found = meetings_found(request.user, today())
    entities = sorted({e for met in found for side in (met.one, met.other) for e in side.entities}, key=str)
    entity = next((one for one in entities if one.code == request.GET.get("entity")), None)
    shown = list(of_entity(found, entity)) if entity else found
    return table_page(
        request,
        table_class=MeetingTable,
        queryset_or_rows=shown,
        template="initiatives/overlaps.html",
        context={"entities": entities, "entity": entity, "trail": trail()},
        unit_label=ngettext_lazy("%(count)s pair", "%(count)s pairs", "count"),
        name="overlaps",
        empty={
            "why": _("No two undertakings of different entities that you may see have two of three in common."),
        },
    )
