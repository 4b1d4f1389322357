"""Who told what of a recommendation: positions, dated and sourced, and its wordings in several languages.

Whoever asks has seen to it that the viewer may see the recommendation.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tessera.harvest import RESPONSE, ReadRecord, source_get
from tessera.recommendations.models import Recommendation

Said = Sequence[tuple[str, ReadRecord]]  # the code of a source and what it says


@dataclass(frozen=True, slots=True)
class ToldPosition:
    """A position in codes of the terms, "" where the source's words name none; `words` are the State's own, where it
    gave any, in a `language`, "" unknown; `date` is an ISO date of the document, "" unknown."""

    source: str
    title: str
    symbol: str
    date: str
    position: str
    words: str
    heading: str
    language: str


def positions_told(said: Said) -> list[ToldPosition]:
    """What each source says of the State's position, the State's own answers first, then the newest."""
    told = [(source, record) for source, record in said if record.position or record.kind == RESPONSE]
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
            language=record.language,
        )
        for source, record in told
    ]


def wordings_told(recommendation: Recommendation, said: Iterable[tuple[str, ReadRecord]]) -> dict[str, str]:
    """The text by language, as its sources print it; that of the record itself first."""
    found = {recommendation.language: recommendation.text}
    for _source, record in said:
        if record.language and record.kind != RESPONSE:
            found.setdefault(record.language, record.text)
    return found
