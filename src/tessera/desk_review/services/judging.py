"""A person's word: on a passage, one of each person; on a criterion, one that all see, with its reason."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tessera.desk_review.errors import DeskReviewError, EditConflict
from tessera.desk_review.models import CriterionRating, Passage, ReviewedDocument, Word
from tessera.desk_review.models.projects import blind_documents
from tessera.network.models import Person
from tessera.network.services.audit import audit_record

from .coding import coding_ensure_open, said_of, suggested_more

Rating = CriterionRating.Rating


@transaction.atomic
def passage_code(
    *,
    passage: Passage,
    by: Person,
    relevant: bool,
    groups: Collection[str] = (),
    how: Collection[str] = (),
    note: str = "",
    more: Mapping[str, Any] | None = None,
) -> Word:
    """What `by` says of a passage, instead of what they said before. Raises DeskReviewError.

    `more` are codes of the other families (see coding.said_of); without it, those of an earlier word stay.
    """
    _open(passage.document_id)
    coding_ensure_open(passage, by)
    said = said_of(relevant=relevant, groups=groups, how=how, more=more) | {"note": note.strip()}
    word = Word.objects.select_for_update().filter(passage=passage, person=by).first()
    if word is not None and word.taken_back_at is None and all(getattr(word, k) == v for k, v in said.items()):
        return word
    word = word or Word(passage=passage, person=by)
    for name, value in said.items():
        setattr(word, name, value)
    word.at, word.taken_back_at, word._history_user = timezone.now(), None, by
    word.save()
    return word


def passage_confirm(*, passage: Passage, by: Person) -> Word:
    """`by` says what the machine suggests. Refused to whoever codes the document blind."""
    if passage.document_id in {one["document"] for one in blind_documents(by)}:
        raise DeskReviewError(_("You code this document without the machine’s suggestions."))
    return passage_code(
        passage=passage, by=by, relevant=passage.relevant, groups=passage.groups, how=passage.how,
        more=suggested_more(passage),
    )  # fmt: skip


@transaction.atomic
def word_take_back(*, word: Word, by: Person) -> Word:
    """Taken back by whoever said it; it is kept, and counts no more. Raises DeskReviewError."""
    _open(word.passage.document_id)
    coding_ensure_open(word.passage, by)
    word = Word.objects.select_for_update().get(pk=word.pk)
    if word.person_id != by.pk:
        raise DeskReviewError(_("Only whoever said it takes it back."))
    if word.taken_back_at is None:
        word.taken_back_at, word._history_user = timezone.now(), by
        word.save()
    return word


@transaction.atomic
def criterion_rate(*, rating: CriterionRating, version: int, by: Person, said: str, reason: str) -> CriterionRating:
    """A person's rating of a criterion; "" takes it back. Raises EditConflict and DeskReviewError.

    That a document is silent is said only after the country team could comment.
    """
    document = _open(rating.document_id)
    now = CriterionRating.objects.select_for_update().get(pk=rating.pk)
    if now.version != version:
        raise EditConflict(
            _("Somebody else changed this while you were editing. Your words are below; compare and save again."),
            theirs=now,
        )
    if said and said not in Rating.values:
        raise DeskReviewError(_("“%(rating)s” is no rating.") % {"rating": said})
    if said == Rating.SILENT and not document.team_could_comment:
        raise DeskReviewError(
            _("That the document is silent is said only after the country team could comment. Until then: not found.")
        )
    if said and not reason.strip():
        raise DeskReviewError(_("Say why."))
    now.rating, now.reason = said, reason.strip()
    now.rated_by, now.rated_at = (by, timezone.now()) if said else (None, None)
    now.version += 1
    now._history_user = by
    now.save()
    audit_record(actor=by, action="desk-review.rate", subject=str(document), criterion=now.criterion, rating=said)
    return now


def _open(document: int) -> ReviewedDocument:
    """The document, held; refused once it was released."""
    found: ReviewedDocument = ReviewedDocument.objects.select_for_update().get(pk=document)
    if found.state == ReviewedDocument.State.RELEASED:
        raise DeskReviewError(_("This review was released and stays as it is."))
    return found
