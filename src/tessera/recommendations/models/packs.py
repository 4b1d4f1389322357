"""Dissemination packs: recommendations chosen for somebody, frozen as they stood, and to whom they went."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from tessera.network.models import Audienced
from tessera.network.models.audience import audience_q


class Pack(Audienced):
    """What was put together for whom. The scope says how the recommendations were chosen; PackBody holds them.

    `readers` is a code of vocabulary.readers. The wording of the recommendations never changes, the note may.
    """

    title = models.CharField(_("title"), max_length=300)
    country = models.CharField(_("country"), max_length=3, blank=True)
    group = models.CharField(_("group concerned"), max_length=30, blank=True)
    theme = models.CharField(_("theme"), max_length=120, blank=True)
    mechanism = models.CharField(_("mechanism"), max_length=60, blank=True)
    first_year = models.PositiveSmallIntegerField(_("from year"), null=True, blank=True)
    last_year = models.PositiveSmallIntegerField(_("until year"), null=True, blank=True)
    language = models.CharField(_("language"), max_length=2, default="en")
    readers = models.CharField(_("for"), max_length=30, default="country-team")
    note = models.TextField(_("covering note"), blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False)
    made_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)
    archived_at = models.DateTimeField(_("archived"), null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("pack")
        verbose_name_plural = _("packs")
        ordering = ["-made_at", "-id"]

    def __str__(self) -> str:
        return self.title


class PackBody(models.Model):
    """The recommendations of a pack as they were worded when it was made; never changed afterwards.

    `rows` are those of recommendations.services.packs.FROZEN; `total` how many the scope held.
    """

    pack = models.OneToOneField(Pack, models.CASCADE, primary_key=True, related_name="body")
    rows: Any = models.JSONField(default=list)
    total = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.pack_id}: {self.total}"


class PackDispatch(models.Model):
    """A pack went to somebody. Of people only what is needed to know whom; for the Network alone."""

    class Way(models.TextChoices):
        EMAIL = "e-mail", _("E-mail")
        MEETING = "meeting", _("Meeting")
        PRINTED = "printed", _("Printed")
        LINK = "link", _("Link")

    pack = models.ForeignKey(Pack, models.CASCADE, related_name="dispatches")
    recipient = models.CharField(_("to whom"), max_length=300)
    way = models.CharField(_("how"), max_length=10, choices=Way.choices, default=Way.EMAIL)
    sent_on = models.DateField(_("when"))
    note = models.TextField(_("note"), blank=True)
    logged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    logged_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("dispatch")
        verbose_name_plural = _("dispatches")
        ordering = ["-sent_on", "-id"]

    def __str__(self) -> str:
        return f"{self.pack_id} → {self.recipient}"

    @classmethod
    def visibility_q(cls, viewer: Any) -> Q:
        """Seen by those of the Network who see the pack."""
        if not getattr(viewer, "is_of_network", False):
            return Q(pk__in=[])
        return audience_q(viewer, Pack, prefix="pack__")
