"""Reviewed documents, each with how many passages are of the field and how many of them people have read."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, When

from tessera.desk_review.models import DraftComment, Passage, ReviewedDocument, Word
from tessera.desk_review.models.projects import blind_documents


def documents_listed(viewer: Any) -> QuerySet[ReviewedDocument]:
    """With `relevant`, the number of passages that the machine holds to be of the field; None of a document that the
    viewer codes blind."""
    found = Count("passages", filter=Q(passages__relevant=True, passages__gone_at=None))
    told = Case(When(pk__in=blind_documents(viewer), then=None), default=found)
    return ReviewedDocument.objects.visible_to(viewer).annotate(relevant=told)


def documents_told(viewer: Any) -> QuerySet[ReviewedDocument]:
    """Those of which the viewer may be told what the machine and others made of them: what is compared and reported.

    Not of one that the viewer codes blind.
    """
    rows: QuerySet[ReviewedDocument] = ReviewedDocument.objects.visible_to(viewer)
    return rows.exclude(pk__in=blind_documents(viewer))


def document_get(viewer: Any, pk: int) -> ReviewedDocument | None:
    found: ReviewedDocument | None = ReviewedDocument.objects.visible_to(viewer).filter(pk=pk).first()
    return found


def progress_of(document: ReviewedDocument) -> tuple[int, int]:
    """Of the passages that the machine holds to be of the field: how many a person has read, and how many there are."""
    words = Word.objects.filter(passage=OuterRef("pk"), taken_back_at=None)
    told = Passage.objects.filter(document=document, relevant=True, gone_at=None).aggregate(
        all=Count("pk"), read=Count("pk", filter=Exists(words))
    )
    return told["read"], told["all"]


def comments_of(viewer: Any, document: ReviewedDocument) -> QuerySet[DraftComment]:
    return DraftComment.objects.filter(DraftComment.visibility_q(viewer), document=document).select_related(
        "by", "answered_by"
    )


def comment_get(viewer: Any, document: ReviewedDocument, pk: int) -> DraftComment | None:
    return comments_of(viewer, document).filter(pk=pk).first()
