"""The comments matrix: every comment of a round, filtered, sorted, and as a file."""

from __future__ import annotations

from typing import Any

import django_filters as filters
import django_tables2 as tables
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from tessera.coordination.models import Comment, Endorsement
from tessera.coordination.selectors.comments import comments_listed
from tessera.network.models import Organisation
from tessera.reports.comments_matrix import comments_matrix_docx
from tessera.web.access import export_record, guarded, require
from tessera.web.tables import MomentColumn, NumberColumn, StatusColumn, Table, table_page

from .reach import crumbs, may, round_or_404

SIGNS = {"open": "due", "accepted": "done", "partly": "under-way", "not": "dropped"}
SHOWN = 400  # characters of a comment in the table; downloads have all


class MatrixFilter(filters.FilterSet):
    q = filters.CharFilter(label=gettext_lazy("Words"), method="by_words")
    version = filters.ChoiceFilter(label=gettext_lazy("Version"), field_name="text_version__number")
    organisation = filters.ModelChoiceFilter(label=gettext_lazy("Organization"), queryset=Organisation.objects.none())
    kind = filters.ChoiceFilter(label=gettext_lazy("Kind"), choices=Comment.Kind.choices)
    came = filters.ChoiceFilter(label=gettext_lazy("Came by"), choices=Comment.Came.choices)
    resolution = filters.ChoiceFilter(label=gettext_lazy("Resolution"), choices=Comment.Resolution.choices)
    paragraph = filters.NumberFilter(label=gettext_lazy("Paragraph"), method="by_place")

    class Meta:
        model = Comment
        fields: list[str] = []

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        rows = self.queryset.order_by()
        numbers = rows.values_list("text_version__number", flat=True).distinct()
        self.filters["version"].extra["choices"] = [(number, str(number)) for number in sorted(numbers)]
        self.filters["organisation"].queryset = Organisation.objects.filter(
            pk__in=rows.values("organisation")
        ).order_by("acronym", "name")

    def by_words(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        for word in value.split()[:8]:
            found = [Q(**{f"{field}__icontains": word}) for field in ("text", "added", "removed", "answer", "author")]
            rows = rows.filter(found[0] | found[1] | found[2] | found[3] | found[4])
        return rows

    def by_place(self, rows: QuerySet, name: str, value: Any) -> QuerySet:
        """As it is numbered in the text; by its place where it has no number."""
        return rows.filter(Q(place=str(int(value))) | Q(place="", paragraph=int(value)))


class MatrixTable(Table):
    version = NumberColumn(verbose_name=gettext_lazy("Version"), accessor="text_version__number")
    place = tables.Column(
        verbose_name=gettext_lazy("Where"), accessor="paragraph", order_by=("text_version__number", "paragraph", "pk")
    )
    organisation = tables.Column(
        verbose_name=gettext_lazy("Who"), order_by=("organisation__name", "author"), empty_values=()
    )
    kind = tables.Column(verbose_name=gettext_lazy("Kind"))
    said = tables.Column(verbose_name=gettext_lazy("What"), orderable=False)
    resolution = StatusColumn(verbose_name=gettext_lazy("Resolution"))
    answer = tables.Column(verbose_name=gettext_lazy("Answer"), orderable=False, default="")
    author = tables.Column(verbose_name=gettext_lazy("Author"), visible=False, default="")
    context = tables.Column(verbose_name=gettext_lazy("The paragraph"), visible=False, default="")
    quoted = tables.Column(verbose_name=gettext_lazy("On the words"), visible=False, default="")
    came = tables.Column(verbose_name=gettext_lazy("Came by"), visible=False)
    made_at = MomentColumn(verbose_name=gettext_lazy("Made"), visible=False, default="")

    resolves = False  # whether the reader may resolve comments now

    class Meta:
        attrs = {"class": "table-stack table-prose"}

    def render_place(self, record: Comment) -> str:
        return place_words(record)

    def value_place(self, record: Comment) -> str:
        return place_words(record)

    def render_organisation(self, record: Comment) -> Any:
        shown = record.organisation or "–"
        return format_html('<bdi>{}</bdi> <span class="meta"><bdi>{}</bdi></span>', shown, record.author)

    def value_organisation(self, record: Comment) -> str:
        return str(record.organisation or "")

    def render_said(self, record: Comment) -> Any:
        url = reverse("web:endorsement-comment", args=[record.endorsement_id, record.pk])
        removed = format_html("<del>{}</del> ", _cut(record.removed)) if record.removed.strip() else ""
        added = format_html("<ins>{}</ins> ", _cut(record.added)) if record.added.strip() else ""
        said = format_html('<bdi>{}{}{}</bdi> <a href="{}">{}</a>', removed, added, _cut(record.text), url, _("Open"))
        if not self.resolves or record.resolution != Comment.Resolution.OPEN:
            return said
        resolve = reverse("web:endorsement-comment-resolve", args=[record.endorsement_id, record.pk])
        return format_html('{} <a class="no-print" href="{}?next=1">{}</a>', said, resolve, _("Resolve"))

    def value_said(self, record: Comment) -> str:
        return record.said

    def render_resolution(self, record: Comment) -> Any:
        return format_html(
            '<span class="status" data-status="{}">{}</span>',
            SIGNS[record.resolution],
            record.get_resolution_display(),
        )


@guarded
def comment_list(request: HttpRequest, pk: int) -> HttpResponse:
    """All comments of a round that the reader may see; ?download=docx for the matrix as a Word document."""
    found = round_or_404(request, pk)
    require(request, "coordination.see_inside_endorsement", found)
    rows = comments_listed(request.user, found)
    if request.GET.get("download") == "docx":
        return _word(request, found, MatrixFilter(request.GET, queryset=rows, request=request).qs)
    comments = found.state in Endorsement.RUNNING and found.versions.exists()

    class Own(MatrixTable):
        resolves = found.state in Endorsement.RUNNING and may(request, "run_endorsement", found)

    return table_page(
        request,
        table_class=Own,
        queryset_or_rows=rows,
        filterset=MatrixFilter,
        template="endorsement/matrix.html",
        context={"round": found, "comments": comments, "trail": crumbs(found)},
        unit_label=ngettext_lazy("%(count)s comment", "%(count)s comments", "count"),
        name=f"comments-{found.pk}",
        audience=_("For those who take part; not for passing on."),
        empty={
            "why": _("Nobody has commented on this text yet."),
            "next": _("Add a comment") if comments else "",
            "url": reverse("web:endorsement-comment-add", args=[found.pk]) if comments else "",
        },
    )


def place_words(comment: Comment) -> str:
    """The number of the paragraph as it is printed, else its place in the file; a whole text has none."""
    if comment.place:
        return comment.place
    return f"[{comment.paragraph}]" if comment.paragraph else _("The text as a whole")


def _cut(text: str) -> str:
    return Truncator(text).chars(SHOWN)


def _word(request: HttpRequest, found: Endorsement, rows: QuerySet[Comment]) -> HttpResponse:
    export_record(request, f"comments-{found.pk}")
    body = comments_matrix_docx(found, list(rows), address=request.build_absolute_uri)
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    response = HttpResponse(body, content_type=kind)
    name = f"comments-{found.pk}-{timezone.now():%Y-%m-%d}.docx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
