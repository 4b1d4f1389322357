"""A document's page: its passages in order, what the machine suggests of each, and what people say."""

from __future__ import annotations

from typing import Any

import django_filters as filters
import django_tables2 as tables
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from tessera.desk_review.models import Passage, ReviewedDocument
from tessera.desk_review.selectors import passages as selectors
from tessera.desk_review.selectors.documents import comments_of, progress_of
from tessera.desk_review.selectors.projects import coding_of, is_blind
from tessera.desk_review.selectors.scorecard import rating_get
from tessera.desk_review.services.judging import passage_confirm
from tessera.vocabulary.document_kinds import document_parts
from tessera.web.access import guarded, require
from tessera.web.tables import Table, table_page

from .fields import codes
from .reach import document_or_404, may, passage_or_404, trail
from .words import criterion_words, kind_words, part_words, place_words, reading_words

SHOWN = 700  # characters of a passage on the page; its own page has all
SHOW = (
    ("relevant", gettext_lazy("Those of the field")),
    ("unread", gettext_lazy("Of the field, and nobody has read them")),
)


class PassageFilter(filters.FilterSet):
    """Without a filter, all passages."""

    show = filters.ChoiceFilter(label=gettext_lazy("Passages"), method="by_show", choices=SHOW)
    q = filters.CharFilter(label=gettext_lazy("Words"), field_name="text", lookup_expr="icontains")
    group = filters.ChoiceFilter(label=gettext_lazy("Group suggested"), method="by_code", field_name="groups")
    how = filters.ChoiceFilter(label=gettext_lazy("How, as suggested"), method="by_code")
    part = filters.ChoiceFilter(label=gettext_lazy("Part of the document"))
    criterion = filters.ChoiceFilter(label=gettext_lazy("Criterion that rests on them"), method="by_criterion")

    class Meta:
        model = Passage
        fields: list[str] = []

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        document: ReviewedDocument = self.request.reviewed_document
        self.filters["group"].extra["choices"] = codes("groups")
        self.filters["how"].extra["choices"] = codes("how")
        self.filters["part"].extra["choices"] = [(code, part_words(code)) for code in document_parts()]
        named = document.ratings.values_list("criterion", flat=True)
        self.filters["criterion"].extra["choices"] = [(code, criterion_words(code)) for code in named]

    def by_show(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        chosen = selectors.unread if value == "unread" else selectors.of_field
        return chosen(self.request.user, rows)

    def by_code(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(relevant=True, **{f"{name}__contains": f"|{value}|"})

    def by_criterion(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        rating = rating_get(self.request.user, self.request.reviewed_document, value)
        return rows.filter(key__in=rating.passages if rating else [])


class PassageTable(Table):
    place = tables.Column(verbose_name=gettext_lazy("Place"), empty_values=(), order_by=("position",))
    page = tables.Column(verbose_name=gettext_lazy("Page"), visible=False, orderable=False)
    heading = tables.Column(verbose_name=gettext_lazy("Headings"), visible=False, orderable=False)
    text = tables.Column(verbose_name=gettext_lazy("Passage"), orderable=False, attrs={"td": {"class": "prose"}})
    suggested = tables.Column(
        verbose_name=gettext_lazy("The machine’s suggestion"), empty_values=(), order_by=("-relevance", "position")
    )
    relevance = tables.Column(verbose_name=gettext_lazy("Relevance, by the machine"), visible=False, orderable=False)
    groups = tables.Column(verbose_name=gettext_lazy("Groups, by the machine"), visible=False, orderable=False)
    how = tables.Column(verbose_name=gettext_lazy("How, by the machine"), visible=False, orderable=False)
    words = tables.Column(
        verbose_name=gettext_lazy("What people say"), accessor="standing", empty_values=(), orderable=False
    )

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        for name in self.EXPORTED:
            self.columns.hide(name)

    EXPORTED = ("page", "heading", "relevance", "groups", "how")

    def render_place(self, record: Passage) -> Any:
        return format_html('<span id="{}" class="nowrap">{}</span>', record.key, place_words(record))

    def value_place(self, record: Passage) -> str:
        return place_words(record)

    def render_heading(self, value: list[str]) -> str:
        return " / ".join(value)

    def render_text(self, record: Passage) -> Any:
        url = reverse("web:desk-review-passage", args=[record.document_id, record.key])
        words = format_html_join("", "{}", _pieces(record))
        return format_html('<span dir="auto">{}</span> <a href="{}">{}</a>', words, url, _("Read"))

    def value_text(self, record: Passage) -> str:
        return record.text

    def render_suggested(self, record: Passage) -> Any:
        return format_html('<span class="muted">{}</span>', reading_words(record))

    def value_suggested(self, record: Passage) -> str:
        return reading_words(record)

    def render_groups(self, value: tuple[str, ...]) -> str:
        return ", ".join(value)

    def render_how(self, value: tuple[str, ...]) -> str:
        return ", ".join(value)

    def render_words(self, record: Passage) -> Any:
        """Whoever may judge sees what others say once they have said something themselves."""
        lines = ((word.person, reading_words(word)) for word in record.standing)
        said = format_html_join("", "<div><bdi>{}</bdi>: {}</div>", lines)
        if not self.may_judge or any(word.person_id == self.viewer for word in record.standing):
            return said
        count = len(record.standing)
        read = ngettext("read by %(n)s person", "read by %(n)s people", count) % {"n": count} if count else ""
        button = '{} <button form="confirm" name="confirm" value="{}" aria-describedby="{}">{}</button>'
        return format_html(button, read, record.key, record.key, _("Confirm"))

    def value_words(self, record: Passage) -> str:
        return "; ".join(f"{word.person}: {reading_words(word)}" for word in record.standing)


@guarded
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """The passages that the filters leave; sent with `confirm`, a person's word that the machine is right of one."""
    found = document_or_404(request, pk)
    if request.method == "POST":
        return _confirmed(request, found)
    request.reviewed_document = found
    coding = coding_of(request.user, found.pk)
    of_network = may(request, "see_work", found) and not is_blind(request.user, found.pk)
    read, relevant = progress_of(found) if of_network else (0, 0)
    context = {
        "document": found,
        "kind": kind_words(found.kind),
        "read": read,
        "relevant": relevant,
        "of_network": of_network,
        "coding": coding,
        "comments": comments_of(request.user, found),
        "trail": trail(),
        **{name: may(request, f"{name}_document", found) for name in ("judge", "send", "release")},
        "may_comment": may(request, "comment_on_draft", found),
    }
    return table_page(
        request,
        table_class=_table_for(request, judge=context["judge"], of_network=of_network),
        queryset_or_rows=selectors.passages_listed(request.user, found),
        filterset=PassageFilter,
        template="desk_review/document.html",
        context=context,
        unit_label=ngettext_lazy("%(count)s passage", "%(count)s passages", "count"),
        name=f"passages-{found.pk}",
        audience=_("A draft for the Network; not for passing on.") if found.state != found.State.RELEASED else "",
    )


def _table_for(request: HttpRequest, *, judge: bool, of_network: bool) -> type[PassageTable]:
    """The table as this reader has it; in a file, with the columns that the page leaves to the passage's own."""

    class Own(PassageTable):
        may_judge, viewer = judge, request.user.pk
        EXPORTED = () if "download" in request.GET else PassageTable.EXPORTED

        class Meta:
            exclude = () if of_network else ("words",)

    return Own


def _confirmed(request: HttpRequest, found: ReviewedDocument) -> HttpResponse:
    require(request, "desk_review.judge_document", found)
    passage = passage_or_404(request, found, request.POST.get("confirm", "")[:30])
    try:
        passage_confirm(passage=passage, by=request.user)
    except ValueError as error:
        messages.error(request, str(error))
    asked = f"?{request.GET.urlencode()}" if request.GET else ""
    return HttpResponseRedirect(f"{reverse('web:desk-review-document', args=[found.pk])}{asked}#{passage.key}")


def _pieces(record: Passage) -> list[tuple[Any]]:
    """The text with the marks of the machine, cut where it is long."""
    if len(record.text) > SHOWN or not record.relevant:
        return [(Truncator(record.text).chars(SHOWN),)]
    pieces = selectors.marked(record.text, record.evidence)
    return [(format_html("<mark>{}</mark>", words) if is_mark else words,) for words, is_mark in pieces]
