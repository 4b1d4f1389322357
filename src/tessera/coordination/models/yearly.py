"""Yearly reports: the round of a plan and year, the report of each entity, and what it says of each activity."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_fsm import FSMField, FSMModelMixin, transition
from simple_history.models import HistoricalRecords

from tessera.network.models.audience import Operator, audience_q
from tessera.plans.models import Activity, Plan

from .groups import Entered


class ReportRound(Entered):
    """The reports on one plan for one year. Who is asked has a row in `reports`, whether it reports or not."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="report_rounds", verbose_name=_("plan"))
    year = models.PositiveSmallIntegerField(_("year"))
    opens = models.DateField(_("opens on"))
    due = models.DateField(_("due"))
    note = models.TextField(_("note to those who report"), blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("round of yearly reports")
        ordering = ["-year", "plan__code"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "year"], name="report_round_once"),
            models.CheckConstraint(condition=Q(due__gte=models.F("opens")), name="report_round_due_after_opens"),
        ]

    def __str__(self) -> str:
        return f"{self.plan.code} {self.year}"

    @classmethod
    def visibility_q(cls, viewer: Any) -> Q:
        return audience_q(viewer, cls) & audience_q(viewer, Plan, prefix="plan__")


class YearlyReport(FSMModelMixin, Entered):
    """The report of one entity or field presence. `extended_to` is its own due day where it was given more time;
    `absent` says why it does not report this year. `file` is the report that it had already written."""

    class State(models.TextChoices):
        NOT_BEGUN = "not-begun", _("Not begun")
        DRAFT = "draft", _("Draft")
        SUBMITTED = "submitted", _("Submitted")
        ASKED_BACK = "asked-back", _("Asked back")
        APPROVED = "approved", pgettext_lazy("state of a yearly report", "Approved")

    IN_HAND = (State.NOT_BEGUN, State.DRAFT, State.ASKED_BACK)  # the entity's turn
    WRITTEN = (State.DRAFT, State.ASKED_BACK)  # its words can be changed

    round = models.ForeignKey(ReportRound, models.PROTECT, related_name="reports", verbose_name=_("round"))
    organisation = models.ForeignKey(
        "network.Organisation", models.PROTECT, related_name="yearly_reports", verbose_name=_("organization")
    )
    state = FSMField(_("state"), default=State.NOT_BEGUN, choices=State.choices, protected=True)
    extended_to = models.DateField(_("more time until"), null=True, blank=True)
    extension_reason = models.CharField(_("why more time"), max_length=300, blank=True)
    absent = models.CharField(_("why it does not report"), max_length=300, blank=True)
    summary = models.TextField(_("the year in a few sentences"), blank=True)
    learned = models.TextField(_("what was learned"), blank=True)
    question = models.TextField(_("question"), blank=True)
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True, editable=False)
    approved_at = models.DateTimeField(_("approved"), null=True, blank=True, editable=False)
    file = models.FileField(_("file"), max_length=200, blank=True)
    file_name = models.CharField(max_length=255, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("yearly report")
        ordering = ["organisation__name", "id"]
        constraints = [models.UniqueConstraint(fields=["round", "organisation"], name="yearly_report_once")]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.round}"

    @classmethod
    def visibility_q(cls, viewer: Any) -> Q:
        """An approved report is seen by its audience; before, of these only by those who write it and who approve."""
        of_round = audience_q(viewer, ReportRound, prefix="round__") & audience_q(viewer, Plan, prefix="round__plan__")
        own = audience_q(viewer, cls) & of_round
        if isinstance(viewer, Operator) or getattr(viewer, "is_privileged", False):
            return own
        if not getattr(viewer, "is_of_network", False):
            return own & Q(state=cls.State.APPROVED)
        return own & (Q(state=cls.State.APPROVED) | Q(organisation__in=viewer.organisation_ids))

    @property
    def due(self) -> date:
        return self.extended_to or self.round.due

    @property
    def is_awaited(self) -> bool:
        """It is the entity's turn, and it is not known to be absent."""
        return self.state in self.IN_HAND and not self.absent

    def is_late_on(self, day: date) -> bool:
        return self.is_awaited and self.due < day

    @transition(field=state, source=State.NOT_BEGUN, target=State.DRAFT)
    def begin(self) -> None: ...

    @transition(field=state, source=[State.DRAFT, State.ASKED_BACK], target=State.SUBMITTED)
    def submit(self) -> None: ...

    @transition(field=state, source=State.SUBMITTED, target=State.DRAFT)
    def take_back(self) -> None: ...

    @transition(field=state, source=[State.SUBMITTED, State.APPROVED], target=State.ASKED_BACK)
    def ask_back(self) -> None: ...

    @transition(field=state, source=State.SUBMITTED, target=State.APPROVED)
    def approve(self) -> None: ...


class OfReport(models.Model):
    """What a report says of something; seen by whoever sees the report."""

    activity = models.ForeignKey(
        Activity, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("activity")
    )
    countries: Any = models.JSONField(_("countries"), default=list, blank=True)

    class Meta:
        abstract = True


class ReportEntry(OfReport):
    """What a report says of one activity, or of other work. One that was taken out has a `removed_at`."""

    report = models.ForeignKey(YearlyReport, models.PROTECT, related_name="entries")
    text = models.TextField(_("what was done"), blank=True)
    late = models.TextField(_("what is late, and why"), blank=True)
    learned = models.TextField(_("what was learned"), blank=True)
    prefilled = models.TextField(editable=False, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("entry of a yearly report")
        ordering = [models.F("activity__order").asc(nulls_last=True), "id"]

    def __str__(self) -> str:
        return self.text[:80]


class ReportProposal(OfReport):
    """A passage of the uploaded report, with what the machine takes it to speak of. Nothing counts before a person of
    the entity has decided; `entry` is what the passage became. `source` is the name of the file."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("state of a proposal", "To decide")
        ACCEPTED = "accepted", pgettext_lazy("state of a proposal", "Accepted")
        CORRECTED = "corrected", _("Corrected")
        SET_ASIDE = "set-aside", _("Set aside")

    report = models.ForeignKey(YearlyReport, models.PROTECT, related_name="proposals")
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.OPEN)
    text = models.TextField(_("passage"))
    page = models.PositiveIntegerField(_("page"), default=0)
    headings: Any = models.JSONField(default=list, blank=True)
    why = models.CharField(max_length=20)
    confidence = models.FloatField(_("how sure"))
    part = models.CharField(max_length=10, default="done")
    groups: Any = models.JSONField(default=list, blank=True)
    source = models.CharField(max_length=255)
    position = models.PositiveIntegerField(default=0)
    entry = models.ForeignKey(ReportEntry, models.PROTECT, null=True, blank=True, related_name="proposals")
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("proposal from an uploaded report")
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.text[:80]


class ReportReminder(models.Model):
    """A mail of the secretariat to one person about one report; noted before it is sent, so that nobody is told twice
    on one day."""

    class State(models.TextChoices):
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")

    report = models.ForeignKey(YearlyReport, models.CASCADE, related_name="reminders")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    day = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.SENDING)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("reminder of a yearly report")
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["report", "person", "day"], name="report_reminder_once")]

    def __str__(self) -> str:
        return f"{self.report} {self.day}"
