"""The response to a review's recommendation, the actions, the amendments that came of it, and its end."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_fsm import TransitionNotAllowed

from tessera.coordination.errors import CoordinationError
from tessera.coordination.models import PlanReview, ReviewRecommendation, Task
from tessera.network.models import Audience
from tessera.network.services.audit import audit_record
from tessera.plans.errors import EditConflict
from tessera.plans.models import Activity, Amendment, Plan
from tessera.plans.services.activities import activity_wording_change

from .entering import author_of
from .tasks import task_add

Response = ReviewRecommendation.Response


def recommendation_answer(
    *, recommendation: ReviewRecommendation, version: int, response: str, text: str, by: Any
) -> ReviewRecommendation:
    """The response: accepted, partly or not; whoever does not accept the whole says why."""
    if response not in Response.values:
        raise CoordinationError(_("Choose a response."))
    if response != Response.ACCEPTED and not text.strip():
        raise CoordinationError(_("Say why the recommendation is not accepted as a whole."))
    step = "answer" if recommendation.state == ReviewRecommendation.State.OPEN else "answer_anew"
    values = {"response": response, "response_text": text.strip(), "responded_on": timezone.now().date()}
    return _stepped(recommendation, step, version, by, values)


def recommendation_end(
    *, recommendation: ReviewRecommendation, version: int, result: str, by: Any
) -> ReviewRecommendation:
    """Followed to the end: says what came of it. Refused while an action is running."""
    if not result.strip():
        raise CoordinationError(_("Say what came of it."))
    if recommendation.tasks.filter(state__in=Task.RUNNING).exists():
        raise CoordinationError(_("An action is still running: finish or drop it first."))
    values = {"result": result.strip(), "ended_on": timezone.now().date()}
    return _stepped(recommendation, "end", version, by, values)


def recommendation_reopen(*, recommendation: ReviewRecommendation, version: int, by: Any) -> ReviewRecommendation:
    """Follow it again."""
    return _stepped(recommendation, "reopen", version, by, {"ended_on": None})


@transaction.atomic
def recommendation_action_add(*, recommendation: ReviewRecommendation, by: Any, title: str, **values: Any) -> Task:
    """An action: a task with an owner and a day, for the Network or for whoever fewer the review is for."""
    _ensure_told(recommendation.review)
    if recommendation.state != ReviewRecommendation.State.ANSWERED:
        raise CoordinationError(
            _("Actions follow a response; this recommendation has none, or is followed to its end.")
        )
    task = task_add(by=by, title=title, **values, **_audience_within(recommendation.review))
    recommendation.tasks.add(task)
    return task


@transaction.atomic
def recommendation_amend(
    *, recommendation: ReviewRecommendation, activity: Activity, version: int, by: Any, reason: str = "", **values: Any
) -> Amendment:
    """Propose an amendment of the plan that does what is recommended, and link the two; it is for the Network or for
    whoever fewer the review is for."""
    _ensure_told(recommendation.review)
    if activity.plan_id != recommendation.review.plan_id:
        raise CoordinationError(_("That activity belongs to another plan."))
    if activity.plan.state != Plan.State.ADOPTED:
        raise CoordinationError(_("Only an adopted plan is amended; a draft is edited, a closed plan stays as it is."))
    audience = _audience_within(recommendation.review)
    amendment = activity_wording_change(
        activity=activity, version=version, by=by, reason=reason, audience=audience, **values
    )
    recommendation_link(recommendation=recommendation, amendment=amendment, by=by)
    return amendment


@transaction.atomic
def recommendation_link(*, recommendation: ReviewRecommendation, amendment: Amendment, by: Any) -> None:
    """Say that an amendment of the same plan came of the recommendation."""
    if amendment.plan_id != recommendation.review.plan_id:
        raise CoordinationError(_("That amendment is of another plan."))
    recommendation.amendments.add(amendment)
    audit_record(
        actor=author_of(by), action="review.amendment", subject=str(recommendation), amendment=amendment.number
    )


@transaction.atomic
def recommendation_unlink(*, recommendation: ReviewRecommendation, amendment: Amendment, by: Any) -> None:
    """Take the link back; the amendment stays."""
    recommendation.amendments.remove(amendment)
    audit_record(
        actor=author_of(by), action="review.amendment-unlink", subject=str(recommendation), amendment=amendment.number
    )


def _audience_within(review: PlanReview) -> dict[str, Any]:
    if review.audience == Audience.PUBLIC:
        return {"audience": Audience.NETWORK}
    return {"audience": review.audience, "group": review.audience_group, "people": review.audience_people.all()}


def _stepped(
    recommendation: ReviewRecommendation, step: str, version: int, by: Any, values: dict[str, Any]
) -> ReviewRecommendation:
    """Take a step and set `values`; what state or version forbids is refused (EditConflict), the former logged."""
    _ensure_told(recommendation.review)
    try:
        return _step(recommendation, step, version, by, values)
    except TransitionNotAllowed:
        recommendation.refresh_from_db()
        audit_record(
            actor=author_of(by),
            action="refused",
            subject=f"review-recommendation.{step}",
            recommendation=recommendation.pk,
            state=recommendation.state,
        )
        words = _("The recommendation is in another state: %(state)s.")
        raise EditConflict(words % {"state": recommendation.get_state_display()}) from None


@transaction.atomic
def _step(
    recommendation: ReviewRecommendation, step: str, version: int, by: Any, values: dict[str, Any]
) -> ReviewRecommendation:
    now = ReviewRecommendation.objects.select_for_update().get(pk=recommendation.pk)
    getattr(now, step)()
    if now.version != version:
        raise EditConflict(
            _("Somebody else changed this while you were editing. Your words are below; compare and save again."),
            theirs=now,
        )
    for name, value in values.items():
        setattr(now, name, value)
    now.version += 1
    now._history_user, now._change_reason = author_of(by), step
    now.save()
    audit_record(actor=author_of(by), action=f"review-recommendation.{step}", subject=str(now))
    return now


def _ensure_told(review: PlanReview) -> None:
    if review.state not in PlanReview.TOLD:
        raise CoordinationError(_("Responses and actions follow once the review is circulated."))
