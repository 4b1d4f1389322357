"""Which of people's corrections stand: a record's own, and of other fields those of the records joined to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from tessera.recommendations.models import Correction, Recommendation

Corrections = dict[str, list[Correction]]  # by field: the one that stands, then those that it stands above


def corrections_told(ids: Collection[int]) -> dict[int, Corrections]:
    """By record and field; the record's own stands first, then those of records joined to it, the latest first."""
    ends = _joined_within(ids)
    found: dict[int, Corrections] = defaultdict(dict)
    rows = Correction.objects.filter(recommendation__in=list(ends)).select_related("by").order_by("-at", "-pk")
    for one in sorted(rows, key=lambda one: one.recommendation_id != ends[one.recommendation_id]):
        found[ends[one.recommendation_id]].setdefault(one.field, []).append(one)
    return found


def corrections_of(record: Recommendation) -> Corrections:
    """Those of one record."""
    return corrections_told([record.pk]).get(record.pk, {})


def correction_standing(record: Recommendation, field: str) -> Correction | None:
    """The correction of a field that stands, whichever record it was made on."""
    return next(iter(corrections_of(record).get(field, ())), None)


def end_of(record: Recommendation) -> Recommendation:
    """The record that one joined by hand leads to; itself where it was not joined."""
    while record.joined_to is not None:
        record = record.joined_to
    return record


def _joined_within(ids: Collection[int]) -> dict[int, int]:
    """Those records and all that were joined to them, also by way of others: to which of `ids` each leads."""
    ends = {pk: pk for pk in ids}
    latest = list(ends)
    while latest:
        rows = Recommendation.objects.filter(joined_to__in=latest).values_list("pk", "joined_to_id")
        new = {pk: ends[to] for pk, to in rows if pk not in ends}
        ends |= new
        latest = list(new)
    return ends
