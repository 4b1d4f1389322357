"""Documents: the list, and one document with what it recommends in the order of its paragraphs."""

from __future__ import annotations

from itertools import groupby
from typing import Any

import django_filters
import django_tables2
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from tessera.recommendations.models import Document
from tessera.recommendations.selectors.documents import (
    bodies_of_documents,
    document_parts,
    document_visible,
    documents_counted,
    of_country,
    with_words,
)
from tessera.recommendations.selectors.record import document_order, records_by_id
from tessera.reports.citations import document_address
from tessera.vocabulary import countries
from tessera.web.formats import Counted, country_words
from tessera.web.recommendation_words import mechanism_address, mechanism_words, value_words
from tessera.web.remembered import remembered
from tessera.web.tables import DayColumn, NumberColumn, Table, table_page

from .found import KINDS, recommendations_file
from .rows import SIGNS
from .search_page import DOWNLOADS

ON_A_PAGE = 100


class DocumentTable(Table):
    symbol = django_tables2.Column(
        verbose_name=gettext_lazy("Symbol"), linkify=lambda record: reverse("web:document", args=[record.pk])
    )
    title = django_tables2.Column(verbose_name=gettext_lazy("Title"))
    body = django_tables2.Column(verbose_name=gettext_lazy("Mechanism"))
    countries = django_tables2.Column(verbose_name=gettext_lazy("Countries"), orderable=False)
    date = DayColumn(verbose_name=gettext_lazy("Date"))
    count = NumberColumn(verbose_name=gettext_lazy("Recommendations"), orderable=False)

    class Meta:
        attrs = {"class": "table-stack"}

    def render_body(self, value: str) -> str:
        return value_words("mechanism", value)

    def render_countries(self, value: tuple[str, ...]) -> str:
        return ", ".join(country_words(code) for code in value)

    def value_countries(self, value: tuple[str, ...]) -> str:
        return "; ".join(value)


class DocumentFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(
        method="with_words",
        label=gettext_lazy("Symbol or title"),
        widget=forms.TextInput(attrs={"type": "search", "maxlength": 100}),
    )
    mechanism = django_filters.ChoiceFilter(field_name="body", label=gettext_lazy("Mechanism"), choices=[])
    country = django_filters.ChoiceFilter(method="of_country", label=gettext_lazy("Country"), choices=[])
    year = django_filters.NumberFilter(
        field_name="date__year", label=gettext_lazy("Year"), min_value=1900, max_value=2100
    )

    class Meta:
        model = Document
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies = bodies_of_documents(self.request.user if self.request else AnonymousUser())
        self.filters["mechanism"].extra["choices"] = [(code, value_words("mechanism", code)) for code in bodies]
        named = sorted(((code, country_words(code)) for code in countries.countries()), key=lambda one: one[1])
        self.filters["country"].extra["choices"] = named

    def with_words(self, rows: QuerySet, _name: str, value: str) -> QuerySet:
        return with_words(rows, value)

    def of_country(self, rows: QuerySet, _name: str, value: str) -> QuerySet:
        return of_country(rows, value)


@remembered
def document_list(request: HttpRequest) -> HttpResponse:
    """All documents of which the reader may see something."""
    return table_page(
        request,
        table_class=DocumentTable,
        queryset_or_rows=documents_counted(request.user),
        unit_label=ngettext_lazy("%(count)s document", "%(count)s documents", "count"),
        filterset=DocumentFilter,
        template="recommendations/documents.html",
        name="documents",
        context={"trail": [(_("Recommendations"), reverse("web:recommendations"))]},
        empty={
            "why": _("No documents have been imported yet."),
            "next": _("Look at the sources"),
            "url": reverse("web:sources"),
        },
    )


@remembered
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """?kind= leaves one kind of passages; ?page=; ?download= for the file."""
    found = document_visible(request.user, pk)
    if found is None:
        raise Http404(_("There is no document of this number that you may see."))
    parts = document_parts(request.user, found)
    kind = request.GET.get("kind", "") if request.GET.get("kind", "") in parts["kind"] else ""
    ids = [own for own, _paragraph in document_order(request.user, pk, Q(kind=kind) if kind else None)]
    if request.GET.get("download") in KINDS:
        return recommendations_file(request, ids, kind=request.GET["download"], name=f"document-{pk}")
    number, last = _page(request.GET.get("page", ""), len(ids))
    records = records_by_id(request.user, ids[(number - 1) * ON_A_PAGE : number * ON_A_PAGE])
    context = {
        "document": found,
        "mechanism": mechanism_words(found.body),
        "mechanism_url": mechanism_address(found.body),
        "un_address": document_address(found.symbol),
        "groups": [(heading, list(rows)) for heading, rows in groupby(map(_passage, records), key=_heading)],
        "count_words": _count_words(len(ids)),
        "kinds": [(code, value_words("type", code), count) for code, count in parts["kind"].most_common()],
        "kind": kind,
        "positions": [
            (value_words("position", code), SIGNS.get(code, ""), count)
            for code, count in parts["position"].most_common()
        ],
        "downloads": DOWNLOADS,
        "number": number,
        "last": last,
        "before": number - 1 if number > 1 else None,
        "after": number + 1 if number < last else None,
        "trail": [
            (_("Recommendations"), reverse("web:recommendations")),
            (_("Documents"), reverse("web:documents")),
        ],
    }
    return render(request, "recommendations/document.html", context)


def _page(asked: str, count: int) -> tuple[int, int]:
    last = max(-(-count // ON_A_PAGE), 1)
    number = int(asked) if asked.isdecimal() and len(asked) < 6 else 1
    return min(max(number, 1), last), last


def _heading(passage: dict[str, Any]) -> str:
    return str(passage["heading"])


def _passage(record: Any) -> dict[str, Any]:
    return {
        "record": record,
        "heading": record.heading,
        "kind": value_words("type", record.kind) if record.kind != "recommendation" else "",
        "position": value_words("position", record.position) if record.position else "",
        "sign": SIGNS.get(record.position, ""),
        "states": ", ".join(country_words(code) for code in record.states),
    }


def _count_words(count: int) -> str:
    said = ngettext("%(count)s passage", "%(count)s passages, in the order of paragraphs", count)
    return said % {"count": Counted(count)}
