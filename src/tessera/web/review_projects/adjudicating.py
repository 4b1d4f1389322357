"""Where coders differ: all such passages in a list, and one with its coders side by side, to be ruled on."""

from __future__ import annotations

from typing import Any

import django_tables2 as tables
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from tessera.desk_review.models import Passage, ReviewProject, Said
from tessera.desk_review.selectors.differences import Coded, differences_of
from tessera.desk_review.selectors.passages import marked
from tessera.desk_review.services.adjudicating import as_said, ruling_give
from tessera.web.access import guarded, require
from tessera.web.passage_words import FAMILIES, all_words, family_words, place_words
from tessera.web.tables import Table, table_page

from .codes import chosen_of, families, said_by, sent
from .reach import address, may, project_or_404, trail

OWN = "own"


class DifferenceTable(Table):
    document = tables.Column(verbose_name=gettext_lazy("Document"), accessor="passage__document", orderable=False)
    place = tables.Column(verbose_name=gettext_lazy("Passage"), empty_values=(), orderable=False)
    said = tables.Column(verbose_name=gettext_lazy("What coders say"), accessor="sides", orderable=False)
    ruling = tables.Column(verbose_name=gettext_lazy("The project’s word"), default="–", orderable=False)

    def render_place(self, record: Coded) -> Any:
        url = reverse("web:review-project-rule", args=[self.project, record.passage.pk])
        words = Truncator(record.passage.text).chars(160)
        return format_html('<a href="{}">{}</a> <span dir="auto">{}</span>', url, place_words(record.passage), words)

    def value_place(self, record: Coded) -> str:
        return place_words(record.passage)

    def render_said(self, record: Coded) -> Any:
        lines = ((side.coder, all_words(side.word)) for side in record.sides)
        return format_html_join("", "<div><bdi>{}</bdi>: {}</div>", lines)

    def value_said(self, record: Coded) -> str:
        return "; ".join(f"{side.coder}: {all_words(side.word)}" for side in record.sides)

    def render_ruling(self, record: Coded) -> Any:
        reason = record.ruling.reason
        return format_html('{}<br><span class="muted" dir="auto">{}</span>', all_words(record.ruling), reason)

    def value_ruling(self, record: Coded) -> str:
        return f"{all_words(record.ruling)} ({record.ruling.reason})"


@guarded
def differences(request: HttpRequest, pk: int) -> HttpResponse:
    """Of passages that all their coders have finished, and that the reader may see by now."""
    project = project_or_404(request, pk)
    found = differences_of(request.user, project)
    waiting = [one for one in found if one.waits]
    first = reverse("web:review-project-rule", args=[pk, waiting[0].passage.pk]) if waiting else ""
    return table_page(
        request,
        table_class=type("Own", (DifferenceTable,), {"project": pk}),
        queryset_or_rows=found,
        template="review_projects/differences.html",
        context={
            "project": project,
            "waiting": len(waiting),
            "first": first if may(request, "rule_in_project", project) else "",
            "trail": trail(project),
        },
        unit_label=ngettext_lazy("%(count)s passage", "%(count)s passages", "count"),
        name=f"differences-{pk}",
        audience=_("For the Network; not for passing on."),
        empty={"why": _("Nobody differs on a passage that all its coders have finished.")},
    )


@guarded
def rule(request: HttpRequest, pk: int, passage: int) -> HttpResponse:
    """What one of the coders says, what the machine says, or other words; with the reason. Then the next one."""
    project = project_or_404(request, pk)
    document = Passage.objects.filter(pk=passage).values_list("document", flat=True).first()
    here = differences_of(request.user, project, document=document) if document else []
    one = next((one for one in here if one.passage.pk == passage), None)
    if one is None:
        raise Http404(_("On this passage the coders do not differ, or have not all finished."))
    error, theirs = "", None
    if request.method == "POST":
        require(request, "desk_review.rule_in_project", project)
        try:
            _ruled(request, project, one)
        except ValueError as refused:
            error, theirs = str(refused), getattr(refused, "theirs", None)
        else:
            return HttpResponseRedirect(_next(request, project, here, one))
    return render(
        request, "review_projects/rule.html", _context(request, project, one, error, theirs),
        status=422 if error else 200,
    )  # fmt: skip


def _ruled(request: HttpRequest, project: ReviewProject, one: Coded) -> None:
    take = request.POST.get("take", "")
    words: dict[str, Said | None] = {str(side.coder.pk): side.word for side in one.sides}
    if take == OWN:
        said = said_by(request.POST)
    elif take in words:
        said = as_said(words[take])
    else:
        raise ValueError(_("Choose whose word stands."))
    version = request.POST.get("version", "")
    ruling_give(
        project=project, passage=one.passage, version=int(version) if version.isdecimal() else 0,
        by=request.user, reason=request.POST.get("reason", "")[:5000], **said,
    )  # fmt: skip


def _context(request: HttpRequest, project: ReviewProject, one: Coded, error: str, theirs: Any) -> dict[str, Any]:
    found = differences_of(request.user, project)
    at = _at(found, one)
    url = "web:review-project-rule"
    sides = [(str(number), side) for number, side in enumerate(one.sides, 1)]
    ruling = theirs or one.ruling
    return {
        "project": project,
        "passage": one.passage,
        "place": place_words(one.passage),
        "marked": marked(one.passage.text, one.passage.evidence),
        "sides": sides,
        "rows": [_row(name, one) for name in FAMILIES],
        "notes": [(side.coder, side.word.note) for side in one.sides if side.word and side.word.note],
        "families": families(sent(request.POST) if error else chosen_of(one.ruling or one.passage)),
        "take": request.POST.get("take", ""),
        "reason": request.POST.get("reason", ruling.reason if ruling else ""),
        "ruling": ruling,
        "said": all_words(ruling) if ruling else "",
        "version": ruling.version if ruling else 0,
        "error": error,
        "rules": may(request, "rule_in_project", project) and project.state == project.State.OPEN,
        "waiting": sum(each.waits for each in found),
        "before": reverse(url, args=[project.pk, found[at - 1].passage.pk]) if at else "",
        "after": reverse(url, args=[project.pk, found[at + 1].passage.pk]) if at + 1 < len(found) else "",
        "trail": trail(project, (_("Differences"), reverse("web:review-project-differences", args=[project.pk]))),
    }


def _row(family: str, one: Coded) -> tuple[str, list[str], str, bool]:
    """What coders and machine say in one family, and whether the coders differ in it."""
    said = [family_words(side.word, family) for side in one.sides]
    return str(FAMILIES[family]), said, family_words(one.passage, family), len(set(said)) > 1


def _next(request: HttpRequest, project: ReviewProject, here: list[Coded], done: Coded) -> str:
    """The next that waits, after this one and then from the start; the project where none does. The others are read
    only where none waits in the rest of the document."""
    waiting = [one for one in here[_at(here, done) + 1 :] if one.waits]
    if not waiting:
        found = differences_of(request.user, project)
        at = _at(found, done)
        waiting = [one for one in [*found[at + 1 :], *found[:at]] if one.waits]
    return reverse("web:review-project-rule", args=[project.pk, waiting[0].passage.pk]) if waiting else address(project)


def _at(found: list[Coded], one: Coded) -> int:
    return next(at for at, each in enumerate(found) if each.passage.pk == one.passage.pk)
