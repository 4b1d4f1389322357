"""A document's scorecard, each rating with the passages that it rests on."""

from __future__ import annotations

from typing import Any

from tessera.desk_review.models import CriterionRating, Passage, ReviewedDocument

Rated = tuple[CriterionRating, list[Passage]]


def ratings_of(viewer: Any, document: ReviewedDocument, *, shown: int) -> list[Rated]:
    """Criteria in their order, those that do not apply last; of each at most `shown` passages."""
    rows = CriterionRating.objects.filter(CriterionRating.visibility_q(viewer), document=document)
    ratings = sorted(rows.select_related("rated_by"), key=lambda one: one.machine == "not-applicable")
    keys = {key for one in ratings for key in one.passages[:shown]}
    found = {one.key: one for one in Passage.objects.filter(document=document, key__in=keys)}
    return [(one, [found[key] for key in one.passages[:shown] if key in found]) for one in ratings]


def rating_get(viewer: Any, document: ReviewedDocument, criterion: str) -> CriterionRating | None:
    rows = CriterionRating.objects.filter(CriterionRating.visibility_q(viewer), document=document)
    return rows.filter(criterion=criterion).first()
