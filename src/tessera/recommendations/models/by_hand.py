"""What people decided about records: which are one, which are not, and which labels are right."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from .recommendations import Recommendation


class ActByHand(models.Model):
    """What a person did, with a reason, and how it was undone."""

    reason = models.TextField(_("reason"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    undone_reason = models.TextField(blank=True)

    class Meta:
        abstract = True
        ordering = ["-pk"]


class JoinByHand(ActByHand):
    """A person joined `record` to `other`, or set apart from `record` what became `other`.

    `moved` are the attestations that went over: ids, and whether each was pinned before. `before` is what the record
    said whose words may have changed by it. Kept for good; undoing it is told here, too.
    """

    class Act(models.TextChoices):
        JOIN = "join", _("Joined")
        APART = "apart", _("Set apart")

    act = models.CharField(max_length=5, choices=Act.choices)
    record = models.ForeignKey(Recommendation, models.PROTECT, related_name="acts_by_hand")
    other = models.ForeignKey(Recommendation, models.PROTECT, related_name="+")
    moved: Any = models.JSONField(default=list)
    before: Any = models.JSONField(default=dict)

    class Meta(ActByHand.Meta):
        verbose_name = _("joining by hand")

    def __str__(self) -> str:
        return f"{self.act} {self.record_id} {self.other_id}"


class Correction(models.Model):
    """What a person says of one kind of label of a recommendation: it stands above what sources, rules and models say,
    and no import changes it."""

    class Field(models.TextChoices):
        GROUPS = "groups", _("Groups concerned")
        INTERSECTIONS = "intersections", _("Also concerns")
        THEMES = "themes", _("Themes")
        GUIDANCE = "guidance", _("Guidance Note")

    recommendation = models.ForeignKey(Recommendation, models.CASCADE, related_name="corrections")
    field = models.CharField(max_length=20, choices=Field.choices)
    codes: Any = models.JSONField(default=list)
    reason = models.TextField(_("reason"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    history = HistoricalRecords()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["recommendation", "field"], name="correction_once")]
        verbose_name = _("correction")

    def __str__(self) -> str:
        return f"{self.recommendation_id} {self.field}"
