"""Searches that a person keeps, up to where they have been told, and the mails that told them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class SavedSearch(models.Model):
    """A question to the index. `filters` are the other parameters of the page of recommendations, as a query string.

    `seen_...` say up to where its person knows: the last id of a recommendation, of an earlier wording, and of an
    import's run. Ids grow in the order in which Tessera reads.
    """

    class Frequency(models.TextChoices):
        NEVER = "never", _("Never")
        DAILY = "daily", _("Every day")
        WEEKLY = "weekly", _("Every week")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_searches")
    title = models.CharField(_("title"), max_length=200)
    query = models.CharField(_("words"), max_length=1200, blank=True)
    filters = models.TextField(_("filters"), blank=True)
    language = models.CharField(_("language"), max_length=10, default="en")
    frequency = models.CharField(_("e-mail"), max_length=10, choices=Frequency.choices, default=Frequency.NEVER)
    seen_recommendation = models.BigIntegerField(default=0)
    seen_wording = models.BigIntegerField(default=0)
    seen_run = models.BigIntegerField(default=0)
    seen_at = models.DateTimeField(default=timezone.now)
    last_run = models.DateTimeField(null=True, blank=True)
    created = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("saved search")
        verbose_name_plural = _("saved searches")
        ordering = ["title", "id"]

    def __str__(self) -> str:
        return self.title


class Digest(models.Model):
    """One mail about a person's saved searches; `before` says, by search, up to where they knew before it.

    A mail is noted as being sent, with what it tells, before it is sent: whoever is killed in between never sends it
    twice. One that stays in that state may or may not have arrived.
    """

    class State(models.TextChoices):
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.SENDING)
    searches = models.PositiveIntegerField(default=0)
    items = models.PositiveIntegerField(default=0)
    before: Any = models.JSONField(default=list)
    created = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("digest")
        verbose_name_plural = _("digests")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.created:%Y-%m-%d} {self.state}"
