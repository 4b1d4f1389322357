"""The reading page: the document at the left, the codes at the right, all of it by keyboard or as a plain form."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from tessera.desk_review.models import Assignment, Passage
from tessera.desk_review.selectors.reading import Reading, Shown, reading_at
from tessera.desk_review.services.assigning import word_undo
from tessera.desk_review.services.judging import passage_code, passage_confirm
from tessera.web.access import guarded, require
from tessera.web.passage_words import all_words, place_words

from .codes import chosen_of, families, said_by, sent
from .reach import assignment_or_404, project_or_404, trail


@guarded
def read(request: HttpRequest, pk: int, given: int) -> HttpResponse:
    """`at` is the key of a passage, `show=all` goes through every passage; sent, the coder's word or its undoing."""
    project = project_or_404(request, pk)
    assignment = assignment_or_404(request, project, given)
    require(request, "desk_review.code", assignment)
    every = request.GET.get("show") == "all"
    reading = reading_at(assignment, request.GET.get("at", "")[:30], every=every)
    if request.method != "POST" or reading is None:
        return _page(request, assignment, reading, every)
    try:
        onwards = _done(request, assignment, reading)
    except ValueError as error:
        return _page(request, assignment, reading, every, chosen=sent(request.POST), error=str(error))
    return HttpResponseRedirect(_address(assignment, onwards, every) if onwards else _finish(assignment))


def _done(request: HttpRequest, assignment: Assignment, reading: Reading) -> str:
    """Do what was sent; the key of the passage that comes next, "" where none is left."""
    act, passage = request.POST.get("act", ""), _passage(assignment, request, reading)
    if act == "undo":
        undone = word_undo(assignment=assignment, by=request.user)
        messages.info(request, _("Undone: passage %(place)s.") % {"place": place_words(undone)})
        return undone.key
    if act == "confirm":
        passage_confirm(passage=passage, by=request.user)
    elif act == "not":
        passage_code(passage=passage, by=request.user, relevant=False, more={})
    else:
        note = request.POST.get("note", "")
        passage_code(passage=passage, by=request.user, note=note, **said_by(request.POST))
    return reading.open


def _passage(assignment: Assignment, request: HttpRequest, reading: Reading) -> Passage:
    """The one that the form was sent of, whatever the address says."""
    if request.POST.get("passage", reading.at.passage.key) != reading.at.passage.key:
        raise Http404(_("This document has no such passage."))
    return reading.at.passage


def _page(
    request: HttpRequest,
    assignment: Assignment,
    reading: Reading | None,
    every: bool,
    *,
    chosen: dict[str, Any] | None = None,
    error: str = "",
) -> HttpResponse:
    context: dict[str, Any] = {
        "project": assignment.project,
        "document": assignment.document,
        "assignment": assignment,
        "reading": reading,
        "every": every,
        "blind": assignment.project.mode == assignment.project.Mode.BLIND,
        "codes": assignment.finished_at is None and assignment.project.state == assignment.project.State.OPEN,
        "finish": _finish(assignment),
        "here": request.path,
        "trail": trail(assignment.project),
        "error": error,
    }
    if reading is not None:
        here = reading.at
        start = here.own or (here.passage if here.machine else None)
        context |= {
            "stretch": [(one, place_words(one.passage), _standing(one)) for one in reading.stretch],
            "families": families(chosen if chosen is not None else chosen_of(start)),
            "note": request.POST.get("note", here.own.note if here.own else ""),
            "suggested": all_words(here.passage) if here.machine else "",
            "own": all_words(here.own) if here.own else "",
            "place": place_words(here.passage),
            "before": _address(assignment, reading.before, every) if reading.before else "",
            "after": _address(assignment, reading.after, every) if reading.after else "",
            "action": _address(assignment, here.passage.key, every),
        }
    return render(request, "review_projects/reading.html", context, status=422 if error else 200)


def _standing(one: Shown) -> str:
    """What is said beside a passage that is not being coded: the coder's word, else what is suggested."""
    if one.own is not None:
        return all_words(one.own)
    return _("Suggested, not coded yet") if one.machine and one.passage.relevant else ""


def _address(assignment: Assignment, key: str, every: bool) -> str:
    asked = {"at": key, **({"show": "all"} if every else {})}
    url = reverse("web:review-project-code", args=[assignment.project_id, assignment.pk])
    return f"{url}?{urlencode(asked)}#p-{key}"


def _finish(assignment: Assignment) -> str:
    return reverse("web:review-project-finish", args=[assignment.project_id, assignment.pk])
