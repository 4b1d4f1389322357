"""A document's scorecard: what the machine makes of each criterion, and what a person says of it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from .documents import ReviewedDocument, of_document_q
from .projects import blind_documents


class CriterionRating(models.Model):
    """`criterion` is a code of vocabulary.scorecard; `passages` are keys of the passages that the machine's rating
    rests on. "Silent" is never the machine's: it is a person's finding after the country team could comment."""

    class Rating(models.TextChoices):
        NOT_APPLICABLE = "not-applicable", _("Not applicable")
        MISSING = "missing", _("Not found")
        SILENT = "silent", _("The document is silent")
        APPROACHES = "approaches", pgettext_lazy("rating", "Approaches what is asked")
        MEETS = "meets", pgettext_lazy("rating", "Meets what is asked")
        EXCEEDS = "exceeds", pgettext_lazy("rating", "Exceeds what is asked")

    document = models.ForeignKey(ReviewedDocument, models.CASCADE, related_name="ratings")
    criterion = models.CharField(max_length=60)
    position = models.PositiveSmallIntegerField(default=0)
    weight = models.PositiveSmallIntegerField(default=0)
    machine = models.CharField(_("the machine's suggestion"), max_length=20, choices=Rating.choices)
    passages: Any = models.JSONField(default=list)
    rating = models.CharField(_("rating"), max_length=20, choices=Rating.choices, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    rated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    rated_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("rating of a criterion")
        verbose_name_plural = _("scorecard")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["document", "criterion"], name="criterion_once"),
            models.CheckConstraint(condition=~Q(machine="silent"), name="silent_is_a_persons_word"),
        ]

    def __str__(self) -> str:
        return f"{self.document}: {self.criterion}"

    @classmethod
    def visibility_q(cls, viewer: Any) -> Q:
        return of_document_q(viewer, "document__") & ~Q(document__in=blind_documents(viewer))
