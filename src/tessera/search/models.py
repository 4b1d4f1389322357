"""What the index must still be told."""

from __future__ import annotations

from django.db import connection, models
from django.utils import timezone

EVERYTHING = "*"


class Outbox(models.Model):
    """A record that changed, was added or is gone; written in the same transaction, taken away once it is indexed.

    `kind` EVERYTHING asks for a new index. What is withheld is not shown until then, since the index may know words or
    an audience that the record no longer has.
    """

    kind = models.CharField(max_length=40)
    record_id = models.BigIntegerField()
    withheld = models.BooleanField(default=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["withheld", "id"], name="outbox_withheld_first")]

    def __str__(self) -> str:
        return f"{self.kind}:{self.record_id}"


def outbox_waits() -> bool:
    """Whether there is a row. Every search asks this first, so it is asked without Django's ways about it."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {connection.ops.quote_name(Outbox._meta.db_table)} LIMIT 1")  # noqa: S608
        return cursor.fetchone() is not None
