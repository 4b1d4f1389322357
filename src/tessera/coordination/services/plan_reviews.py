"""Reviews of a plan: set up, freeze what is known as of a day, and take through their states."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_fsm import TransitionNotAllowed

from tessera.coordination.errors import CoordinationError
from tessera.coordination.models import FrozenPlan, PlanReview
from tessera.coordination.selectors.freezing import body_digest, plan_body
from tessera.network.models import Person
from tessera.network.services.audit import audit_record
from tessera.plans.errors import EditConflict
from tessera.plans.models import Plan

from .entering import author_of, record_edit, record_enter

STEPS = ("freeze", "thaw", "draft", "circulate", "recall", "close", "reopen")


@transaction.atomic
def plan_review_create(*, plan: Plan, by: Any, reviewers: Iterable[Person] = (), **values: Any) -> PlanReview:
    """A review in preparation; `values` are its fields and its audience."""
    audience = {name: values.pop(name) for name in ("audience", "group", "people") if name in values}
    review = record_enter(PlanReview(plan=plan, **values), by=by, **audience)
    review.reviewers.set(reviewers)
    audit_record(actor=author_of(by), action="review.create", subject=review.title, plan=plan.code)
    return review


@transaction.atomic
def plan_review_change(
    *, review: PlanReview, version: int, by: Any, reviewers: Iterable[Person] | None = None, **values: Any
) -> PlanReview:
    """Change a review that was read at `version`; EditConflict where somebody saved meanwhile.

    The day cannot be moved once the plan is frozen: take the freezing back first.
    """
    if "as_of" in values and values["as_of"] != review.as_of and review.state != PlanReview.State.PREPARING:
        raise CoordinationError(_("The plan is frozen as of another day: take the freezing back first."))
    changed = record_edit(review, version=version, by=by, **values)
    if reviewers is not None:
        changed.reviewers.set(reviewers)
    return changed


def plan_review_step(*, review: PlanReview, step: str, by: Any) -> PlanReview:
    """Freeze, thaw, draft, circulate, recall, close or reopen a review.

    A step that the review's state does not allow is refused (EditConflict) and logged.
    """
    if step not in STEPS:
        raise CoordinationError(_("There is no such step."))
    try:
        return _step(review, step, by)
    except TransitionNotAllowed:
        review.refresh_from_db()
        audit_record(
            actor=author_of(by), action="refused", subject=f"review.{step}", review=review.pk, state=review.state
        )
        words = _("The review is in another state meanwhile: %(state)s.") % {"state": review.get_state_display()}
        raise EditConflict(words) from None


@transaction.atomic
def _step(review: PlanReview, step: str, by: Any) -> PlanReview:
    now = PlanReview.objects.select_for_update().select_related("plan").get(pk=review.pk)
    getattr(now, step)()
    if step == "freeze":
        _freeze(now, by)
    if step == "circulate" and not now.findings.filter(archived_at__isnull=True).exists():
        raise CoordinationError(_("Nothing was found yet: enter a finding before you circulate the review."))
    if step == "close":
        _ensure_answered(now)
    now.state_since = timezone.now().date()
    now.version += 1
    now._history_user, now._change_reason = author_of(by), step
    now.save()
    audit_record(actor=author_of(by), action=f"review.{step}", subject=now.title, plan=now.plan.code)
    return now


def _freeze(review: PlanReview, by: Any) -> FrozenPlan:
    if review.as_of > timezone.now().date():
        raise CoordinationError(_("A plan is frozen as of today or an earlier day."))
    body = plan_body(review.plan, review.as_of)
    if body is None:
        raise CoordinationError(_("The plan was not here yet on that day: choose a later one."))
    return FrozenPlan.objects.create(
        review=review, as_of=review.as_of, body=body, digest=body_digest(body), frozen_by=author_of(by)
    )


def _ensure_answered(review: PlanReview) -> None:
    waiting = review.recommendations.filter(state="open", archived_at__isnull=True)
    numbers = ", ".join(str(number) for number in waiting.values_list("number", flat=True))
    if numbers:
        raise CoordinationError(_("These recommendations have no response yet: %(numbers)s.") % {"numbers": numbers})
