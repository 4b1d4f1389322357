"""Initiatives that entities have under way anyway, linked with the activities of plans."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from tessera.recommendations.models.codes import CodesField

from .indicators import EnteredInPlan
from .plan import Activity


class Initiative(EnteredInPlan):
    """What one or more entities do: where, with which groups concerned, from which month to which.

    `countries` are ISO 3166 alpha-3 codes, `groups` codes of the groups concerned. Days count by their months.
    """

    title = models.CharField(_("initiative"), max_length=300)
    text = models.TextField(_("what it does"), blank=True)
    url = models.URLField(_("address"), max_length=1000, blank=True)
    organisations = models.ManyToManyField(
        "network.Organisation", related_name="initiatives", verbose_name=_("entities")
    )
    countries = CodesField(verbose_name=_("countries"))
    groups = CodesField(verbose_name=_("groups concerned"))
    start = models.DateField(_("from"), null=True, blank=True)
    end = models.DateField(_("until"), null=True, blank=True)
    activities = models.ManyToManyField(Activity, blank=True, related_name="initiatives", verbose_name=_("activities"))
    history = HistoricalRecords(m2m_fields=[organisations, activities])

    class Meta:
        verbose_name = _("initiative")
        ordering = ["title", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(start__isnull=True) | Q(end__isnull=True) | Q(end__gte=models.F("start")),
                name="initiative_end_after_start",
            )
        ]

    def __str__(self) -> str:
        return self.title
