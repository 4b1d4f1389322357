"""A project's page: what it is for, and who has come how far with what."""

from __future__ import annotations

from typing import Any

import django_tables2 as tables
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from tessera.desk_review.selectors.differences import differences_of
from tessera.desk_review.selectors.projects import Progress, codebook_newest, progress_of_project
from tessera.web.access import guarded
from tessera.web.recommendation_words import term_words
from tessera.web.tables import DayColumn, NumberColumn, Table, table_page

from .reach import may, project_or_404, trail

STEPS = (("close", gettext_lazy("Close")), ("reopen", gettext_lazy("Open again")))


class ProgressTable(Table):
    document = tables.Column(verbose_name=gettext_lazy("Document"), accessor="assignment__document", orderable=False)
    part = tables.Column(verbose_name=gettext_lazy("Passages"), empty_values=(), orderable=False)
    coder = tables.Column(verbose_name=gettext_lazy("Coder"), accessor="assignment__coder", orderable=False)
    coded = NumberColumn(verbose_name=gettext_lazy("Coded"), orderable=False)
    all = NumberColumn(verbose_name=gettext_lazy("To code"), orderable=False)
    finished = DayColumn(verbose_name=gettext_lazy("Finished"), accessor="assignment__finished_at", default="–")
    act = tables.Column(
        verbose_name=gettext_lazy("What to do"), empty_values=(), orderable=False, exclude_from_export=True
    )

    def render_document(self, record: Progress) -> Any:
        document = record.assignment.document
        url = reverse("web:desk-review-document", args=[document.pk])
        return format_html('<a href="{}" lang="{}" dir="auto">{}</a>', url, document.language, document.title)

    def value_document(self, record: Progress) -> str:
        return record.assignment.document.title

    def render_part(self, record: Progress) -> str:
        one = record.assignment
        if one.first == 0 and one.last is None:
            return _("All")
        return f"{one.first + 1}–{one.last + 1}" if one.last is not None else f"{one.first + 1}–"

    def render_act(self, record: Progress) -> Any:
        one = record.assignment
        args = [one.project_id, one.pk]
        if one.coder_id == self.viewer:
            words = _("Code") if one.finished_at is None else _("Read")
            return format_html(
                '<a class="button" href="{}">{}</a>', reverse("web:review-project-code", args=args), words
            )
        if self.runs:
            url, words = reverse("web:review-project-withdraw", args=args), _("Withdraw")
            return format_html('<a href="{}">{}<span class="hidden">: {}</span></a>', url, words, one.coder)
        return ""


@guarded
def project(request: HttpRequest, pk: int) -> HttpResponse:
    """Counts of passages coded are for all who see the project; what was said is not on this page."""
    found = project_or_404(request, pk)
    runs = may(request, "run_project", found)
    is_open = found.state == found.State.OPEN
    differing = differences_of(request.user, found)
    newest = codebook_newest()
    context = {
        "project": found,
        "language": term_words("languages", found.language),
        "runs": runs,
        "rules": may(request, "rule_in_project", found),
        "is_open": is_open,
        "steps": [(step, words) for step, words in STEPS if (step == "close") == is_open],
        "differing": len(differing),
        "waiting": sum(one.waits for one in differing),
        "newer": newest.version if newest and newest.version > found.codebook.version else 0,
        "trail": trail()[:2],
    }
    own = {"viewer": request.user.pk, "runs": runs and is_open}
    return table_page(
        request,
        table_class=type("Own", (ProgressTable,), own),
        queryset_or_rows=progress_of_project(request.user, found),
        template="review_projects/project.html",
        context=context,
        unit_label=ngettext_lazy("%(count)s document to code", "%(count)s documents to code", "count"),
        name=f"review-project-{found.pk}",
        audience=_("For the Network; not for passing on."),
        empty={"why": _("No document was given to a coder yet.")},
    )
