"""A draft goes to the country team, which comments; after that, and only by a person's act, the review is released."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_fsm import TransitionNotAllowed

from tessera.desk_review.errors import DeskReviewError
from tessera.desk_review.models import DraftComment, ReviewedDocument
from tessera.desk_review.models.projects import running
from tessera.network.models import Audience, Person
from tessera.network.services.audit import audit_record


@transaction.atomic
def document_send(*, document: ReviewedDocument, until: date, by: Any) -> ReviewedDocument:
    """The draft is with the country team, which comments until that day; sent again, until another."""
    document = _locked(document)
    if until <= timezone.now().date():
        raise DeskReviewError(_("Give the country team a day that lies ahead."))
    _moved(document, "send")
    document.comment_until = until
    return _saved(document, by, "send")


@transaction.atomic
def document_release(*, document: ReviewedDocument, by: Any) -> ReviewedDocument:
    """Public from now on, and closed. Refused until the country team could comment."""
    document = _locked(document)
    if document.state == ReviewedDocument.State.WITH_TEAM and not document.team_could_comment:
        said = _("The country team may comment until %(day)s; release the review after that day.")
        raise DeskReviewError(said % {"day": document.comment_until})
    if running(document=document).exists():
        raise DeskReviewError(_("Somebody is still coding this document in a review project."))
    _moved(document, "release")
    document.audience, document.audience_group = Audience.PUBLIC, None
    document.released_at = timezone.now()
    document = _saved(document, by, "release")
    document.audience_people.clear()
    return document


@transaction.atomic
def comment_add(*, document: ReviewedDocument, text: str, by: Person) -> DraftComment:
    """What somebody says of the draft, while the country team has it."""
    document = _locked(document)
    if document.state != ReviewedDocument.State.WITH_TEAM:
        raise DeskReviewError(_("Comments are made while the draft is with the country team."))
    if not text.strip():
        raise DeskReviewError(_("Write what you have to say of the draft."))
    comment = DraftComment(document=document, text=text.strip(), by=by)
    comment._history_user = by
    comment.save()
    return comment


@transaction.atomic
def comment_answer(*, comment: DraftComment, text: str, by: Person) -> DraftComment:
    """What the reviewers answer, until the release; said again, instead of what was said before."""
    document = _locked(comment.document)
    if document.state == ReviewedDocument.State.RELEASED:
        raise DeskReviewError(_("This review was released and stays as it is."))
    if not text.strip():
        raise DeskReviewError(_("Write what you answer."))
    comment = DraftComment.objects.select_for_update().get(pk=comment.pk)
    comment.answer, comment.answered_at, comment.answered_by = text.strip(), timezone.now(), by
    comment._history_user = by
    comment.save()
    return comment


def _locked(document: ReviewedDocument) -> ReviewedDocument:
    found: ReviewedDocument = ReviewedDocument.objects.select_for_update().get(pk=document.pk)
    return found


def _moved(document: ReviewedDocument, transition: str) -> None:
    try:
        getattr(document, transition)()
    except TransitionNotAllowed:
        said = _("This cannot be done now; the review stands at: %(state)s.")
        raise DeskReviewError(said % {"state": document.get_state_display()}) from None


def _saved(document: ReviewedDocument, by: Any, act: str) -> ReviewedDocument:
    person = by if isinstance(by, Person) else None
    document.version += 1
    document._history_user = person
    document.save()
    audit_record(actor=person, action=f"desk-review.{act}", subject=str(document), document=document.pk)
    return document
