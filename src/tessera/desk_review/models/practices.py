"""Passages that a person holds to be good practice. The text of a framework is a commitment, not yet a practice."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from tessera.network.models import Audienced, AudiencedQuerySet
from tessera.network.models.audience import audience_q
from tessera.recommendations.models.codes import CodesField

from .documents import of_document_q
from .passages import Passage


class GoodPractice(Audienced):
    """A nomination, by a person. `groups` and `how` are that person's, not the machine's.

    `shown_by` is what shows, beside the document itself, that it was done; without it the passage is a commitment or
    an account. Seen by whoever is of its audience and sees the document. Withdrawn ones are kept.
    """

    passage = models.ForeignKey(Passage, models.CASCADE, related_name="practices")
    reason = models.TextField(_("why it is good practice"))
    transferable = models.TextField(_("what makes it transferable"))
    shown_by = models.TextField(_("what shows that it was done"), blank=True)
    groups = CodesField(verbose_name=_("groups concerned"))
    how = CodesField(verbose_name=_("how they are addressed"))
    nominated_at = models.DateTimeField(_("nominated"), default=timezone.now, editable=False)
    nominated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    withdrawn_because = models.TextField(_("why it was withdrawn"), blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = AudiencedQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("good practice")
        verbose_name_plural = _("good practice")
        ordering = ["-nominated_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["passage"], condition=Q(withdrawn_at=None), name="passage_nominated_once")
        ]

    def __str__(self) -> str:
        return self.passage.text[:80]

    @classmethod
    def visibility_q(cls, viewer: Any) -> Q:
        return audience_q(viewer, cls) & of_document_q(viewer, "passage__document__")
