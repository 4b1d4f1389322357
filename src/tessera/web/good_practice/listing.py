"""Good practice in a list, and each nomination by itself."""

from __future__ import annotations

from typing import Any

import django_filters as filters
import django_tables2 as tables
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from tessera.desk_review.models import GoodPractice
from tessera.desk_review.selectors.practices import practice_get, practices_listed
from tessera.reports.desk_reviews.addresses import passage_path
from tessera.reports.desk_reviews.words import code_words, document_words, place_words, standing_words
from tessera.vocabulary import terms
from tessera.web.formats import country_words
from tessera.web.named_review import trail
from tessera.web.recommendation_words import term_words
from tessera.web.tables import CountryColumn, DayColumn, Table, table_page

SHOWN = 400  # characters of a passage or a reason


class PracticeFilter(filters.FilterSet):
    group = filters.ChoiceFilter(label=gettext_lazy("Group concerned"), method="by_code", field_name="groups")
    how = filters.ChoiceFilter(label=gettext_lazy("How they are addressed"), method="by_code", field_name="how")
    country = filters.ChoiceFilter(label=gettext_lazy("Country"), field_name="passage__document__country")
    year = filters.ChoiceFilter(label=gettext_lazy("Year of the document"), field_name="passage__document__year")
    q = filters.CharFilter(label=gettext_lazy("Words"), field_name="passage__text", lookup_expr="icontains")

    class Meta:
        model = GoodPractice
        fields: list[str] = []

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        told = self.queryset.order_by().values_list("passage__document__country", "passage__document__year").distinct()
        countries, years = {one for one, _year in told if one}, {year for _one, year in told if year}
        named = [(code, country_words(code)) for code in countries]
        self.filters["country"].extra["choices"] = sorted(named, key=lambda pair: pair[1])
        self.filters["year"].extra["choices"] = [(str(year), str(year)) for year in sorted(years)]
        for name, family in (("group", "groups"), ("how", "how")):
            self.filters[name].extra["choices"] = [(code, term_words(family, code)) for code in terms.codes(family)]

    def by_code(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(**{f"{name}__contains": f"|{value}|"})


class PracticeTable(Table):
    passage = tables.Column(
        verbose_name=gettext_lazy("Passage"),
        accessor="passage__text",
        orderable=False,
        attrs={"td": {"class": "prose"}},
    )
    standing = tables.Column(verbose_name=gettext_lazy("What it is"), empty_values=(), orderable=False)
    groups = tables.Column(verbose_name=gettext_lazy("Groups concerned"), orderable=False)
    how = tables.Column(verbose_name=gettext_lazy("How they are addressed"), orderable=False)
    country = CountryColumn(verbose_name=gettext_lazy("Country"), accessor="passage__document__country", default="")
    year = tables.Column(verbose_name=gettext_lazy("Year"), accessor="passage__document__year", default="")
    document = tables.Column(verbose_name=gettext_lazy("Document"), accessor="passage__document__title", visible=False)
    place = tables.Column(verbose_name=gettext_lazy("Place"), empty_values=(), orderable=False, visible=False)
    reason = tables.Column(verbose_name=gettext_lazy("Why it is good practice"), orderable=False)
    transferable = tables.Column(
        verbose_name=gettext_lazy("What makes it transferable"), orderable=False, visible=False
    )
    nominated_at = DayColumn(verbose_name=gettext_lazy("Nominated"))

    def render_passage(self, record: GoodPractice, value: str) -> Any:
        url, text = reverse("web:good-practice", args=[record.pk]), Truncator(value).chars(SHOWN)
        return format_html('<a href="{}" lang="{}" dir="auto">{}</a>', url, record.passage.document.language, text)

    def value_passage(self, value: str) -> str:
        return value

    def render_standing(self, record: GoodPractice) -> str:
        return standing_words(record)

    def render_groups(self, value: tuple[str, ...]) -> str:
        return code_words("groups", value)

    def render_how(self, value: tuple[str, ...]) -> str:
        return code_words("how", value)

    def render_place(self, record: GoodPractice) -> str:
        return place_words(record.passage)

    def render_reason(self, value: str) -> Any:
        return format_html('<span dir="auto">{}</span>', Truncator(value).chars(SHOWN))

    def value_reason(self, value: str) -> str:
        return value

    def value_nominated_at(self, value: Any) -> Any:
        return value.date()


def listing(request: HttpRequest) -> HttpResponse:
    """Those that stand and that the reader may see."""
    of_network = getattr(request.user, "is_of_network", False)
    return table_page(
        request,
        table_class=PracticeTable,
        queryset_or_rows=practices_listed(request.user),
        filterset=PracticeFilter,
        template="good_practice/list.html",
        context={"trail": trail()},
        unit_label=ngettext_lazy("%(count)s passage", "%(count)s passages", "count"),
        name="good-practice",
        audience=_("With drafts for the Network; not for passing on as it is.") if of_network else "",
        empty={
            "why": _("Nobody has nominated a passage that you may see."),
            "next": _("See the country documents"),
            "url": reverse("web:desk-review"),
        },
    )


def practice(request: HttpRequest, pk: int) -> HttpResponse:
    """One nomination; who nominated it is for the Network to see."""
    found = practice_or_404(request, pk)
    person = request.user
    document = found.passage.document
    context = {
        "practice": found,
        "document": document,
        "what": document_words(document),
        "place": place_words(found.passage),
        "passage_url": passage_path(found.passage),
        "standing": standing_words(found),
        "groups": code_words("groups", found.groups),
        "how": code_words("how", found.how),
        "of_network": getattr(person, "is_of_network", False),
        "may_edit": person.is_authenticated and person.has_perm("desk_review.edit_practice", found),
        "may_open": person.is_authenticated and person.has_perm("desk_review.open_practice", found),
        "trail": practice_trail(),
    }
    return render(request, "good_practice/practice.html", context)


def practice_or_404(request: HttpRequest, pk: int) -> GoodPractice:
    found = practice_get(request.user, pk)
    if found is None:
        raise Http404(_("There is no such nomination that you may see."))
    return found


def practice_trail() -> list[tuple[Any, str]]:
    return [*trail(), (_("Good practice"), reverse("web:good-practices"))]
