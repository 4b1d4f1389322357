"""What people said of the columns of tables, remembered for tables with the same headings."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from tessera.harvest import Columns
from tessera.network.models import Audience


class ColumnMap(models.Model):
    """`fingerprint` is that of the headings (harvest.header_fingerprint), `labels` are the headings, `map` is
    Columns.as_json(). `audience` is whom rows of such tables are for."""

    source = models.CharField(max_length=40)
    fingerprint = models.CharField(max_length=32)
    labels: Any = models.JSONField(default=list)
    map: Any = models.JSONField(default=dict)
    audience = models.CharField(_("audience"), max_length=10, choices=Audience.choices, default=Audience.NETWORK)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    history = HistoricalRecords()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "fingerprint"], name="column_map_of_headings")]
        verbose_name = _("column map")

    def __str__(self) -> str:
        return ", ".join(self.labels)[:80]

    @property
    def columns(self) -> Columns:
        return Columns(self.map.get("taken", {}), self.map.get("fixed", {}))
