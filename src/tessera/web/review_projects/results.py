"""The project's word on each passage: what all its coders say, or what was ruled."""

from __future__ import annotations

from typing import Any

import django_tables2 as tables
from django.http import HttpRequest, HttpResponse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from tessera.desk_review.selectors.differences import Coded, coded_of
from tessera.web.access import guarded
from tessera.web.passage_words import all_words, place_words
from tessera.web.tables import Table, table_page

from .reach import project_or_404, trail


class ResultTable(Table):
    document = tables.Column(verbose_name=gettext_lazy("Document"), accessor="passage__document", orderable=False)
    place = tables.Column(verbose_name=gettext_lazy("Place"), empty_values=(), orderable=False)
    text = tables.Column(verbose_name=gettext_lazy("Passage"), accessor="passage__text", orderable=False)
    word = tables.Column(verbose_name=gettext_lazy("The project’s word"), empty_values=(), orderable=False)
    how = tables.Column(verbose_name=gettext_lazy("How it came"), empty_values=(), orderable=False)

    def render_place(self, record: Coded) -> str:
        return place_words(record.passage)

    def render_text(self, value: str) -> str:
        return Truncator(value).chars(300)

    def value_text(self, value: str) -> str:
        return value

    def render_word(self, record: Coded) -> str:
        return "–" if record.waits else all_words(record.word)

    def render_how(self, record: Coded) -> Any:
        if record.ruling is not None:
            return _("Ruled: %(reason)s") % {"reason": record.ruling.reason}
        if record.differs:
            return _("Coders differ; not ruled on yet")
        return _("All coders agree") if len(record.sides) > 1 else _("One coder")


@guarded
def results(request: HttpRequest, pk: int) -> HttpResponse:
    """To read, and to take away as a spreadsheet."""
    project = project_or_404(request, pk)
    return table_page(
        request,
        table_class=ResultTable,
        queryset_or_rows=coded_of(request.user, project),
        template="review_projects/results.html",
        context={"project": project, "trail": trail(project)},
        unit_label=ngettext_lazy("%(count)s passage", "%(count)s passages", "count"),
        name=f"project-words-{pk}",
        audience=_("For the Network; not for passing on."),
        empty={"why": _("No passage has been finished by all its coders yet.")},
    )
