"""Passages of a document, with the words of people where the viewer is of the Network, and the marks of the machine."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from tessera.desk_review.models import Passage, ReviewedDocument, Word

from .documents import documents_told

Marked = list[tuple[str, bool]]  # pieces of a text, and whether they are marked


def passages_listed(viewer: Any, document: ReviewedDocument) -> QuerySet[Passage]:
    """In the order of the document; each with its `standing` words, none for whoever is not of the Network."""
    rows = Passage.objects.filter(Passage.visibility_q(viewer), document=document, gone_at=None)
    return rows.prefetch_related(Prefetch("words", words_standing(viewer), to_attr="standing"))


def passages_of_several(viewer: Any) -> QuerySet[Passage]:
    """Of all documents that the viewer sees, by document; each with its `standing` words."""
    rows = Passage.objects.filter(Passage.visibility_q(viewer), gone_at=None, document__in=documents_told(viewer))
    rows = rows.select_related("document")
    rows = rows.order_by("document__title", "document", "position")
    return rows.prefetch_related(Prefetch("words", words_standing(viewer), to_attr="standing"))


def said_by_people(viewer: Any, *, group: str = "", how: str = "") -> Q:
    """The condition that a person holds a passage to be of the field; of this group, and this how, in one word."""
    words = words_standing(viewer).filter(passage=OuterRef("pk"), relevant=True)
    codes = {"groups__contains": group, "how__contains": how}
    asked = {name: f"|{code}|" for name, code in codes.items() if code}
    return Q(Exists(words.filter(**asked).order_by()))


def words_standing(viewer: Any) -> QuerySet[Word]:
    """Words that were not taken back."""
    return Word.objects.filter(Word.visibility_q(viewer), taken_back_at=None).select_related("person").order_by("pk")


def passage_get(viewer: Any, document: ReviewedDocument, key: str) -> Passage | None:
    """One that a later reading no longer found, too: what people said of it stays."""
    rows = Passage.objects.filter(Passage.visibility_q(viewer), document=document, key=key)
    return rows.prefetch_related(Prefetch("words", words_standing(viewer), to_attr="standing")).first()


def own_reading(viewer: Any, passage: Passage) -> Passage | Word:
    """What the viewer said of it; what the machine suggests where they said nothing."""
    said = words_standing(viewer).filter(passage=passage, person=viewer, relevant=True).first()
    return said or passage


def of_field(viewer: Any, rows: QuerySet[Passage]) -> QuerySet[Passage]:
    """Those that the machine or, for the Network, a person holds to be of the field."""
    said = words_standing(viewer).filter(passage=OuterRef("pk"), relevant=True)
    return rows.filter(Q(relevant=True) | Exists(said.order_by()))


def unread(viewer: Any, rows: QuerySet[Passage]) -> QuerySet[Passage]:
    """Of the field, and nobody has said anything of them yet."""
    return of_field(viewer, rows).exclude(Exists(words_standing(viewer).filter(passage=OuterRef("pk")).order_by()))


def neighbours(viewer: Any, passage: Passage) -> tuple[Passage | None, Passage | None]:
    """The passages of the field before and after this one."""
    rows = of_field(viewer, Passage.objects.filter(document=passage.document_id, gone_at=None))
    before = rows.filter(position__lt=passage.position).order_by("-position").first()
    return before, rows.filter(position__gt=passage.position).order_by("position").first()


def around(passage: Passage) -> tuple[Passage | None, Passage | None]:
    """What stands right before and after it, of the field or not."""
    rows = Passage.objects.filter(document=passage.document_id, gone_at=None)
    before = rows.filter(position__lt=passage.position).order_by("-position").first()
    return before, rows.filter(position__gt=passage.position).order_by("position").first()


def marked(text: str, evidence: Iterable[tuple[int, int, str]]) -> Marked:
    """The text in pieces: marked is what a rule of the machine rests on."""
    pieces, at = [], 0
    for start, end in _joined((int(start), int(end)) for start, end, _rule in evidence):
        if start > at:
            pieces.append((text[at:start], False))
        pieces.append((text[start:end], True))
        at = end
    return [*pieces, (text[at:], False)] if at < len(text) else pieces


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """In order, those that touch as one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        elif end > start:
            found.append((start, end))
    return found
