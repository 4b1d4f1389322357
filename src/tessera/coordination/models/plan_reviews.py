"""Mid-term, final and other reviews of a plan: what was frozen, what was found, what was recommended and answered."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_fsm import FSMField, FSMModelMixin, transition
from simple_history.models import HistoricalRecords

from tessera.network.models.audience import audience_q
from tessera.plans.models import Activity, Amendment, Plan

from .groups import Entered
from .tasks import Task


class PlanReview(FSMModelMixin, Entered):
    """A review of a plan as of a day. Its findings are told once it is circulated (rules.reads_findings)."""

    class Kind(models.TextChoices):
        MID_TERM = "mid-term", _("Mid-term review")
        FINAL = "final", _("Final review")
        OTHER = "other", _("Review")

    class State(models.TextChoices):
        PREPARING = "preparing", _("In preparation")
        FROZEN = "frozen", _("Frozen")
        DRAFTING = "drafting", _("Being drafted")
        CIRCULATED = "circulated", _("Circulated")
        CLOSED = "closed", pgettext_lazy("state of a review", "Closed")

    TOLD = (State.CIRCULATED, State.CLOSED)

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="reviews", verbose_name=_("plan"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.MID_TERM)
    title = models.CharField(_("title"), max_length=300)
    as_of = models.DateField(_("as of"))
    purpose = models.TextField(_("purpose and method"), blank=True)
    conclusions = models.TextField(_("conclusions"), blank=True)
    reviewers = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="+", verbose_name=_("reviewers")
    )
    state = FSMField(_("state"), default=State.PREPARING, choices=State.choices, protected=True)
    state_since = models.DateField(_("state since"), default=timezone.localdate, editable=False)
    history = HistoricalRecords(m2m_fields=[reviewers])

    class Meta:
        verbose_name = _("review of a plan")
        ordering = ["-as_of", "-id"]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def visibility_q(cls, viewer: Any) -> Q:
        return audience_q(viewer, cls) & audience_q(viewer, Plan, prefix="plan__")

    @transition(field=state, source=State.PREPARING, target=State.FROZEN)
    def freeze(self) -> None: ...

    @transition(field=state, source=State.FROZEN, target=State.PREPARING)
    def thaw(self) -> None: ...

    @transition(field=state, source=State.FROZEN, target=State.DRAFTING)
    def draft(self) -> None: ...

    @transition(field=state, source=State.DRAFTING, target=State.CIRCULATED)
    def circulate(self) -> None: ...

    @transition(field=state, source=State.CIRCULATED, target=State.DRAFTING)
    def recall(self) -> None: ...

    @transition(field=state, source=State.CIRCULATED, target=State.CLOSED)
    def close(self) -> None: ...

    @transition(field=state, source=State.CLOSED, target=State.CIRCULATED)
    def reopen(self) -> None: ...


class FrozenPlan(models.Model):
    """The plan and what was known of it as of a day, as data (selectors.freezing says its shape), with its hash.

    Never changed afterwards; a review that is frozen anew gets another, and the latest counts. Only the erasure of a
    person at risk may change a text in it, and then the hash says so.
    """

    review = models.ForeignKey(PlanReview, models.PROTECT, related_name="frozen_plans")
    as_of = models.DateField(_("as of"))
    body = models.JSONField()
    digest = models.CharField(_("hash"), max_length=64)
    frozen_at = models.DateTimeField(_("frozen at"), default=timezone.now)
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("frozen plan")
        ordering = ["-frozen_at", "-id"]

    def __str__(self) -> str:
        return f"{self.review} {self.as_of}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("what was frozen is never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        raise TypeError("what was frozen is never deleted")


class OfReviewQuerySet(models.QuerySet):
    def visible_to(self, viewer: Any) -> Self:
        """Of reviews that `viewer` may see; whether they are told yet is for selectors.plan_reviews."""
        of_plan = audience_q(viewer, Plan, prefix="review__plan__")
        return self.filter(audience_q(viewer, PlanReview, prefix="review__") & of_plan)


class OfReview(models.Model):
    """A part of a review: it is for whoever the review is for."""

    number = models.PositiveIntegerField(_("number"))
    created_at = models.DateTimeField(_("entered"), default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    archived_at = models.DateTimeField(_("archived"), null=True, blank=True, editable=False)

    objects = OfReviewQuerySet.as_manager()

    class Meta:
        abstract = True


class Finding(OfReview):
    """What a review found of an activity, of a recommendation of the Guidance Note or of the plan as a whole.

    `criterion` is a code of vocabulary.evaluation; `rows` are keys of the frozen plan ("milestone:12"), `links` a list
    of {"title", "url"}.
    """

    review = models.ForeignKey(PlanReview, models.PROTECT, related_name="findings")
    activity = models.ForeignKey(
        Activity, models.PROTECT, null=True, blank=True, related_name="findings", verbose_name=_("activity")
    )
    gnr = models.PositiveSmallIntegerField(_("Guidance Note recommendation"), null=True, blank=True)
    criterion = models.CharField(_("criterion"), max_length=40)
    text = models.TextField(_("finding"))
    rows = models.JSONField(_("evidence in the frozen plan"), default=list, blank=True)
    links = models.JSONField(_("further evidence"), default=list, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("finding")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["review", "number"], name="review_finding_number_once")]

    def __str__(self) -> str:
        return self.text[:80]


class ReviewRecommendation(FSMModelMixin, OfReview):
    """What a review recommends, the response to it, and what was done about it, followed to the end."""

    class Response(models.TextChoices):
        ACCEPTED = "accepted", _("Accepted")
        PARTLY = "partly", _("Partly accepted")
        NOT_ACCEPTED = "not-accepted", _("Not accepted")

    class State(models.TextChoices):
        OPEN = "open", _("Awaits a response")
        ANSWERED = "answered", _("Being followed")
        ENDED = "ended", _("Followed to the end")

    review = models.ForeignKey(PlanReview, models.PROTECT, related_name="recommendations")
    text = models.TextField(_("recommendation"))
    addressed_to = models.ForeignKey(
        "network.Organisation", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("addressed to")
    )
    findings = models.ManyToManyField(
        Finding, blank=True, related_name="recommendations", verbose_name=_("findings it rests on")
    )
    state = FSMField(_("state"), default=State.OPEN, choices=State.choices, protected=True)
    response = models.CharField(_("response"), max_length=15, choices=Response.choices, blank=True)
    response_text = models.TextField(_("words of the response"), blank=True)
    responded_on = models.DateField(_("answered on"), null=True, blank=True)
    result = models.TextField(_("what came of it"), blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    tasks = models.ManyToManyField(Task, blank=True, related_name="review_recommendations", verbose_name=_("actions"))
    amendments = models.ManyToManyField(
        Amendment, blank=True, related_name="review_recommendations", verbose_name=_("amendments")
    )
    history = HistoricalRecords(m2m_fields=[findings, tasks, amendments])

    class Meta:
        verbose_name = _("recommendation of a review")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["review", "number"], name="review_recommendation_number_once")]

    def __str__(self) -> str:
        return self.text[:80]

    @transition(field=state, source=State.OPEN, target=State.ANSWERED)
    def answer(self) -> None: ...

    @transition(field=state, source=State.ANSWERED, target=State.ANSWERED)
    def answer_anew(self) -> None: ...

    @transition(field=state, source=State.ANSWERED, target=State.ENDED)
    def end(self) -> None: ...

    @transition(field=state, source=State.ENDED, target=State.ANSWERED)
    def reopen(self) -> None: ...
