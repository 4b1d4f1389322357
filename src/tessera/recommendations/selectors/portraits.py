"""What a set of recommendations is made of: by year, mechanism, group, position; for whoever asks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tessera.recommendations.models import Recommendation

from .finding import SHOWN_FACETS, Answer, recommendations_find

Counts = list[tuple[str, int]]
CROSSED = (("cycle", "position"), ("year", "family"))


@dataclass(frozen=True, slots=True)
class Portrait:
    """Every number counts recommendations, but `made`: that counts each once for every State that made it.

    `counts` holds values of facets, most first; `crossed` those of a second facet within each value of the first;
    `years` every year from the first to the last, empty ones included. `latest` are the newest.
    """

    total: int
    made: int
    counts: Mapping[str, Counts]
    crossed: Mapping[tuple[str, str], Mapping[str, Mapping[str, int]]]
    years: Counts
    latest: Sequence[Recommendation] = field(default=())

    def of(self, facet: str) -> Counts:
        return list(self.counts.get(facet, ()))

    def count(self, facet: str, value: str) -> int:
        return dict(self.counts.get(facet, ())).get(value, 0)

    @property
    def positions(self) -> Mapping[str, Mapping[str, int]]:
        """How many recommendations of each cycle have each position."""
        return {cycle: rows for cycle, rows in sorted(self.crossed.get(("cycle", "position"), {}).items()) if rows}


def portrait(
    viewer: Any,
    *,
    filters: Iterable[tuple[str, str]] = (),
    query: str = "",
    latest: int = 0,
    facets: Sequence[str] = SHOWN_FACETS,
    crossed: Sequence[tuple[str, str]] = CROSSED,
) -> Portrait:
    """The portrait of what `query` and `filters` find; without both, of all recommendations.

    One question to the index, however many counts.
    """
    answer = recommendations_find(
        viewer, query, filters=filters, facets=facets, crossed=crossed, limit=max(latest, 1), order="newest"
    )
    return portrait_of(answer, latest=latest)


def portrait_of(answer: Answer, *, latest: int = 0) -> Portrait:
    """The portrait of what was found."""
    return Portrait(
        total=answer.total,
        made=sum(count for _state, count in answer.facets.get("state", ())),
        counts=answer.facets,
        crossed=answer.results.crossed,
        years=_every_year(answer.facets.get("year", ())),
        latest=[found.record for found in answer.found[:latest]],
    )


def _every_year(counts: Iterable[tuple[str, int]]) -> Counts:
    known = {int(year): count for year, count in counts}
    if not known:
        return []
    return [(str(year), known.get(year, 0)) for year in range(min(known), max(known) + 1)]
