"""What is done about recommendations and how they are assessed, as far as a viewer may see it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, Q, QuerySet

from tessera.recommendations.models import Assessment, FollowUp, OfRecommendation, Recommendation

from .finding import recommendations_find

RUNNING = (FollowUp.State.PLANNED, FollowUp.State.UNDER_WAY)
WORK_SHOWN = 50
REPORTS_READ = 50


@dataclass(frozen=True, slots=True)
class Voice:
    """Assessments by one kind of assessor, the newest first."""

    code: str
    label: str
    assessments: Sequence[Assessment] = ()
    records: Sequence[Recommendation] = ()

    @property
    def count(self) -> int:
        return len(self.assessments) + len(self.records)


@dataclass(frozen=True, slots=True)
class FollowUpOf:
    """All that the viewer may see of a recommendation's follow-up. Nothing here is added up into one status.

    `voices` has those that say something, in a fixed order; `archived` what the viewer may bring back.
    """

    actions: Sequence[FollowUp] = ()
    voices: Sequence[Voice] = ()
    archived: Sequence[OfRecommendation] = field(default=())

    @property
    def assessments(self) -> int:
        return sum(voice.count for voice in self.voices)

    @property
    def is_empty(self) -> bool:
        return not (self.actions or self.voices)


def follow_up_of(viewer: Any, recommendation: Recommendation) -> FollowUpOf:
    """Actions, and the assessments side by side, of what was joined to it too: four questions to the database, two to
    the index."""
    of_it = Q(recommendation=recommendation) | Q(recommendation__joined_to=recommendation)
    actions = list(_entries(FollowUp, viewer).filter(of_it))
    said = list(_entries(Assessment, viewer).filter(of_it))
    records = mechanism_assessments(viewer, recommendation)
    return FollowUpOf(
        actions=[one for one in actions if not one.archived_at],
        voices=_voices([one for one in said if not one.archived_at], records),
        archived=[one for one in [*actions, *said] if one.archived_at and _keeps(viewer, one)],
    )


def _entries(model: type[Any], viewer: Any) -> QuerySet:
    return model.objects.visible_to(viewer).select_related("organisation", "created_by")


def _keeps(viewer: Any, entry: OfRecommendation) -> bool:
    return bool(getattr(viewer, "is_privileged", False)) or entry.created_by_id == getattr(viewer, "pk", 0)


def _voices(said: list[Assessment], records: list[Recommendation]) -> list[Voice]:
    voices = [
        Voice(
            code=kind.value,
            label=str(kind.label),
            assessments=[one for one in said if one.assessor == kind],
            records=records if kind == Assessment.Assessor.MECHANISM else (),
        )
        for kind in Assessment.Assessor
    ]
    return [voice for voice in voices if voice.count]


def mechanism_assessments(viewer: Any, recommendation: Recommendation) -> list[Recommendation]:
    """A mechanism's own follow-up documents, where they were imported: records of the kind "assessment" of the same
    mechanism and country that name this document's symbol and this paragraph."""
    symbol = recommendation.document.symbol if recommendation.document else ""
    number = re.match(r"\d+", recommendation.paragraph)
    if not (symbol and number and recommendation.body and recommendation.countries):
        return []
    filters = [("type", "assessment"), ("mechanism", recommendation.body), ("country", recommendation.countries[0])]
    found = recommendations_find(viewer, "", filters=filters, facets=(), limit=REPORTS_READ).found
    return [hit.record for hit in found if _points_to(hit.record, symbol, number[0])]


def _points_to(record: Recommendation, symbol: str, number: str) -> bool:
    words = f"{record.heading} {record.text}"
    if not re.search(rf"{re.escape(symbol)}(?![\w/])", words):
        return False
    told = re.match(r"\d+", record.paragraph)
    return bool(
        (told and told[0] == number) or re.search(rf"para\w*\.?[^.;]{{0,40}}?\b{number}\b", words, re.IGNORECASE)
    )


def follow_ups_listed(viewer: Any) -> QuerySet[FollowUp]:
    """What is done, by whom, about which recommendation."""
    return (
        FollowUp.objects.visible_to(viewer)
        .filter(archived_at=None)
        .select_related("organisation", "recommendation__document")
        .order_by(F("due").asc(nulls_last=True), "id")
    )


def follow_up_due(person: Any) -> list[FollowUp]:
    """What the person's organisations, or the person, said would be done, and is not: what is due first."""
    mine = Q(organisation__in=person.organisation_ids) | Q(created_by=person.pk)
    return list(follow_ups_listed(person).filter(mine, state__in=RUNNING, due__isnull=False)[:WORK_SHOWN])


def entry_get(viewer: Any, recommendation: Recommendation, model: type[OfRecommendation], pk: int) -> Any:
    """One entry of the recommendation, or None where the viewer may not see it."""
    return _entries(model, viewer).filter(recommendation=recommendation, pk=pk).first()
