"""The sources, what each has given, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Max, OuterRef, QuerySet, Subquery, Window
from django.db.models.functions import RowNumber

from tessera.harvest import Source, adapters
from tessera.network.models import Audience
from tessera.network.models.audience import OPERATOR
from tessera.recommendations.models import Attestation, ImportRun, Recommendation, TreatyAttestation

OF_A_SOURCE = 3  # imports listed


@dataclass(frozen=True, slots=True)
class SourceRow:
    """`records` are those the source has today, as far as the viewer may see what they tell of; `last` is its last
    import, None where there was none, or the viewer may not know of it."""

    source: Source
    records: int
    last_import: datetime | None
    last: ImportRun | None = None


def sources_listed(viewer: Any = OPERATOR) -> list[SourceRow]:
    """All sources in the order in which they are tried."""
    told = Attestation.objects.filter(gone=None)
    if viewer is not OPERATOR:
        told = told.filter(recommendation__in=Recommendation.objects.visible_to(viewer))
    statuses = TreatyAttestation.objects.filter(gone=None)
    records = {
        source: count for rows in (told, statuses) for source, count in rows.values_list("source").annotate(Count("pk"))
    }
    moments = dict(ImportRun.objects.filter(state=ImportRun.State.DONE).values_list("source").annotate(Max("ended")))
    own = runs_done().filter(source=OuterRef("source")).values("pk")[:1]
    last = {one.source: one for one in runs_done().filter(pk=Subquery(own))}
    return [
        SourceRow(one, records.get(one.code, 0), moments.get(one.code), last.get(one.code))
        if _knows(viewer, one)
        else SourceRow(one, records.get(one.code, 0), None)
        for one in adapters()
    ]


def runs_listed(viewer: Any, *, limit: int) -> list[ImportRun]:
    """The latest imports that the viewer may know of, at most three of each source, some of which come as a hundred
    files: for the public, those of sources that are public."""
    known = [source.code for source in adapters() if _knows(viewer, source)]
    order = [F("ended").desc(), F("pk").desc()]
    place = Window(RowNumber(), partition_by=[F("source")], order_by=order)
    return list(runs_done().filter(source__in=known).annotate(place=place).filter(place__lte=OF_A_SOURCE)[:limit])


def run_get(pk: int) -> ImportRun | None:
    """An import with what it skipped and remarked. Whoever asks was let in (recommendations.view_imports)."""
    return ImportRun.objects.filter(pk=pk).first()


def runs_done() -> QuerySet[ImportRun]:
    """Imports that are done, the latest first, without their long lists."""
    return ImportRun.objects.filter(state=ImportRun.State.DONE).defer("skipped", "remarks").order_by("-ended", "-pk")


def _knows(viewer: Any, source: Source) -> bool:
    """The names of files that people import for the Network are the Network's."""
    return viewer is OPERATOR or source.audience == Audience.PUBLIC or getattr(viewer, "is_of_network", False)
