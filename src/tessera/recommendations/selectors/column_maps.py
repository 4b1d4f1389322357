"""What is remembered of the columns of tables."""

from __future__ import annotations

from tessera.harvest import Source, TableGuess, header_fingerprint
from tessera.recommendations.models import ColumnMap


def columns_remembered(source: Source, guess: TableGuess) -> ColumnMap | None:
    """What somebody said of tables with these headings."""
    fingerprint = header_fingerprint([one.label for one in guess.columns])
    return ColumnMap.objects.select_related("by").filter(source=source.code, fingerprint=fingerprint).first()
