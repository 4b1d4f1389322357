"""Tasks: who does what by when, and what came of it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_fsm import FSMField, FSMModelMixin, transition
from simple_history.models import HistoricalRecords

from tessera.network.models.audience import audience_q, none_or_seen_q
from tessera.plans.models import Activity, Plan

from .groups import Entered, WorkingGroup


class Task(FSMModelMixin, Entered):
    """Something to do, of a working group, of an activity, of both or of neither."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("state of a task", "Open")
        UNDER_WAY = "under-way", _("Under way")
        DONE = "done", _("Done")
        DROPPED = "dropped", _("Dropped")

    RUNNING = (State.OPEN, State.UNDER_WAY)

    group = models.ForeignKey(
        WorkingGroup,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="tasks",
        verbose_name=_("working group"),
    )
    activity = models.ForeignKey(
        Activity, models.SET_NULL, null=True, blank=True, related_name="tasks", verbose_name=_("activity")
    )
    title = models.CharField(_("task"), max_length=300)
    text = models.TextField(_("details"), blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("owner")
    )
    organisation = models.ForeignKey(
        "network.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("organization"),
    )
    due = models.DateField(_("due"), null=True, blank=True)
    state = FSMField(_("state"), default=State.OPEN, choices=State.choices, protected=True)
    result = models.TextField(_("what came of it"), blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("task")
        ordering = [models.F("due").asc(nulls_last=True), "id"]
        indexes = [models.Index(fields=["state", "due"], name="task_state_due")]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def visibility_q(cls, viewer: Any) -> Q:
        """Seen by its own audience, as far as they see the group and the plan that it belongs to."""
        of_group = none_or_seen_q(viewer, WorkingGroup, field="group", prefix="group__")
        of_plan = none_or_seen_q(viewer, Plan, field="activity", prefix="activity__plan__")
        return audience_q(viewer, cls) & of_group & of_plan

    @property
    def is_running(self) -> bool:
        return self.state in self.RUNNING

    @transition(field=state, source=State.OPEN, target=State.UNDER_WAY)
    def begin(self) -> None: ...

    @transition(field=state, source=RUNNING, target=State.DONE)
    def finish(self) -> None: ...

    @transition(field=state, source=RUNNING, target=State.DROPPED)
    def drop(self) -> None: ...

    @transition(field=state, source=[State.DONE, State.DROPPED], target=State.OPEN)
    def reopen(self) -> None: ...
