"""The documents under review, in a list; adding one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import django_filters as filters
import django_tables2 as tables
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from tessera.desk_review.models import Job, ReviewedDocument
from tessera.desk_review.selectors.documents import documents_listed
from tessera.desk_review.services.jobs import ARCHIVE, Sent, job_read
from tessera.web.access import guarded, require
from tessera.web.form_pages import form_page, submitted
from tessera.web.formats import country_words
from tessera.web.recommendation_words import term_words
from tessera.web.tables import CountryColumn, DayColumn, NumberColumn, StatusColumn, Table, table_page
from tessera.web.uploads import upload_keep

from .fields import FileForm, kinds
from .reach import home, trail
from .words import kind_words


class DocumentFilter(filters.FilterSet):
    q = filters.CharFilter(label=gettext_lazy("Words of the title"), field_name="title", lookup_expr="icontains")
    country = filters.ChoiceFilter(label=gettext_lazy("Country"))
    kind = filters.ChoiceFilter(label=gettext_lazy("Kind of document"))
    state = filters.ChoiceFilter(label=gettext_lazy("State"), choices=ReviewedDocument.State.choices)

    class Meta:
        model = ReviewedDocument
        fields: list[str] = []

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        codes = ReviewedDocument.objects.filter(pk__in=self.queryset.order_by().values("pk")).exclude(country="")
        named = [(code, country_words(code)) for code in codes.order_by().values_list("country", flat=True).distinct()]
        self.filters["country"].extra["choices"] = sorted(named, key=lambda pair: pair[1])
        self.filters["kind"].extra["choices"] = kinds()


class DocumentTable(Table):
    title = tables.Column(verbose_name=gettext_lazy("Document"))
    country = CountryColumn(verbose_name=gettext_lazy("Country"), default="")
    kind = tables.Column(verbose_name=gettext_lazy("Kind of document"))
    language = tables.Column(verbose_name=gettext_lazy("Language"), default="", visible=False)
    pages = NumberColumn(verbose_name=gettext_lazy("Pages"), visible=False)
    relevant = NumberColumn(verbose_name=gettext_lazy("Passages suggested"))
    state = StatusColumn(verbose_name=gettext_lazy("State"))
    added_at = DayColumn(verbose_name=gettext_lazy("Added"))

    def render_title(self, record: ReviewedDocument) -> Any:
        return format_html('<a href="{}" lang="{}" dir="auto">{}</a>', home(record), record.language, record.title)

    def value_title(self, record: ReviewedDocument) -> str:
        return record.title

    def render_kind(self, value: str) -> str:
        return kind_words(value)

    def render_language(self, value: str) -> str:
        return term_words("languages", value)

    def value_language(self, value: str) -> str:
        return value

    def value_added_at(self, value: Any) -> Any:
        return value.date()


def listing(request: HttpRequest) -> HttpResponse:
    """Those that the reader may see: without an account, what was released."""
    of_network = getattr(request.user, "is_of_network", False)
    may_add = request.user.is_authenticated and request.user.has_perm("desk_review.add_document")
    empty: dict[str, Any] = {"why": _("No review of a country document has been released yet.")}
    if of_network:
        empty = {"why": _("No country document has been added yet.")}
    if may_add:
        empty |= {"next": _("Add documents"), "url": reverse("web:desk-review-add")}
    return table_page(
        request,
        table_class=DocumentTable,
        queryset_or_rows=documents_listed(request.user),
        filterset=DocumentFilter,
        template="desk_review/list.html",
        context={"may_add": may_add},
        unit_label=ngettext_lazy("%(count)s document", "%(count)s documents", "count"),
        name="desk-review",
        audience=_("With drafts for the Network; not for passing on as it is.") if of_network else "",
        empty=empty,
    )


@guarded
def document_new(request: HttpRequest) -> HttpResponse:
    """Files are read while nobody waits; the same file again leads to the document that is there."""
    require(request, "desk_review.add_document")

    def save(data: dict[str, Any]) -> Job:
        several = data.pop("file")
        files: list[Sent] = []
        try:
            for one in several:
                kept = _kept(request, one)
                if kept not in {sent.path for sent in files}:  # named by its content: the same twice is one
                    files.append(Sent(kept, one.name))
            return job_read(files=files, by=request.user, move=True, **data)
        finally:
            for one in files:
                one.path.unlink(missing_ok=True)

    return form_page(
        request,
        submitted(request, FileForm, initial={}),
        save=save,
        back=lambda job: reverse("web:desk-review-job", args=[job.pk]),
        heading=_("Add documents"),
        intro=_("The machine reads them passage by passage and suggests; people judge. Only the Network sees them."),
        submit=_("Read them"),
        cancel=reverse("web:desk-review"),
        trail=trail(),
    )


def _kept(request: HttpRequest, upload: Any) -> Path:
    archive = upload.name.lower().endswith(ARCHIVE)
    most = settings.BATCH_UPLOAD_MAX_BYTES if archive else settings.PLAN_UPLOAD_MAX_BYTES
    return upload_keep(request, upload, limit=most)
