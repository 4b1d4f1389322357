"""Who told what of a recommendation: positions, dated and sourced, and its wordings in several languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tessera.harvest import RESPONSE, ReadRecord, Rejected, source_get
from tessera.recommendations.models import Attestation, Recommendation


@dataclass(frozen=True, slots=True)
class ToldPosition:
    """A position in codes of the terms, "" where the source's words name none; `words` are the State's own, where it
    gave any; `date` is an ISO date of the document, "" unknown."""

    source: str
    title: str
    symbol: str
    date: str
    position: str
    words: str
    heading: str


def positions_told(viewer: Any, recommendation: Recommendation) -> list[ToldPosition]:
    """What each source says of the State's position, the State's own answers first, then the newest."""
    if not Recommendation.objects.visible_to(viewer).filter(pk=recommendation.pk).exists():
        return []
    alive = Attestation.objects.filter(recommendation=recommendation, gone=None).select_related("body").order_by("pk")
    read = [(one.source, record) for one in alive if (record := _read(one)) is not None]
    told = [(source, record) for source, record in read if record.position or record.kind == RESPONSE]
    told.sort(key=lambda one: one[1].date, reverse=True)
    told.sort(key=lambda one: one[1].kind != RESPONSE)
    return [
        ToldPosition(
            source=source,
            title=known.title if (known := source_get(source)) else source,
            symbol=record.symbol,
            date=record.date,
            position=record.position,
            words=record.text if record.kind == RESPONSE else "",
            heading=record.heading if record.kind == RESPONSE else "",
        )
        for source, record in told
    ]


def wordings_told(viewer: Any, recommendation: Recommendation) -> dict[str, str]:
    """The text by language, as its sources print it, side by side."""
    if not Recommendation.objects.visible_to(viewer).filter(pk=recommendation.pk).exists():
        return {}
    alive = Attestation.objects.filter(recommendation=recommendation, gone=None).select_related("body").order_by("pk")
    read = [record for one in alive if (record := _read(one)) is not None and record.kind != RESPONSE]
    found = {recommendation.language: recommendation.text}
    for record in read:
        if record.language:
            found.setdefault(record.language, record.text)
    return found


def _read(one: Attestation) -> ReadRecord | None:
    source = source_get(one.source)
    try:
        return source.read(one.body.body.encode()) if source else None
    except Rejected:
        return None
