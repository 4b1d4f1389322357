"""How far records have been labelled anew by the rules of today."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Relabelling(models.Model):
    """All records read anew by one version of the rules: up to which record, how many changed, when it ended."""

    version = models.CharField(max_length=16, unique=True)
    upto = models.PositiveBigIntegerField(default=0)
    read = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    started = models.DateTimeField(default=timezone.now)
    ended = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("relabelling")

    def __str__(self) -> str:
        return f"{self.version} {self.upto}"
