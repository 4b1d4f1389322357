"""Every demand of a document's country: addressed with the passage, partly, not found; whose word it is; how sure."""

from __future__ import annotations

from typing import Any

import django_filters as filters
import django_tables2 as tables
from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from tessera.desk_review.models import Gap, ReviewedDocument
from tessera.desk_review.selectors import gaps as selectors
from tessera.desk_review.selectors.jobs import comparison_under_way, somebody_works
from tessera.desk_review.services.gaps import gaps_find
from tessera.vocabulary import terms
from tessera.web.access import guarded, require
from tessera.web.form_pages import form_page, submitted
from tessera.web.recommendation_words import body_words, term_words, themes_named
from tessera.web.tables import NumberColumn, Table, table_page

from .reach import document_or_404, may, place_words, trail

SHOWN, PASSAGES = 240, 2  # characters of a passage, and how many passages, in the list
WHOSE = (
    ("person", gettext_lazy("Said by a person")),
    ("machine", gettext_lazy("Only suggested")),
)


class GapFilter(filters.FilterSet):
    """`whose` tells apart what a person has said of and what only the machine suggests."""

    status = filters.ChoiceFilter(label=gettext_lazy("Status"), field_name="standing", choices=Gap.Status.choices)
    whose = filters.ChoiceFilter(label=gettext_lazy("Whose word"), method="by_whose", choices=WHOSE)
    group = filters.ChoiceFilter(label=gettext_lazy("Group"), field_name="groups", method="by_code")
    theme = filters.ChoiceFilter(label=gettext_lazy("Theme"), field_name="themes", method="by_code")
    mechanism = filters.ChoiceFilter(label=gettext_lazy("Mechanism"), field_name="bodies", method="by_code")
    q = filters.CharFilter(label=gettext_lazy("Words"), field_name="text", lookup_expr="icontains")

    class Meta:
        model = Gap
        fields: list[str] = []

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        held = list(self.queryset.order_by().values_list("themes", "bodies"))
        themes = {code for row in held for code in row[0]}
        bodies = sorted({code for row in held for code in row[1]})
        self.filters["group"].extra["choices"] = [(code, term_words("groups", code)) for code in terms.codes("groups")]
        self.filters["theme"].extra["choices"] = [pair for pair in themes_named() if pair[0] in themes]
        self.filters["mechanism"].extra["choices"] = [(code, body_words(code)) for code in bodies]

    def by_code(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(**{f"{name}__contains": f"|{value}|"})

    def by_whose(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.exclude(rating="") if value == "person" else rows.filter(rating="")


class GapTable(Table):
    text = tables.Column(verbose_name=gettext_lazy("What was asked"), orderable=False, attrs={"td": {"class": "prose"}})
    made = NumberColumn(verbose_name=gettext_lazy("Recommendations"))
    standing = tables.Column(verbose_name=gettext_lazy("In the document"))
    confidence = NumberColumn(verbose_name=gettext_lazy("Confidence of the machine"))
    passages = tables.Column(
        verbose_name=gettext_lazy("Passages"), accessor="pk", orderable=False, attrs={"td": {"class": "prose"}}
    )
    groups = tables.Column(verbose_name=gettext_lazy("Groups"), visible=False)
    themes = tables.Column(verbose_name=gettext_lazy("Themes"), visible=False)
    bodies = tables.Column(verbose_name=gettext_lazy("Mechanisms"), visible=False)
    machine = tables.Column(verbose_name=gettext_lazy("The machine’s suggestion"), accessor="status", visible=False)
    reason = tables.Column(verbose_name=gettext_lazy("Reason"), visible=False, default="")
    viewer: Any = None
    document: ReviewedDocument
    in_file = False
    shown: dict[int, selectors.Shown] | None = None

    def render_text(self, record: Gap) -> Any:
        url = reverse("web:gap", args=[record.document_id, record.demand_id])
        return format_html('<a href="{}" lang="{}" dir="auto">{}</a>', url, record.language, record.text)

    def value_text(self, record: Gap) -> str:
        return record.text

    def render_standing(self, record: Gap) -> Any:
        if record.rating:
            return format_html("<strong>{}</strong><br>{}", record.get_rating_display(), _("by a person"))
        return format_html('<span class="muted">{}<br>{}</span>', record.get_status_display(), _("suggested"))

    def value_standing(self, record: Gap) -> str:
        return record.get_rating_display() if record.rating else record.get_status_display()

    def render_confidence(self, value: float) -> str:
        return f"{value:.2f}"

    def value_confidence(self, value: float) -> float:
        return value

    def render_passages(self, record: Gap) -> Any:
        found = self._passages()[record.pk]
        rows = ((_address(record, one.key), place_words(one), Truncator(one.text).chars(SHOWN)) for one, _at in found)
        cut = format_html_join("", '<div dir="auto"><a href="{}"><bdi>{}</bdi></a> {}</div>', rows)
        return cut or "–"

    def value_passages(self, record: Gap) -> str:
        return "\n".join(f"{place_words(one)} {one.text}" for one, _at in self._passages()[record.pk])

    def value_groups(self, value: tuple[str, ...]) -> str:
        return ", ".join(value)

    value_themes = value_bodies = value_groups

    def value_machine(self, record: Gap) -> str:
        return record.get_status_display()

    def _passages(self) -> dict[int, selectors.Shown]:
        """Of the page, or in a file of all, at once."""
        if self.shown is None:
            gaps = [row.record for row in (self.rows if self.in_file else self.paginated_rows)]
            most = 0 if self.in_file else PASSAGES
            self.shown = selectors.passages_shown(self.viewer, self.document, gaps, most=most)
        return self.shown


@guarded
def gaps(request: HttpRequest, pk: int) -> HttpResponse:
    """What the filters leave of the latest comparison."""
    document = document_or_404(request, pk)
    run = selectors.run_latest(request.user, document)
    judge = may(request, document)
    under_way = judge and comparison_under_way(document)
    context = {
        "document": document,
        "run": run,
        "counts": _counted(request, document),
        "judge": judge,
        "under_way": under_way,
        "nobody_works": under_way and not somebody_works(),
        "trail": trail(document),
    }
    return table_page(
        request,
        table_class=_table_for(request, document),
        queryset_or_rows=selectors.gaps_listed(request.user, document),
        filterset=GapFilter,
        template="gaps/list.html",
        context=context,
        unit_label=ngettext_lazy("%(count)s demand", "%(count)s demands", "count"),
        name=f"gaps-{document.pk}",
        audience=_("A draft for the Network; not for passing on.") if document.state != document.State.RELEASED else "",
        empty={"why": _("Nothing has been compared yet.") if run is None else _("No demand concerns minorities.")},
    )


@guarded
def compare(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks for the comparison, which goes on while nobody waits."""
    document = document_or_404(request, pk)
    require(request, "desk_review.judge_document", document)
    back = reverse("web:gaps", args=[pk])
    return form_page(
        request,
        submitted(request, forms.Form, initial={}),
        save=lambda _data: gaps_find(document=document, by=request.user),
        back=back,
        heading=_("Compare with what was recommended"),
        intro=_("What people said of a demand stays. What the machine suggests is told anew."),
        submit=_("Compare"),
        cancel=back,
        trail=trail(document),
    )


def _table_for(request: HttpRequest, of: ReviewedDocument) -> type[GapTable]:
    """The table as this reader has it; in a file, with the columns that the page leaves to each demand's own."""

    class Own(GapTable):
        viewer, document, in_file = request.user, of, "download" in request.GET

        def __init__(self, *args: Any, **kw: Any) -> None:
            super().__init__(*args, **kw)
            if self.in_file:
                for name in ("groups", "themes", "bodies", "machine", "reason"):
                    self.columns.show(name)

    return Own


def _counted(request: HttpRequest, document: ReviewedDocument) -> list[tuple[str, str, int]]:
    counts = selectors.gap_counts(request.user, document)
    return [(code, label, counts[code]) for code, label in Gap.Status.choices if counts[code] or code != "silent"]


def _address(gap: Gap, key: str) -> str:
    return reverse("web:desk-review-passage", args=[gap.document_id, key])
