"""What a plan takes over from the one before it, and what ended with that one."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from .plan import Activity, Plan


class Continuation(models.Model):
    """An activity of an earlier plan as the plan after it takes it over; without `activity`, it ended there."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="continuations")
    earlier = models.ForeignKey(Activity, models.PROTECT, related_name="continued_as")
    activity = models.ForeignKey(
        Activity, models.CASCADE, null=True, blank=True, related_name="continues", verbose_name=_("activity")
    )
    note = models.TextField(_("note"), blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("continuation")
        ordering = ["earlier__order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "earlier"], name="continuation_once"),
            models.CheckConstraint(
                condition=Q(activity__isnull=True) | ~Q(activity=models.F("earlier")), name="continuation_of_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.earlier.ref} > {self.activity.ref if self.activity else '-'}"
