"""One recommendation and all that belongs to it: attestations, earlier wordings, other languages, neighbours."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from rapidfuzz import fuzz, process

from tessera.recommendations.models import Attestation, EarlierWording, JoinByHand, Recommendation

SAME_WORDS = 10
ALIKE, LARGEST = 5, 3_000


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The ids before and after a recommendation in its document, and its place among `count`."""

    before: int | None
    after: int | None
    place: int
    count: int


@dataclass(frozen=True, slots=True)
class Wording:
    """What a record said before, and what it said after that."""

    kept: EarlierWording
    before: Mapping[str, Any]
    after: Mapping[str, Any]


def recommendation_get(viewer: Any, pk: int) -> Recommendation | None:
    """The record, withdrawn and joined ones too; None where the viewer may not see it."""
    rows = Recommendation.objects.visible_to(viewer).select_related("document", "joined_to")
    return rows.filter(pk=pk).first()


def attestations_of(record: Recommendation) -> list[Attestation]:
    """What the sources say, in the order in which it came, with the record as it came."""
    return list(record.attestations.select_related("run", "gone", "body").order_by("pk"))


def attestation_get(viewer: Any, record_id: int, pk: int) -> Attestation | None:
    """One source's record, with the record as it came."""
    rows = Attestation.objects.filter(pk=pk, recommendation_id=record_id).select_related("body", "run", "gone")
    found = rows.select_related("recommendation").first()
    return found if found and found.recommendation.is_visible_to(viewer) else None


def wordings_of(record: Recommendation, today: Mapping[str, Any]) -> list[Wording]:
    """Earlier wordings, the latest first, each with what came after it; `today` is what the record says now."""
    after, found = today, []
    for kept in record.earlier.select_related("run").order_by("-pk"):
        found.append(Wording(kept, kept.said, after))
        after = kept.said
    return found


def standing(viewer: Any) -> QuerySet:
    """What the viewer may see and what counts: neither withdrawn nor joined to another."""
    return Recommendation.objects.visible_to(viewer).filter(withdrawn=None, joined_to=None)


def other_languages(viewer: Any, record: Recommendation) -> list[Recommendation]:
    """The same paragraph in other languages, one for each."""
    if record.bucket is None or not record.paragraph:
        return []
    same = standing(viewer).filter(bucket=record.bucket, paragraph=record.paragraph)
    rows = same.exclude(language=record.language).select_related("document").order_by("pk")
    return list({one.language: one for one in reversed(rows)}.values())[::-1]


def same_words(viewer: Any, record: Recommendation) -> tuple[list[Recommendation], int]:
    """Other records that say the same word for word: the first few, and how many there are."""
    rows = standing(viewer).filter(fingerprint=record.fingerprint).exclude(pk=record.pk)
    first = list(rows.select_related("document").order_by("-year", "pk")[: SAME_WORDS + 1])
    return first[:SAME_WORDS], len(first) if len(first) <= SAME_WORDS else rows.count()


def joined_here(viewer: Any, record: Recommendation) -> list[Recommendation]:
    """Records that were joined to this one."""
    rows = Recommendation.objects.visible_to(viewer).filter(joined_to=record.pk)
    return list(rows.select_related("document").order_by("pk"))


def acts_of(record: Recommendation) -> list[JoinByHand]:
    """What people joined or set apart that has to do with this record, the latest first."""
    rows = JoinByHand.objects.filter(Q(record=record) | Q(other=record))
    return list(rows.select_related("by", "undone_by").order_by("-pk"))


def alike(viewer: Any, record: Recommendation) -> list[Recommendation]:
    """Records of the same review or document whose words are most like this one's: what it may be joined to."""
    if record.bucket is None:
        return []
    rows = standing(viewer).filter(bucket=record.bucket).exclude(pk=record.pk)
    texts = dict(rows.values_list("pk", "text")[:LARGEST])
    found = process.extract(record.text, texts, scorer=fuzz.token_sort_ratio, limit=ALIKE, score_cutoff=50)
    return records_by_id(viewer, [pk for _text, _score, pk in found])


def neighbours_of(viewer: Any, record: Recommendation) -> Neighbours | None:
    """What stands before and after it in its document."""
    if record.document_id is None:
        return None
    ids = [pk for pk, _paragraph in document_order(viewer, record.document_id)]
    if record.pk not in ids:
        return None
    at = ids.index(record.pk)
    return Neighbours(ids[at - 1] if at else None, ids[at + 1] if at + 1 < len(ids) else None, at + 1, len(ids))


def document_order(viewer: Any, document_id: int, conditions: Q | None = None) -> list[tuple[int, str]]:
    """Ids and paragraphs of a document's recommendations in the order of its paragraphs."""
    rows = standing(viewer).filter(conditions or Q(), document=document_id).values_list("pk", "paragraph")
    return sorted(rows, key=lambda row: (paragraph_order(row[1]), row[0]))


def paragraph_order(paragraph: str) -> tuple[Any, ...]:
    """Sorts paragraphs as people read them: 9, 12, 12 (a), 106.2, 106.10; those without a number last."""
    parts = re.findall(r"\d+|[^\W\d_]+", paragraph.casefold())
    return (not parts, *((0, int(p), "") if p.isdecimal() else (1, 0, p) for p in parts))


def records_by_id(viewer: Any, ids: Sequence[int]) -> list[Recommendation]:
    """Records in the order of `ids`, as far as the viewer may see them."""
    there = standing(viewer).select_related("document").in_bulk(list(ids))
    return [there[own] for own in ids if own in there]
