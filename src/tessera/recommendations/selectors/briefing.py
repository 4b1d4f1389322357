"""What a country brief stands on: counts of recommendations to a country, and the recommendations worth quoting.

Only recommendations and requests for follow-up are counted: concerns and voluntary pledges ask for nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max

from tessera.recommendations.models import Attestation, Recommendation

from .choosing import Candidate, candidates_of, family_of
from .finding import FOCUS, RECOMMENDING, records_visible
from .portraits import Portrait, portrait

Filter = tuple[str, str]
COUNTED = ("family", "mechanism", "group", "document", "year", "theme")
CROSSED = (("cycle", "position"), ("cycle", "family"), ("year", "family"), ("group", "family"))
NEWEST, OF_A_FAMILY = 150, 30  # of how many recommendations, the newest, a brief may quote


@dataclass(frozen=True, slots=True)
class Briefing:
    """`total` counts all recommendations to the country, `focus` portrays those that the brief is about.

    `candidates` may be quoted, in the order in which they are proposed; `read` tells when each source that attests
    them was last read.
    """

    country: str
    group: str
    total: int
    focus: Portrait
    candidates: Sequence[Candidate]
    read: Mapping[str, date]

    @property
    def all_seen(self) -> bool:
        """Whether every recommendation in focus was looked at for repetitions."""
        return sum(1 + len(one.repeats) for one in self.candidates) >= self.focus.total


def focus_filters(group: str = "") -> list[Filter]:
    """Which recommendations a brief is about: those that concern a group or racial discrimination, or one group.

    The one place that says so.
    """
    return [("group", group)] if group else [FOCUS]


def briefing(viewer: Any, iso3: str, *, group: str = "", emphasis: Sequence[str] = ()) -> Briefing:
    """The facts of a brief about a country, for whoever asks. `emphasis` are families that are proposed first."""
    of_country: list[Filter] = [("country", iso3), RECOMMENDING]
    within = [*of_country, *focus_filters(group)]
    everything = portrait(viewer, filters=of_country, facets=("year",), crossed=())
    focus = portrait(viewer, filters=within, latest=NEWEST, facets=COUNTED, crossed=CROSSED)
    records = [*focus.latest, *_of_rare_families(viewer, focus, within)]
    return Briefing(
        country=iso3,
        group=group,
        total=everything.total,
        focus=focus,
        candidates=candidates_of(records, emphasis=emphasis),
        read=_last_read(record.pk for record in records),
    )


def picked(viewer: Any, iso3: str, ids: Sequence[int]) -> tuple[list[Recommendation], list[int]]:
    """The recommendations with these ids, in their order, and the ids under which nothing can be quoted here."""
    records = {pk: one for pk, one in records_visible(viewer, ids).items() if iso3 in one.countries}
    fit = {pk: one for pk, one in records.items() if not one.withdrawn and not one.joined_to_id}
    return [fit[pk] for pk in ids if pk in fit], [pk for pk in ids if pk not in fit]


def _of_rare_families(viewer: Any, focus: Portrait, within: Sequence[Filter]) -> Iterable[Recommendation]:
    """Of families that are not among the newest recommendations, their own newest."""
    seen = {family_of(record) for record in focus.latest}
    for family in sorted({code for code, _count in focus.of("family")} - seen):
        filters = [*within, ("family", family)]
        yield from portrait(viewer, filters=filters, latest=OF_A_FAMILY, facets=(), crossed=()).latest


def _last_read(ids: Iterable[int]) -> dict[str, date]:
    rows = (
        Attestation.objects.filter(recommendation__in=list(ids), gone=None)
        .values_list("source")
        .annotate(last=Max("run__ended"))
        .order_by("source")
    )
    return {source: last.date() for source, last in rows if last}
