"""Long work as whoever asked for it watches it: how far it is, what could not be read and why; cancel, try again."""

from __future__ import annotations

from typing import Any

import django_filters as filters
import django_tables2 as tables
from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from tessera.desk_review.models import Job, JobPart, ReviewedDocument
from tessera.desk_review.selectors import jobs as selectors
from tessera.desk_review.services.jobs import job_cancel, job_try_again
from tessera.web.access import guarded, require
from tessera.web.form_pages import form_page, submitted
from tessera.web.kept_sentences import kept_words
from tessera.web.tables import MomentColumn, NumberColumn, StatusColumn, Table, table_page

from .reach import home, trail

NOT_THERE = gettext_lazy("There is no such work that you may see.")


class JobTable(Table):
    title = tables.Column(verbose_name=gettext_lazy("Work"))
    asked_at = MomentColumn(verbose_name=gettext_lazy("Asked"))
    asked_by = tables.Column(verbose_name=gettext_lazy("By"), default="")
    parts_ended = NumberColumn(verbose_name=gettext_lazy("Files done"))
    parts_all = NumberColumn(verbose_name=gettext_lazy("of"))
    parts_refused = NumberColumn(verbose_name=gettext_lazy("Not read"))
    state = StatusColumn(verbose_name=gettext_lazy("State"))

    def render_title(self, record: Job) -> Any:
        words = format_html('<a href="{}"><bdi>{}</bdi></a>', _address(record), record.title)
        return format_html("{}: {}", record.get_kind_display(), words)

    def value_title(self, record: Job) -> str:
        return record.title


class PartFilter(filters.FilterSet):
    state = filters.ChoiceFilter(label=gettext_lazy("State"), choices=JobPart.State.choices)
    q = filters.CharFilter(label=gettext_lazy("Words of the name"), field_name="name", lookup_expr="icontains")

    class Meta:
        model = JobPart
        fields: list[str] = []


class PartTable(Table):
    position = NumberColumn(verbose_name=gettext_lazy("No."))
    name = tables.Column(verbose_name=gettext_lazy("File"))
    state = StatusColumn(verbose_name=gettext_lazy("State"))
    said = tables.Column(
        verbose_name=gettext_lazy("What became of it"),
        accessor="pk",
        empty_values=(),
        orderable=False,
        attrs={"td": {"class": "prose"}},
    )
    viewer: Any = None
    seen: set[int] | None = None

    def render_position(self, value: int) -> int:
        return value + 1

    def value_position(self, value: int) -> int:
        return value + 1

    def render_name(self, value: str) -> Any:
        return format_html("<bdi>{}</bdi>", value)

    def value_name(self, value: str) -> str:
        return value

    def render_said(self, record: JobPart) -> Any:
        if self.seen is None:
            self.seen = selectors.documents_seen(self.viewer, [row.record for row in self.paginated_rows])
        if record.document_id in self.seen:
            document: ReviewedDocument = record.document
            return format_html('<a href="{}" dir="auto">{}</a>', home(document), document.title)
        return kept_words(record.said)

    def value_said(self, record: JobPart) -> str:
        return kept_words(record.said)


@guarded
def jobs(request: HttpRequest) -> HttpResponse:
    """One's own; for those who keep the records, all."""
    require(request, "desk_review.see_jobs")
    return table_page(
        request,
        table_class=JobTable,
        queryset_or_rows=selectors.jobs_listed(request.user),
        template="desk_review/jobs.html",
        context={"nobody_works": not selectors.somebody_works(), "trail": trail()},
        unit_label=ngettext_lazy("%(count)s piece of work", "%(count)s pieces of work", "count"),
        name="desk-review-work",
        audience=_("For yourself; not for passing on."),
        empty={"why": _("You have asked for nothing yet that takes long.")},
    )


@guarded
def job(request: HttpRequest, pk: int) -> HttpResponse:
    """How far it is; the page may be left, the work goes on."""
    found = _job_or_404(request, pk)
    counts = selectors.job_counts(found)
    waiting, begun = counts["waiting"], counts["begun"]
    only = found.parts.select_related("document").first() if sum(counts.values()) == 1 else None
    context = {
        "job": found,
        "counts": counts,
        "all": sum(counts.values()),
        "ended": sum(counts.values()) - waiting - begun,
        "failed_words": kept_words(found.said),
        "result": _result(request, only) if only else "",
        "may_keep": request.user.has_perm("desk_review.keep_job", found),
        "nobody_works": found.is_open and not selectors.somebody_works(),
        "trail": [*trail(), (_("Work under way"), reverse("web:desk-review-jobs"))],
    }
    return table_page(
        request,
        table_class=type("Own", (PartTable,), {"viewer": request.user}),
        queryset_or_rows=selectors.parts_of(request.user, found),
        filterset=PartFilter,
        template="desk_review/job.html",
        context=context,
        unit_label=ngettext_lazy("%(count)s file", "%(count)s files", "count"),
        name=f"desk-review-work-{found.pk}",
        audience=_("For yourself; not for passing on."),
        empty={"why": _("What the archive holds is listed once it is unpacked.")},
    )


@guarded
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """What was not begun is left undone."""
    found = _job_or_404(request, pk)
    require(request, "desk_review.keep_job", found)
    return form_page(
        request,
        submitted(request, forms.Form, initial={}),
        save=lambda _data: job_cancel(job=found, by=request.user),
        back=_address(found),
        heading=_("Cancel this work"),
        intro=_("What is done stays. What was not begun is left undone; add the files again to go on."),
        submit=_("Cancel the work"),
        saved=_("The work is cancelled."),
        cancel=_address(found),
        trail=trail(),
    )


@guarded
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """What could not be read waits again."""
    found = _job_or_404(request, pk)
    require(request, "desk_review.keep_job", found)
    return form_page(
        request,
        submitted(request, forms.Form, initial={}),
        save=lambda _data: job_try_again(job=found, by=request.user),
        back=_address(found),
        heading=_("Try again what was not read"),
        submit=_("Try again"),
        cancel=_address(found),
        trail=trail(),
    )


def _job_or_404(request: HttpRequest, pk: int) -> Job:
    require(request, "desk_review.see_jobs")
    found = selectors.job_get(request.user, pk)
    if found is None:
        raise Http404(NOT_THERE)
    return found


def _result(request: HttpRequest, part: JobPart) -> str:
    """Where the only file of a job led to, or the comparison of a document."""
    document = part.document
    if document is None or not document.is_visible_to(request.user):
        return ""
    return reverse("web:gaps", args=[document.pk]) if part.job.kind == Job.Kind.GAPS else home(document)


def _address(found: Job) -> str:
    return reverse("web:desk-review-job", args=[found.pk])
