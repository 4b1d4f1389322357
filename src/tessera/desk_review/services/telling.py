"""What the machine says of a document is written down anew; no word of a person is touched."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from tessera.analysis.documents import Rating, Review, ReviewedPassage
from tessera.analysis.documents.scoring import scorecard_of
from tessera.analysis.passages import Evidence, PassageReading
from tessera.desk_review.models import CriterionRating, Passage, ReviewedDocument
from tessera.vocabulary import scorecard

AT_ONCE = 500
LONGEST_NUMBER = 60


def machine_tell(*, document: ReviewedDocument, review: Review) -> None:
    """Within the caller's transaction. What is no longer found is marked as gone, with what people said of it."""
    held = {one.key: one for one in document.passages.all()}
    fresh: list[Passage] = []
    changed: list[Passage] = []
    for position, one in enumerate(review.passages):
        told = _told(one, position)
        passage = held.pop(one.id, None)
        if passage is None:
            fresh.append(Passage(document=document, key=one.id, **told))
        elif any(getattr(passage, name) != value for name, value in told.items()):
            changed.append(_set(passage, told))
    now = timezone.now()
    changed += [_set(one, {"gone_at": now}) for one in held.values() if one.gone_at is None]
    Passage.objects.bulk_create(fresh, batch_size=AT_ONCE)
    if changed:
        fields = [*_told(review.passages[0], 0)]
        Passage.objects.bulk_update(changed, fields, batch_size=AT_ONCE)
    _ratings_tell(document, review.scorecard)


def scorecard_renew(*, document: ReviewedDocument) -> None:
    """The machine's ratings by the document's kind of today, from the passages as they were read."""
    found = [_Held(one) for one in document.passages.filter(gone_at=None)]
    _ratings_tell(document, scorecard_of(found, document.kind))


@dataclass(frozen=True, slots=True)
class _Held:
    """A passage of the database as the scorecard reads it."""

    passage: Passage

    @property
    def id(self) -> str:
        return self.passage.key

    @property
    def kind(self) -> str:
        return self.passage.kind

    @property
    def part(self) -> str:
        return self.passage.part

    @property
    def reading(self) -> PassageReading:
        one = self.passage
        return PassageReading(
            relevance=one.relevance,
            relevant=one.relevant,
            groups=one.groups,
            intersections=one.intersections,
            how=one.how,
            euphemisms=one.euphemisms,
            mechanisms=one.mechanisms,
            voice=one.voice,
            evidence=tuple(Evidence(*evidence) for evidence in one.evidence),
        )


def _ratings_tell(document: ReviewedDocument, ratings: Iterable[Rating]) -> None:
    held = {one.criterion: one for one in document.ratings.all()}
    for position, one in enumerate(ratings):
        row = held.get(one.criterion) or CriterionRating(document=document, criterion=one.criterion)
        told: dict[str, Any] = {
            "position": position, "machine": one.rating, "weight": one.weight, "passages": list(one.passages)
        }  # fmt: skip
        if row.pk is None or any(getattr(row, name) != value for name, value in told.items()):
            _set(row, told)
            row._history_user = None
            row.save()
    if document.criteria_version != scorecard.version():
        document.criteria_version = scorecard.version()
        document.save(update_fields=["criteria_version"])


def _told(one: ReviewedPassage, position: int) -> dict[str, Any]:
    """The machine's columns of a passage."""
    passage, reading = one.passage, one.reading
    return {
        "position": position,
        "page": passage.page,
        "number": passage.number[:LONGEST_NUMBER],
        "kind": passage.kind,
        "heading": list(passage.headings),
        "part": one.part,
        "text": passage.text,
        "relevance": reading.relevance,
        "relevant": reading.relevant,
        "groups": tuple(reading.groups),
        "how": tuple(reading.how),
        "intersections": tuple(reading.intersections),
        "euphemisms": tuple(reading.euphemisms),
        "mechanisms": tuple(reading.mechanisms),
        "voice": reading.voice[:30],
        "guidance": list(one.gnr),
        "goals": tuple(one.sdgs),
        "evidence": [list(evidence) for evidence in reading.evidence],
        "gone_at": None,
    }


def _set(record: Any, values: dict[str, Any]) -> Any:
    for name, value in values.items():
        setattr(record, name, value)
    return record
