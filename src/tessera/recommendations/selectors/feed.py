"""What a feed of recommendations tells: those read last, and those that changed or were withdrawn since."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max, Min

from tessera.recommendations.findable import WITHDRAWN
from tessera.recommendations.models import Attestation, EarlierWording, Recommendation
from tessera.search.asked import Asked, Numbers
from tessera.search.find import search_each

from .asking import Question, question_latest
from .finding import KIND, records_visible

ENTRIES = 50
CHANGES_READ, CHANGES_TOLD = 5_000, 100


@dataclass(frozen=True, slots=True)
class Entry:
    """`what` is new, changed or withdrawn; `read` when Tessera first read it, `at` when that happened to it."""

    record: Recommendation
    what: str
    read: datetime
    at: datetime


def feed_entries(viewer: Any, question: Question, *, language: str, limit: int = ENTRIES) -> list[Entry]:
    """The latest first. A handful of queries, whatever is asked."""
    recent = EarlierWording.objects.order_by("-pk").values_list("recommendation_id", flat=True)[:CHANGES_READ]
    changed = set(recent)

    def latest(kind: str, *, most: int = limit, among: Collection[int] | None = None) -> Asked:
        return question_latest(viewer, question, kind=kind, most=most, language=language, numbers=Numbers(among=among))

    questions = [latest(KIND), latest(WITHDRAWN)]
    questions += [latest(KIND, most=CHANGES_TOLD, among=changed)] if changed else []
    found = [{hit.id for hit in one.hits} for one in search_each(questions)]
    records = records_visible(viewer, list(set().union(*found)))
    entries = _entries(records, gone=found[1])
    return sorted(entries, key=lambda one: (one.at, one.record.pk), reverse=True)[:limit]


def _entries(records: dict[int, Recommendation], *, gone: set[int]) -> list[Entry]:
    dates = Attestation.objects.filter(recommendation__in=records).order_by().values("recommendation")
    read = {
        row["recommendation"]: (row["first"], row["last"])
        for row in dates.annotate(first=Min("run__started"), last=Max("gone__started"))
    }
    told = EarlierWording.objects.filter(recommendation__in=records).order_by().values("recommendation")
    changes = {row["recommendation"]: row["last"] for row in told.annotate(last=Max("run__started"))}
    entries = []
    for pk, record in records.items():
        if pk not in read:
            continue
        first, last_gone = read[pk]
        if pk in gone:
            entries.append(Entry(record, "withdrawn", first, last_gone or first))
        elif pk in changes:
            entries.append(Entry(record, "changed", min(first, changes[pk]), changes[pk]))
        else:
            entries.append(Entry(record, "new", first, first))
    return entries
