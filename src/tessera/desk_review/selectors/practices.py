"""Good practice that people nominated, for a viewer."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from tessera.desk_review.models import GoodPractice, Passage

from .documents import documents_told


def practices_listed(viewer: Any) -> QuerySet[GoodPractice]:
    """Those that stand, the newest first."""
    rows = _told(viewer).filter(withdrawn_at=None)
    return rows.select_related("passage__document", "nominated_by")


def practice_get(viewer: Any, pk: int) -> GoodPractice | None:
    """One that was withdrawn, too, for the Network: what was said stays."""
    rows = _told(viewer).select_related("passage__document", "nominated_by", "withdrawn_by")
    found: GoodPractice | None = rows.filter(pk=pk).first()
    if found is not None and found.withdrawn_at and not getattr(viewer, "is_of_network", False):
        return None
    return found


def practice_of(viewer: Any, passage: Passage) -> GoodPractice | None:
    """The nomination of a passage that stands."""
    found: GoodPractice | None = practices_listed(viewer).filter(passage=passage).first()
    return found


def _told(viewer: Any) -> QuerySet[GoodPractice]:
    rows: QuerySet[GoodPractice] = GoodPractice.objects.visible_to(viewer)
    return rows.filter(passage__document__in=documents_told(viewer))
