"""What was asked of a document's country, set against the document: the machine's answer, and a person's."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from tessera.network.models.audience import audience_q
from tessera.recommendations.models import Demand, Recommendation
from tessera.recommendations.models.codes import CodesField

from .documents import ReviewedDocument, of_document_q
from .projects import blind_documents


class GapRun(models.Model):
    """One comparison: when, by which rules, and of how many demands. The latest is the one whose answers are shown."""

    document = models.ForeignKey(ReviewedDocument, models.CASCADE, related_name="gap_runs")
    country = models.CharField(_("country"), max_length=3)
    rules = models.CharField(_("version of the rules"), max_length=60)
    demands = models.PositiveIntegerField(default=0)
    remarks: Any = models.JSONField(default=list, blank=True)
    at = models.DateTimeField(default=timezone.now, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("comparison with what was recommended")
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.document}, {self.at:%Y-%m-%d}"


class Gap(models.Model):
    """One demand of a document's country. `text` is the wording that was compared, that of `worded_by`: who may not see
    this recommendation sees nothing of it. `status` is the machine's, `rating` a person's word, which no later
    comparison changes. One that a later comparison no longer asks for has a `gone_at`.
    """

    class Status(models.TextChoices):
        ADDRESSED = "addressed", pgettext_lazy("demand", "Addressed")
        PARTLY = "partly", pgettext_lazy("demand", "Partly addressed")
        NOT_FOUND = "not-found", pgettext_lazy("demand", "Not found")
        SILENT = "silent", _("The document is silent")

    document = models.ForeignKey(ReviewedDocument, models.CASCADE, related_name="gaps")
    run = models.ForeignKey(GapRun, models.CASCADE, related_name="gaps")
    demand = models.ForeignKey(Demand, models.PROTECT, related_name="+")
    worded_by = models.ForeignKey(Recommendation, models.PROTECT, related_name="+")
    text = models.TextField(_("what was asked"))
    language = models.CharField(max_length=10, blank=True)
    groups = CodesField(verbose_name=_("groups concerned"))
    themes = CodesField(verbose_name=_("themes"))
    bodies = CodesField(verbose_name=_("mechanisms"))
    made = models.PositiveIntegerField(_("recommendations"), default=0)
    status = models.CharField(_("the machine’s suggestion"), max_length=10, choices=Status.choices)
    confidence = models.FloatField(_("confidence"), default=0)
    evidence: Any = models.JSONField(default=list)
    rating = models.CharField(_("a person’s word"), max_length=10, choices=Status.choices, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    rated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    rated_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    gone_at = models.DateTimeField(null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("demand set against a document")
        verbose_name_plural = _("demands set against a document")
        ordering = ["-made", "demand_id"]
        constraints = [models.UniqueConstraint(fields=["document", "demand"], name="gap_once")]

    def __str__(self) -> str:
        return self.text[:80]

    @classmethod
    def visibility_q(cls, viewer: Any) -> Q:
        """Whoever sees the document and the recommendation whose words were compared; not who codes it blind."""
        seen = Recommendation.objects.filter(audience_q(viewer, Recommendation), pk=OuterRef("worded_by"))
        told = of_document_q(viewer, "document__") & ~Q(document__in=blind_documents(viewer))
        return told & Exists(seen.order_by())
