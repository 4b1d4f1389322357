"""A plan and what it is made of. The structure is data: one plan has sections, another pillars."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, FSMModelMixin, transition
from simple_history.models import HistoricalRecords

from tessera.network.models import Audienced, AudiencedQuerySet
from tessera.network.models.audience import audience_q


class Origin(models.TextChoices):
    """Who a wording comes from: it decides what an import may replace."""

    VOCABULARY = "vocabulary", _("Tessera's own words")
    DOCUMENT = "document", _("an imported document")
    PERSON = "person", _("a person")


class Worded(models.Model):
    """Something with a title, the text as printed in the plan document, and a summary in the Network's own words.

    `translations` maps a two-letter language code to {"title", "text", "summary"}, each a string where there is one.
    `version` grows by one with every change, so that the second of two people editing is told.
    """

    title = models.CharField(_("title"), max_length=500, blank=True)
    text = models.TextField(_("text"), blank=True)
    summary = models.TextField(_("summary"), blank=True)
    translations = models.JSONField(_("translations"), default=dict, blank=True)
    origin = models.CharField(_("origin"), max_length=10, choices=Origin.choices, default=Origin.PERSON)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    def wording(self, field: str, language: str) -> str:
        """`field` in `language`, else as written."""
        return self.translations.get(language[:2], {}).get(field) or getattr(self, field)


class Plan(FSMModelMixin, Worded, Audienced):
    """An action plan or work plan of the Network."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        ADOPTED = "adopted", _("Adopted")
        CLOSED = "closed", _("Closed")

    code = models.SlugField(_("code"), max_length=60, unique=True, allow_unicode=True)
    start = models.PositiveSmallIntegerField(_("first year"), null=True, blank=True)
    end = models.PositiveSmallIntegerField(_("last year"), null=True, blank=True)
    language = models.CharField(_("language"), max_length=10, default="en")
    section_word = models.CharField(_("what its parts are called"), max_length=40, default="section")
    state = FSMField(_("state"), default=State.DRAFT, choices=State.choices, protected=True)
    adopted_on = models.DateField(_("adopted on"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = AudiencedQuerySet.as_manager()
    history = HistoricalRecords()
    found_for: int | None = None  # the id of the person for whom a selector found it: they may see it

    class Meta:
        verbose_name = _("plan")
        ordering = ["-start", "code"]

    def __str__(self) -> str:
        return self.title or self.code

    @transition(field=state, source=State.DRAFT, target=State.ADOPTED)
    def adopt(self, *, day: Any) -> None:
        self.adopted_on = day

    @transition(field=state, source=State.ADOPTED, target=State.CLOSED)
    def close(self) -> None: ...

    @transition(field=state, source=State.CLOSED, target=State.ADOPTED)
    def reopen(self) -> None: ...


class PartQuerySet(models.QuerySet):
    def visible_to(self, viewer: Any) -> PartQuerySet:
        """Parts of plans that `viewer` may see."""
        return self.filter(audience_q(viewer, Plan, prefix="plan__"))


class Part(Worded):
    """A part of a plan; it is seen by whoever sees the plan."""

    ref = models.CharField(_("reference"), max_length=20)
    order = models.PositiveIntegerField(default=0)
    notes = models.JSONField(_("footnotes"), default=list, blank=True)

    objects = PartQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return f"{self.ref} {self.title}".strip()


class Objective(Part):
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="objectives")
    history = HistoricalRecords()

    class Meta(Part.Meta):
        abstract = False
        verbose_name = _("objective")
        constraints = [models.UniqueConstraint(fields=["plan", "ref"], name="objective_ref_once")]


class StrategyItem(Part):
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="strategy")
    history = HistoricalRecords()

    class Meta(Part.Meta):
        abstract = False
        verbose_name = _("strategy item")
        constraints = [models.UniqueConstraint(fields=["plan", "ref"], name="strategy_ref_once")]


class Section(Part):
    """`ref` is its number as a string; the plan's `section_word` says what it is called."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="sections")
    history = HistoricalRecords()

    class Meta(Part.Meta):
        abstract = False
        verbose_name = _("section")
        constraints = [models.UniqueConstraint(fields=["plan", "ref"], name="section_ref_once")]


class Activity(FSMModelMixin, Part):
    """One activity. `actions` lists its actions, mostly one, as {"title": str, "text": str, "gnr": [int]}."""

    class Status(models.TextChoices):
        NOT_STARTED = "not-started", _("Not started")
        ON_TRACK = "on-track", _("On track")
        DELAYED = "delayed", _("Delayed")
        BLOCKED = "blocked", _("Blocked")
        DONE = "done", _("Done")
        DROPPED = "dropped", _("Dropped")

    class Funding(models.TextChoices):
        UNKNOWN = "", _("Not yet known")
        EXISTING = "existing", _("Existing resources")
        NEEDED = "needs-funding", _("Needs funding")

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="activities")
    section = models.ForeignKey(Section, models.CASCADE, related_name="activities")
    start = models.PositiveSmallIntegerField(_("first year"), null=True, blank=True)
    end = models.PositiveSmallIntegerField(_("last year"), null=True, blank=True)
    actions = models.JSONField(_("actions"), default=list, blank=True)
    status = FSMField(_("status"), default=Status.NOT_STARTED, choices=Status.choices, protected=True)
    status_since = models.DateField(_("status since"), null=True, blank=True)
    funding = models.CharField(_("funding"), max_length=20, choices=Funding.choices, blank=True, default="")
    scope = models.CharField(_("geographic scope"), max_length=300, blank=True)
    countries = models.JSONField(_("countries"), default=list, blank=True)
    working_group = models.ForeignKey(
        "network.Group",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="activities",
        verbose_name=_("working group"),
    )
    organisations = models.ManyToManyField(
        "network.Organisation", through="plans.Contribution", related_name="plan_activities"
    )
    history = HistoricalRecords()

    class Meta(Part.Meta):
        abstract = False
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        constraints = [
            models.UniqueConstraint(fields=["plan", "ref"], name="activity_ref_once"),
            models.CheckConstraint(
                condition=Q(start__isnull=True) | Q(end__isnull=True) | Q(end__gte=models.F("start")),
                name="activity_end_after_start",
            ),
        ]

    @property
    def gnr(self) -> list[int]:
        """Guidance Note recommendations of all actions, in the order printed, each once."""
        return list(dict.fromkeys(n for action in self.actions for n in action.get("gnr", ())))

    ACTIVE = (Status.NOT_STARTED, Status.ON_TRACK, Status.DELAYED, Status.BLOCKED)

    @transition(field=status, source=[*ACTIVE, Status.DONE, Status.DROPPED], target=Status.ON_TRACK)
    def proceed(self) -> None: ...

    @transition(
        field=status,
        source=[Status.ON_TRACK, Status.DELAYED, Status.BLOCKED, Status.DROPPED],
        target=Status.NOT_STARTED,
    )
    def reset(self) -> None: ...

    @transition(field=status, source=[Status.NOT_STARTED, Status.ON_TRACK, Status.BLOCKED], target=Status.DELAYED)
    def delay(self) -> None: ...

    @transition(field=status, source=[Status.NOT_STARTED, Status.ON_TRACK, Status.DELAYED], target=Status.BLOCKED)
    def block(self) -> None: ...

    @transition(field=status, source=ACTIVE, target=Status.DONE)
    def finish(self) -> None: ...

    @transition(field=status, source=ACTIVE, target=Status.DROPPED)
    def drop(self) -> None: ...
