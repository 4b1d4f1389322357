"""Which file was imported when, how far it came and what became of it."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ImportRun(models.Model):
    """One file's import, by an adapter's version.

    `skipped` and `remarks` hold a record's id, its place and a sentence, as far as they are kept; `counts` tells how
    many there were. `warnings` are about the file as a whole; `columns` is the column map by which a table was read.
    Batches before `batches` are in the database for good; the rest is found again on the next run.
    """

    class State(models.TextChoices):
        STARTED = "started", _("Started")
        DONE = "done", _("Done")

    source = models.CharField(max_length=40)
    file_name = models.CharField(max_length=255)
    file_hash = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.STARTED)
    started = models.DateTimeField(default=timezone.now)
    ended = models.DateTimeField(null=True)
    batches = models.PositiveIntegerField(default=0)
    counts: Any = models.JSONField(default=dict)
    skipped: Any = models.JSONField(default=list)
    remarks: Any = models.JSONField(default=list)
    warnings: Any = models.JSONField(default=list)
    columns: Any = models.JSONField(default=dict)
    version = models.PositiveSmallIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["source", "-started"], name="import_source_started")]
        verbose_name = _("import")

    def __str__(self) -> str:
        return f"{self.source}: {self.file_name}"
