"""What was asked of a document's country, as a viewer may see it: a demand whose words they may not read is not even
counted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Case, CharField, Count, F, QuerySet, When

from tessera.desk_review.models import Gap, GapRun, Passage, ReviewedDocument
from tessera.desk_review.models.documents import of_document_q

Shown = list[tuple[Passage, list[tuple[int, int, str]]]]


def gaps_listed(viewer: Any, document: ReviewedDocument) -> QuerySet[Gap]:
    """With `standing`: a person's word, else the machine's."""
    rows = Gap.objects.filter(Gap.visibility_q(viewer), document=document, gone_at=None)
    standing = Case(When(rating="", then=F("status")), default=F("rating"), output_field=CharField())
    return rows.annotate(standing=standing).select_related("rated_by")


def gap_get(viewer: Any, document: ReviewedDocument, demand: int) -> Gap | None:
    """One that a later comparison no longer asks for, too."""
    rows = Gap.objects.filter(Gap.visibility_q(viewer), document=document, demand=demand)
    return rows.select_related("rated_by", "run").first()


def run_latest(viewer: Any, document: ReviewedDocument) -> GapRun | None:
    return GapRun.objects.filter(of_document_q(viewer, "document__"), document=document).first()


def gap_counts(viewer: Any, document: ReviewedDocument) -> dict[str, int]:
    """How many demands stand at each status, and how many of them by a person's word ("rated")."""
    rows = gaps_listed(viewer, document).order_by()
    counts = dict(rows.values_list("standing").annotate(count=Count("pk")))
    return {**dict.fromkeys(Gap.Status.values, 0), **counts, "rated": rows.exclude(rating="").count()}


def passages_shown(viewer: Any, document: ReviewedDocument, gaps: Iterable[Gap], *, most: int = 0) -> dict[int, Shown]:
    """The passages that speak of each demand, the most telling first, with the places that do; of each at most `most`,
    0 for all."""
    wanted = {gap.pk: keys_of(gap)[: most or None] for gap in gaps}
    rows = Passage.objects.filter(Passage.visibility_q(viewer), document=document)
    held = {one.key: one for one in rows.filter(key__in={key for keys in wanted.values() for key in keys})}
    places = {gap.pk: gap.evidence for gap in gaps}
    return {
        pk: [(held[key], [tuple(e[1:]) for e in places[pk] if e[0] == key]) for key in keys if key in held]
        for pk, keys in wanted.items()
    }


def keys_of(gap: Gap) -> list[str]:
    return list(dict.fromkeys(key for key, *_place in gap.evidence))


def history_of(viewer: Any, gap: Gap) -> list[Any]:
    """What people said before, the latest first; for the Network."""
    if not getattr(viewer, "is_of_network", False):
        return []
    rows = gap.history.select_related("rated_by").order_by("-history_date", "-history_id")
    said: list[Any] = []
    for row in rows:
        if not said or (row.rating, row.reason) != (said[-1].rating, said[-1].reason):
            said.append(row)
        else:
            said[-1] = row  # the first that says so
    return [row for row in said if row.version > 1]
