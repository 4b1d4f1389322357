"""The passages behind a figure, from one document or several."""

from __future__ import annotations

from typing import Any

import django_filters as filters
import django_tables2 as tables
from django import forms
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from tessera.desk_review.models import CriterionRating, Passage
from tessera.desk_review.selectors.comparison import documents_chosen
from tessera.desk_review.selectors.passages import passages_of_several, said_by_people
from tessera.reports.desk_reviews.addresses import PEOPLE, passage_path
from tessera.reports.desk_reviews.words import criterion_words, place_words, reading_words
from tessera.vocabulary import terms
from tessera.vocabulary.scorecard import criteria
from tessera.web.named_review import trail
from tessera.web.recommendation_words import term_words
from tessera.web.tables import Table, table_page

SHOWN = 500  # characters of a passage


class PassageFilter(filters.FilterSet):
    """Passages of the field; those that a criterion rests on, of the field or not."""

    group = filters.ChoiceFilter(label=gettext_lazy("Group concerned"), method="by_nothing")
    how = filters.ChoiceFilter(label=gettext_lazy("How they are addressed"), method="by_nothing")
    criterion = filters.ChoiceFilter(label=gettext_lazy("Criterion that rests on them"), method="by_nothing")
    said = filters.ChoiceFilter(
        label=gettext_lazy("Who says so"),
        method="by_nothing",
        choices=((PEOPLE, gettext_lazy("People")),),
        empty_label=gettext_lazy("The machine"),
    )
    q = filters.CharFilter(label=gettext_lazy("Words"), field_name="text", lookup_expr="icontains")
    d = filters.MultipleChoiceFilter(
        label=gettext_lazy("Documents"), field_name="document", widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Passage
        fields: list[str] = []

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        pks = [int(one) for one in self.data.getlist("d") if one.isascii() and one.isdecimal() and len(one) < 10]
        self.documents = documents_chosen(self.request.user, pks=pks) if pks else []
        self.filters["d"].extra["choices"] = [(str(one.pk), one.title) for one in self.documents]
        for name, family in (("group", "groups"), ("how", "how")):
            self.filters[name].extra["choices"] = [(code, term_words(family, code)) for code in terms.codes(family)]
        self.filters["criterion"].extra["choices"] = [(code, criterion_words(code)) for code in criteria()]

    def by_nothing(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """Group, how and who says so are asked together, below."""
        return rows

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        rows, data = super().filter_queryset(queryset), self.form.cleaned_data
        codes = {name: data[name] for name in ("group", "how") if data.get(name)}
        if data.get("criterion"):
            rows = rows.filter(self._resting(data["criterion"]))
        elif data.get("said") != PEOPLE:
            rows = rows.filter(relevant=True)
        if data.get("said") == PEOPLE:
            return rows.filter(said_by_people(self.request.user, **codes))
        fields = {"group": "groups", "how": "how"}
        return rows.filter(**{f"{fields[name]}__contains": f"|{code}|" for name, code in codes.items()})

    def _resting(self, criterion: str) -> Q:
        """The passages of these documents, or of all, on which the machine's rating rests."""
        ratings = CriterionRating.objects.filter(CriterionRating.visibility_q(self.request.user), criterion=criterion)
        if self.documents:
            ratings = ratings.filter(document__in=self.documents)
        found = Q(pk__in=[])
        for document, keys in ratings.values_list("document", "passages"):
            found |= Q(document=document, key__in=keys)
        return found


class PassageTable(Table):
    document = tables.Column(verbose_name=gettext_lazy("Document"), order_by=("document__title", "position"))
    country = tables.Column(verbose_name=gettext_lazy("Country"), accessor="document__country", visible=False)
    place = tables.Column(verbose_name=gettext_lazy("Place"), empty_values=(), orderable=False)
    text = tables.Column(verbose_name=gettext_lazy("Passage"), orderable=False, attrs={"td": {"class": "prose"}})
    suggested = tables.Column(verbose_name=gettext_lazy("The machine’s suggestion"), empty_values=(), orderable=False)
    words = tables.Column(
        verbose_name=gettext_lazy("What people say"), accessor="standing", empty_values=(), orderable=False
    )

    def render_place(self, record: Passage) -> str:
        return place_words(record)

    def render_text(self, record: Passage) -> Any:
        words = Truncator(record.text).chars(SHOWN)
        said = '<span lang="{}" dir="auto">{}</span> <a href="{}">{}</a>'
        return format_html(said, record.document.language, words, passage_path(record), _("Read"))

    def value_text(self, record: Passage) -> str:
        return record.text

    def render_suggested(self, record: Passage) -> Any:
        return format_html('<span class="muted">{}</span>', reading_words(record))

    def value_suggested(self, record: Passage) -> str:
        return reading_words(record)

    def render_words(self, record: Passage) -> str:
        return "; ".join(f"{word.person}: {reading_words(word)}" for word in record.standing)


def passages(request: HttpRequest) -> HttpResponse:
    """Of all documents that the reader may see, or of those in ?d=."""
    of_network = getattr(request.user, "is_of_network", False)

    class Own(PassageTable):
        class Meta:
            exclude = () if of_network else ("words",)

    return table_page(
        request,
        table_class=Own,
        queryset_or_rows=passages_of_several(request.user),
        filterset=PassageFilter,
        template="desk_comparison/passages.html",
        context={"trail": trail()},
        unit_label=ngettext_lazy("%(count)s passage", "%(count)s passages", "count"),
        name="desk-review-passages",
        audience=_("With drafts for the Network; not for passing on as it is.") if of_network else "",
        empty={"why": _("No review of a country document has been released yet.")},
    )
