"""What was imported into a plan, from which file, with which warnings."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from .plan import Plan


class PlanImport(models.Model):
    """One import of a plan document. `warnings` is a list of {"ref", "line", "code", "message"}."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="imports")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    file_name = models.CharField(max_length=300)
    sha256 = models.CharField(max_length=64)
    created = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    warnings = models.JSONField(default=list, blank=True)
    amendment = models.ForeignKey("plans.Amendment", models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-at"]
