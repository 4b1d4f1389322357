"""Documents are given to coders, whole or in part; coders say when they have finished, and undo their last word."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tessera.desk_review.errors import DeskReviewError
from tessera.desk_review.models import Assignment, Passage, ReviewedDocument, ReviewProject, Word
from tessera.desk_review.models.projects import running
from tessera.network.models import Person
from tessera.network.services.audit import audit_record

from .coding import coding_ensure_open
from .projects import project_ensure_open

Mode = ReviewProject.Mode
CODES = "desk_review.judge_document"


@transaction.atomic
def assignment_make(
    *,
    project: ReviewProject,
    document: ReviewedDocument,
    coder: Person,
    by: Person | None,
    first: int = 1,
    last: int | None = None,
) -> Assignment:
    """Passages `first` to `last`, counted from 1; all without them. Raises DeskReviewError."""
    project = ReviewProject.objects.select_for_update().get(pk=project.pk)
    project_ensure_open(project)
    if first < 1 or (last is not None and last < first):
        raise DeskReviewError(_("The last passage cannot come before the first."))
    _ensure_free(project, document)
    _ensure_may_code(project, document, coder)
    if project.assignments.filter(document=document, coder=coder).exists():
        raise DeskReviewError(_("%(person)s has this document already, or had it.") % {"person": coder})
    made = Assignment(
        project=project, document=document, coder=coder, first=first - 1, last=None if last is None else last - 1
    )
    made._history_user = by
    made.save()
    audit_record(actor=by, action="desk-review.assign", subject=str(document), coder=str(coder.public_id))
    return made


@transaction.atomic
def assignment_finish(*, assignment: Assignment, by: Person) -> Assignment:
    """Said by the coder alone. Every passage that the machine suggests has a word, unless the document is coded
    blind."""
    now = _own(assignment, by)
    if now.project.mode != Mode.BLIND and (left := passages_left(now)):
        raise DeskReviewError(_("Passages suggested of which you have said nothing: %(count)s.") % {"count": left})
    now.finished_at, now._history_user = timezone.now(), by
    now.save()
    audit_record(actor=by, action="desk-review.finish", subject=str(now.document), project=now.project_id)
    return now


@transaction.atomic
def assignment_withdraw(*, assignment: Assignment, by: Person) -> Assignment:
    """The coder codes it no more; what they said is kept and no longer counts in the project."""
    project_ensure_open(ReviewProject.objects.select_for_update().get(pk=assignment.project_id))
    now: Assignment = Assignment.objects.select_for_update().get(pk=assignment.pk)
    if now.withdrawn_at is None:
        now.withdrawn_at, now._history_user = timezone.now(), by
        now.save()
        audit_record(actor=by, action="desk-review.withdraw", subject=str(now.document), project=now.project_id)
    return now


@transaction.atomic
def word_undo(*, assignment: Assignment, by: Person) -> Passage:
    """The coder's last word stands again as it was before, or is taken back where it was the first; returns its
    passage. Raises DeskReviewError where nothing is left to undo."""
    now = _own(assignment, by)
    words = Word.objects.select_for_update().filter(passage__document=now.document_id, person=by, taken_back_at=None)
    last = _within(words.select_related("passage"), now, "passage__").order_by("-at", "-pk").first()
    if last is None:
        raise DeskReviewError(_("There is nothing to undo."))
    coding_ensure_open(last.passage, by)
    _set_back(last, by)
    return last.passage


def passages_left(assignment: Assignment) -> int:
    """Those that the machine suggests and the coder has said nothing of."""
    said = Word.objects.filter(person=assignment.coder_id, taken_back_at=None).values("passage")
    rows = Passage.objects.filter(document=assignment.document_id, gone_at=None, relevant=True).exclude(pk__in=said)
    return _within(rows, assignment, "").count()


def _set_back(word: Word, by: Person) -> None:
    """What the history has before the last change that was no undoing."""
    undone = "undone"
    steps = [one for one in word.history.order_by("history_id") if one.history_change_reason != undone]
    back = sum(one.history_change_reason == undone for one in word.history.all())
    before = steps[-2 - back] if len(steps) >= 2 + back else None
    if before is None or before.taken_back_at is not None:
        word.taken_back_at = timezone.now()
    else:
        for name in ("relevant", "groups", "how", "intersections", "voice", "euphemism", "guidance", "note", "at"):
            setattr(word, name, getattr(before, name))
    word._history_user, word._change_reason = by, undone
    word.save()


def _within(rows: Any, assignment: Assignment, prefix: str) -> Any:
    rows = rows.filter(**{f"{prefix}position__gte": assignment.first})
    return rows if assignment.last is None else rows.filter(**{f"{prefix}position__lte": assignment.last})


def _own(assignment: Assignment, by: Person) -> Assignment:
    """Held, while the coder codes it."""
    now: Assignment = Assignment.objects.select_for_update().select_related("project").get(pk=assignment.pk)
    if now.coder_id != by.pk:
        raise DeskReviewError(_("Only whoever codes it says so."))
    project_ensure_open(now.project)
    if now.finished_at is not None or now.withdrawn_at is not None:
        raise DeskReviewError(_("You have finished coding this document; what you said stays as it is."))
    return now


def _ensure_free(project: ReviewProject, document: ReviewedDocument) -> None:
    """A document is coded in one project at a time: a person has one word on a passage."""
    other = Assignment.objects.filter(document=document, withdrawn_at=None, project__state=ReviewProject.State.OPEN)
    if other.exclude(project=project).exists():
        raise DeskReviewError(_("This document is being coded in another project."))
    if document.state == ReviewedDocument.State.RELEASED:
        raise DeskReviewError(_("This review was released and stays as it is."))
    if (
        project.is_apart
        and project.assignments.filter(document=document).exists()
        and not (running(project=project, document=document).exists())
    ):
        raise DeskReviewError(_("All who code this document have finished; nobody can join them now."))


def _ensure_may_code(project: ReviewProject, document: ReviewedDocument, coder: Person) -> None:
    if not coder.has_perm(CODES, document) or not project.is_visible_to(coder):
        raise DeskReviewError(_("%(person)s may not code this document.") % {"person": coder})
    if not project.is_apart:
        return
    if coder.pk == project.coordinator_id:
        raise DeskReviewError(_("Whoever rules on differences does not code: choose somebody else."))
    if Word.objects.filter(passage__document=document, person=coder, taken_back_at=None).exists():
        raise DeskReviewError(_("%(person)s has read this document before.") % {"person": coder})
