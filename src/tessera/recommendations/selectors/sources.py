"""The sources, what each has given, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max

from tessera.harvest import Source, adapters
from tessera.recommendations.models import Attestation, ImportRun, TreatyAttestation


@dataclass(frozen=True, slots=True)
class SourceRow:
    """`records` are those the source has today."""

    source: Source
    records: int
    last_import: datetime | None


def sources_listed() -> list[SourceRow]:
    """All sources in the order in which they are tried."""
    records = {
        source: count
        for kind in (Attestation, TreatyAttestation)
        for source, count in kind._default_manager.filter(gone=None).values_list("source").annotate(Count("pk"))
    }
    last = dict(ImportRun.objects.filter(state=ImportRun.State.DONE).values_list("source").annotate(Max("ended")))
    return [SourceRow(one, records.get(one.code, 0), last.get(one.code)) for one in adapters()]
