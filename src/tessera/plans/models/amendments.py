"""Changes to an adopted plan: proposed with a reason, shown as a diff, decided, dated."""

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

from tessera.network.models import AudiencedQuerySet
from tessera.network.models.audience import Audienced, audience_q

from .plan import Plan


class Amendment(FSMModelMixin, Audienced):
    """A proposed change to a plan. `changes` is a list as in services/changes.py."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        ADOPTED = "adopted", pgettext_lazy("state of an amendment", "Adopted")
        REJECTED = "rejected", _("Rejected")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="amendments")
    number = models.PositiveIntegerField(_("number"))
    reason = models.TextField(_("reason"))
    changes = models.JSONField(_("changes"), default=list)
    state = FSMField(_("state"), default=State.PROPOSED, choices=State.choices, protected=True)
    proposed_at = models.DateTimeField(default=timezone.now)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    decision_note = models.TextField(_("note on the decision"), blank=True)

    objects = AudiencedQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("amendment")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="amendment_number_once")]

    def __str__(self) -> str:
        return f"{self.plan.code} {self.number}"

    @classmethod
    def visibility_q(cls, viewer: Any) -> Q:
        return audience_q(viewer, cls) & audience_q(viewer, Plan, prefix="plan__")

    @transition(field=state, source=State.PROPOSED, target=State.ADOPTED)
    def adopt(self) -> None: ...

    @transition(field=state, source=State.PROPOSED, target=State.REJECTED)
    def reject(self) -> None: ...

    @transition(field=state, source=State.PROPOSED, target=State.WITHDRAWN)
    def withdraw(self) -> None: ...
