"""When a table that was imported is read by a better column map: what the former reading made is withdrawn."""

from __future__ import annotations

import hashlib
from collections.abc import Container

from tessera.harvest import SourceFile
from tessera.recommendations.models import Attestation, ImportRun

from .reading import BATCH
from .writing import gone_mark


def file_mark(file: SourceFile) -> str:
    """Tells files apart by their bytes."""
    with file.path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def otherwise_read_withdraw(run: ImportRun, *, seen: Container[int]) -> int:
    """Mark as gone what earlier runs made of the very file of `run` and this reading did not; returns how many.

    `seen` holds the hashes of this reading's keys.
    """
    earlier = ImportRun.objects.filter(source=run.source, columns__file=run.columns["file"]).exclude(pk=run.pk)
    made = Attestation.objects.filter(run__in=earlier, gone=None).only("key", "recommendation_id")
    left = [one for one in made if hash(one.key) not in seen]
    for first in range(0, len(left), BATCH):
        gone_mark(run, left[first : first + BATCH])
    return len(left)
