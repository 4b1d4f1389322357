"""Silence periods: until when, how often extended and why, and what each entity answered."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Self
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from .endorsements import Endorsement, InsideQuerySet, Invitation, TextVersion


class SilencePeriod(models.Model):
    """A version under silence until `ends_at` (UTC), called in `zone` by its IANA name. Over at that very moment."""

    class Ending(models.TextChoices):
        KEPT = "kept", _("Silence was kept")
        BROKEN = "broken", _("Silence was broken")
        WITHDRAWN = "withdrawn", _("The text was withdrawn")

    endorsement = models.ForeignKey(Endorsement, models.PROTECT, related_name="periods")
    version = models.ForeignKey(TextVersion, models.PROTECT, related_name="+")
    began_at = models.DateTimeField(default=timezone.now)
    began_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    ends_at = models.DateTimeField(_("ends"))
    zone = models.CharField(_("time zone"), max_length=50, default="UTC")
    closed_at = models.DateTimeField(null=True, blank=True)
    ending = models.CharField(max_length=10, choices=Ending.choices, blank=True)

    objects = InsideQuerySet.as_manager()

    class Meta:
        verbose_name = _("silence period")
        ordering = ["-began_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["endorsement"], condition=models.Q(closed_at__isnull=True), name="one_silence_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.endorsement}: {self.local_end:%Y-%m-%d %H:%M} {self.zone}"

    @property
    def local_end(self) -> datetime:
        """When it ends, on the clocks of its own zone."""
        return self.ends_at.astimezone(ZoneInfo(self.zone))

    def is_over(self, now: datetime) -> bool:
        return now >= self.ends_at


class Extension(models.Model):
    """A silence period was given more time, and why."""

    period = models.ForeignKey(SilencePeriod, models.PROTECT, related_name="extensions")
    from_at = models.DateTimeField()
    to_at = models.DateTimeField()
    reason = models.TextField(_("reason"))
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("extension")
        ordering = ["made_at", "id"]


class AnswerQuerySet(models.QuerySet):
    def visible_to(self, viewer: Any) -> Self:
        """Answers, objections among them, stay with those who take part."""
        return self.filter(period__in=SilencePeriod.objects.visible_to(viewer).order_by().values("pk"))


class Answer(models.Model):
    """What an entity answered to one silence period, through whom. "None" is written down when the period is over."""

    class Choice(models.TextChoices):
        ENDORSED = "endorsed", _("Endorses")
        NO_OBJECTION = "no-objection", _("No objection")
        DISASSOCIATED = "disassociated", _("Disassociates itself")
        BROKE = "broke", _("Breaks silence")
        NONE = "none", _("No answer")

    period = models.ForeignKey(SilencePeriod, models.PROTECT, related_name="answers")
    invitation = models.ForeignKey(Invitation, models.PROTECT, related_name="answers")
    choice = models.CharField(_("answer"), max_length=15, choices=Choice.choices)
    reason = models.TextField(_("reason"), blank=True)
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("said by")
    )
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = AnswerQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("answer")
        ordering = ["invitation__organisation__name", "id"]
        constraints = [models.UniqueConstraint(fields=["period", "invitation"], name="one_answer_of_an_entity")]

    def __str__(self) -> str:
        return f"{self.invitation}: {self.get_choice_display()}"

    @property
    def came_late(self) -> bool:
        """Given after silence was over: the entity joined an endorsed text."""
        return self.choice != self.Choice.NONE and self.at >= self.period.ends_at
