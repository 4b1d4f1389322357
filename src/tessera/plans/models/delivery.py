"""What people add to an activity while it runs: who, when, with what money, what stands in the way, what came of it."""

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

from .plan import Activity, Plan


class OfActivity(Audienced):
    """A record of an activity: seen by whoever sees the plan and belongs to the record's own audience."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="%(class)ss")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = AudiencedQuerySet.as_manager()

    class Meta:
        abstract = True

    @classmethod
    def visibility_q(cls, viewer: Any) -> Q:
        return audience_q(viewer, cls) & audience_q(viewer, Plan, prefix="activity__plan__")


class Contribution(models.Model):
    """An organisation's part in an activity."""

    class Part(models.TextChoices):
        LEAD = "lead", _("Lead")
        CONTRIBUTING = "contributing", _("Contributing")

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="contributions")
    organisation = models.ForeignKey("network.Organisation", models.PROTECT, related_name="contributions")
    part = models.CharField(_("part"), max_length=15, choices=Part.choices, default=Part.CONTRIBUTING)
    origin = models.CharField(max_length=10, default="person")
    history = HistoricalRecords()

    class Meta:
        ordering = ["-part", "organisation__name"]
        constraints = [models.UniqueConstraint(fields=["activity", "organisation"], name="contribution_once")]

    def __str__(self) -> str:
        return f"{self.activity.ref}: {self.organisation} ({self.get_part_display()})"


class Milestone(OfActivity):
    """A milestone to reach or an output to deliver by a day."""

    class Kind(models.TextChoices):
        MILESTONE = "milestone", _("Milestone")
        OUTPUT = "output", _("Output")

    code = models.SlugField(max_length=80, null=True, blank=True, editable=False)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.MILESTONE)
    title = models.CharField(_("title"), max_length=300)
    titles = models.JSONField(_("title in other languages"), default=dict, blank=True)
    due = models.DateField(_("due"), null=True, blank=True)
    done_on = models.DateField(_("reached on"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("milestone")
        ordering = ["due", "id"]
        constraints = [models.UniqueConstraint(fields=["activity", "code"], name="milestone_code_once")]

    def __str__(self) -> str:
        return self.title

    def wording(self, field: str, language: str) -> str:
        """The title in `language`, else as written."""
        return self.titles.get(language[:2]) or self.title if field == "title" else getattr(self, field)


class Evidence(OfActivity):
    """A link that shows what came of an activity or of one of its milestones."""

    milestone = models.ForeignKey(Milestone, models.CASCADE, null=True, blank=True, related_name="evidence")
    title = models.CharField(_("title"), max_length=300)
    url = models.URLField(_("address"), max_length=1000)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("evidence")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.title


class StatusChange(OfActivity):
    """A change of an activity's status. The status is seen with the activity, its reason by the record's audience."""

    status = models.CharField(_("status"), max_length=15, choices=Activity.Status.choices)
    since = models.DateField(_("since"))
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        verbose_name = _("change of status")
        ordering = ["-since", "-id"]


class FundingLine(OfActivity):
    """Money of one donor for an activity in one year; amounts in `currency`, never added across currencies."""

    donor = models.CharField(_("donor"), max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, default="USD")
    asked = models.DecimalField(_("asked"), max_digits=14, decimal_places=2, default=0)
    pledged = models.DecimalField(_("pledged"), max_digits=14, decimal_places=2, default=0)
    received = models.DecimalField(_("received"), max_digits=14, decimal_places=2, default=0)
    spent = models.DecimalField(_("spent"), max_digits=14, decimal_places=2, default=0)
    note = models.CharField(_("note"), max_length=300, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("funding line")
        ordering = ["year", "donor", "id"]


class Obstacle(OfActivity):
    """What stands in the way, and what was done about it."""

    text = models.TextField(_("obstacle"))
    response = models.TextField(_("response"), blank=True)
    resolved_on = models.DateField(_("resolved on"), null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("obstacle")
        ordering = ["resolved_on", "-created_at"]


class Dependency(models.Model):
    """One activity waits for another of the same plan."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="needs")
    needed = models.ForeignKey(Activity, models.CASCADE, related_name="needed_by")
    note = models.CharField(_("note"), max_length=300, blank=True)
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["activity", "needed"], name="dependency_once"),
            models.CheckConstraint(condition=~Q(activity=models.F("needed")), name="dependency_not_on_itself"),
        ]
