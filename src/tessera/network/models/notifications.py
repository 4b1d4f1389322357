"""What a person is told of, and how they want to be told."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Notification(models.Model):
    """One thing that one person is told once: `key` says what it is, whoever tells it again changes nothing.

    It holds no words: what it says is made of its subject as the person may see it when they look, so that it says
    nothing of what was hidden from them since. `subject` is the id of the kind's model.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notifications")
    kind = models.CharField(max_length=40)
    subject = models.BigIntegerField()
    key = models.CharField(max_length=120)
    created_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        ordering = ["-created_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="notification_told_once")]
        indexes = [models.Index(fields=["person", "seen_at"], name="notification_person_seen")]

    def __str__(self) -> str:
        return self.key


class MailChoice(models.Model):
    """How often a person has mails about notifications, and of which kinds they want none. Without a row: every day."""

    class Frequency(models.TextChoices):
        NEVER = "never", _("Never")
        DAILY = "daily", _("Every day")
        WEEKLY = "weekly", _("Every week")

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="mail_choice")
    frequency = models.CharField(_("e-mail"), max_length=10, choices=Frequency.choices, default=Frequency.DAILY)
    without: Any = models.JSONField(default=list, blank=True)
    last_mail_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("choice of mails")
        verbose_name_plural = _("choices of mails")

    def __str__(self) -> str:
        return self.get_frequency_display()
