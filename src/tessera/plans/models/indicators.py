"""Indicators of activities and objectives: what is measured, its values over time, and how far it is rated."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_fsm import FSMField, FSMModelMixin, transition
from simple_history.models import HistoricalRecords

from tessera.network.models import Audienced, AudiencedQuerySet
from tessera.network.models.audience import Operator, audience_q

from .plan import Activity, Objective, Plan


class EnteredInPlan(Audienced):
    """What a person entered, with who, when, and how often it was changed since. Archived, never deleted."""

    created_at = models.DateTimeField(_("entered"), default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    archived_at = models.DateTimeField(_("archived"), null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = AudiencedQuerySet.as_manager()

    class Meta:
        abstract = True


class Indicator(EnteredInPlan):
    """What is measured, of one activity or one objective.

    `measure` is a code of plans.measures: such an indicator is counted by the platform, and takes no typed values.
    `disaggregation` maps an axis of vocabulary.disaggregation to why asking for it is lawful and safe.
    `milestones` is a list of {"day": "2030-12-31", "value": "40"} in order of time. With `adds_up`, the values of
    several periods are added; else the latest stands for all.
    """

    class Frequency(models.TextChoices):
        ONCE = "once", _("Once")
        YEARLY = "yearly", _("Every year")
        HALF_YEARLY = "half-yearly", _("Every half year")
        QUARTERLY = "quarterly", _("Every quarter")

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="indicators")
    activity = models.ForeignKey(Activity, models.CASCADE, null=True, blank=True, related_name="indicators")
    objective = models.ForeignKey(Objective, models.CASCADE, null=True, blank=True, related_name="indicators")
    title = models.CharField(_("indicator"), max_length=300)
    definition = models.TextField(_("definition"), blank=True)
    unit = models.CharField(_("unit"), max_length=60)
    measure = models.CharField(_("counted by the platform"), max_length=60, blank=True)
    counts_people = models.BooleanField(_("counts people"), default=False)
    disaggregation = models.JSONField(_("disaggregation"), default=dict, blank=True)
    adds_up = models.BooleanField(_("values of several periods are added"), default=False)
    baseline = models.DecimalField(_("baseline"), max_digits=14, decimal_places=2, null=True, blank=True)
    baseline_on = models.DateField(_("baseline of"), null=True, blank=True)
    milestones = models.JSONField(_("milestones"), default=list, blank=True)
    target = models.DecimalField(_("target"), max_digits=14, decimal_places=2, null=True, blank=True)
    target_on = models.DateField(_("target by"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    frequency = models.CharField(_("frequency"), max_length=12, choices=Frequency.choices, default=Frequency.YEARLY)
    owner = models.ForeignKey(
        "network.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("owner"),
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("indicator")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(activity__isnull=False, objective__isnull=True)
                | Q(activity__isnull=True, objective__isnull=False),
                name="indicator_of_one_part",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def part(self) -> Activity | Objective:
        """The activity or objective that it belongs to."""
        return self.activity or self.objective  # type: ignore[return-value]

    @classmethod
    def visibility_q(cls, viewer: Any) -> Q:
        return audience_q(viewer, cls) & audience_q(viewer, Plan, prefix="plan__")


def of_indicator_q(viewer: Any) -> Q:
    """The condition under which the indicator that a record belongs to is seen."""
    of_plan = audience_q(viewer, Plan, prefix="indicator__plan__")
    return audience_q(viewer, Indicator, prefix="indicator__") & of_plan


class IndicatorValue(FSMModelMixin, EnteredInPlan):
    """The value of a period. A draft is for the Network; a confirmed one for whoever sees the record.

    `cells` maps an axis to {category: number of people}; plans.small_numbers says what of it is shown.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        CONFIRMED = "confirmed", _("Confirmed")

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="values")
    start = models.DateField(_("from"), null=True, blank=True)
    end = models.DateField(_("until"))
    value = models.DecimalField(_("value"), max_digits=14, decimal_places=2)
    cells = models.JSONField(_("breakdown"), default=dict, blank=True)
    note = models.TextField(_("note"), blank=True)
    evidence_title = models.CharField(_("evidence"), max_length=300, blank=True)
    evidence_url = models.URLField(_("address"), max_length=1000, blank=True)
    evidence_file = models.FileField(_("file"), max_length=200, blank=True)
    evidence_file_name = models.CharField(max_length=255, blank=True, editable=False)
    document = models.ForeignKey(
        "recommendations.Document",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("document"),
    )
    state = FSMField(_("state"), default=State.DRAFT, choices=State.choices, protected=True)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True, editable=False)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("value of an indicator")
        ordering = ["-end", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(start__isnull=True) | Q(end__gte=models.F("start")), name="indicator_value_end_after_start"
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.end}"

    @classmethod
    def visibility_q(cls, viewer: Any) -> Q:
        seen = audience_q(viewer, cls) & of_indicator_q(viewer)
        inside = isinstance(viewer, Operator) or getattr(viewer, "is_of_network", False)
        return seen if inside else seen & Q(state=cls.State.CONFIRMED)

    @transition(field=state, source=State.DRAFT, target=State.CONFIRMED)
    def confirm(self) -> None: ...

    @transition(field=state, source=State.CONFIRMED, target=State.DRAFT)
    def reopen(self) -> None: ...


class RatingCriteria(models.Model):
    """What each rating asks for, in words, as one version of them says it. Never changed: a new version is written."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="rating_criteria")
    number = models.PositiveIntegerField(_("version"))
    words = models.JSONField(_("criteria"), default=dict)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )

    class Meta:
        verbose_name = _("rating criteria")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="rating_criteria_once")]

    def __str__(self) -> str:
        return f"{self.plan.code} {self.number}"


class IndicatorRating(models.Model):
    """A person's rating of an indicator on a day, against one version of the criteria. A later one stands above it."""

    class Rating(models.TextChoices):
        NOT_APPLICABLE = "not-applicable", _("Not applicable")
        MISSING = "missing", pgettext_lazy("rating of an indicator", "Missing")
        APPROACHES = "approaches", pgettext_lazy("rating", "Approaches what is asked")
        MEETS = "meets", pgettext_lazy("rating", "Meets what is asked")
        EXCEEDS = "exceeds", pgettext_lazy("rating", "Exceeds what is asked")

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="ratings")
    criteria = models.ForeignKey(RatingCriteria, models.PROTECT, related_name="ratings")
    rating = models.CharField(_("rating"), max_length=15, choices=Rating.choices)
    reason = models.TextField(_("reason"))
    day = models.DateField(_("as of"))
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )

    class Meta:
        verbose_name = _("rating of an indicator")
        ordering = ["-day", "-id"]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.rating}"

    @classmethod
    def visibility_q(cls, viewer: Any) -> Q:
        return of_indicator_q(viewer)
