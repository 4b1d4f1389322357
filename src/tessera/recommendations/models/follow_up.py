"""Who does what about a recommendation, and how it is assessed: attributed, dated, none of it "the" status."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from tessera.network.models import Audienced, AudiencedQuerySet
from tessera.network.models.audience import Operator, audience_q

from .recommendations import Recommendation


class OfRecommendation(Audienced):
    """What a person entered of a recommendation: seen by its own audience and by who entered it, as far as they see
    the recommendation. What is archived stays, and is shown to those who keep it and to who entered it."""

    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="%(class)ss")
    organisation = models.ForeignKey(
        "network.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="%(class)ss",
        verbose_name=_("organization"),
    )
    name = models.CharField(_("name"), max_length=300, blank=True)
    url = models.URLField(_("address"), max_length=1000, blank=True)
    created_at = models.DateTimeField(_("entered"), default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    changed_at = models.DateTimeField(_("changed"), default=timezone.now, editable=False)
    archived_at = models.DateTimeField(_("archived"), null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = AudiencedQuerySet.as_manager()

    class Meta:
        abstract = True

    @classmethod
    def visibility_q(cls, viewer: Any) -> Q:
        seen = audience_q(viewer, cls)
        if not isinstance(viewer, Operator) and getattr(viewer, "is_authenticated", False) and viewer.roles:
            seen |= Q(created_by=viewer.pk)
        return seen & audience_q(viewer, Recommendation, prefix="recommendation__")

    @property
    def by_whom(self) -> str:
        """Who acts or assesses, as far as it is said."""
        known = self.organisation.name if self.organisation else ""
        return f"{known} ({self.name})" if known and self.name else known or self.name


class FollowUp(OfRecommendation):
    """What somebody does about a recommendation."""

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        UNDER_WAY = "under-way", _("Under way")
        DONE = "done", _("Done")
        DROPPED = "dropped", _("Dropped")

    what = models.TextField(_("what is done"))
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.PLANNED)
    start = models.DateField(_("start"), null=True, blank=True)
    due = models.DateField(_("due"), null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("follow-up")
        verbose_name_plural = _("follow-up")
        ordering = ["due", "id"]
        indexes = [models.Index(fields=["state", "due"], name="follow_up_state_due")]

    def __str__(self) -> str:
        return self.what[:80]


class Assessment(OfRecommendation):
    """What somebody says of how far a recommendation is carried out: one voice among others.

    `grade` is a mechanism's own, as printed ("B2"), `scale` whose scale it is; `source` a symbol or title.
    """

    class Assessor(models.TextChoices):
        STATE = "state", pgettext_lazy("who assesses", "State")
        MECHANISM = "mechanism", _("Human rights mechanism")
        UN = "un", _("United Nations")
        NHRI = "nhri", _("National human rights institution")
        CIVIL_SOCIETY = "civil-society", _("Civil society")

    class Finding(models.TextChoices):
        IMPLEMENTED = "implemented", _("Implemented")
        PARTLY = "partly", _("Partly implemented")
        NOT = "not", _("Not implemented")
        NO_INFORMATION = "no-information", _("No information")
        OWN_WORDS = "own-words", _("In its own words")

    assessor = models.CharField(_("who assesses"), max_length=15, choices=Assessor.choices)
    date = models.DateField(_("date"))
    finding = models.CharField(_("what it says"), max_length=15, choices=Finding.choices)
    grade = models.CharField(_("grade as printed"), max_length=40, blank=True)
    scale = models.CharField(_("whose scale"), max_length=200, blank=True)
    text = models.TextField(_("text"), blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        ordering = ["-date", "-id"]

    def __str__(self) -> str:
        return f"{self.by_whom}: {self.get_finding_display()}"
