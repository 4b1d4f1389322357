"""Reviews of plans for a viewer: the list, one with its findings and recommendations, and what refers to them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch, QuerySet

from tessera.coordination.models import Finding, FrozenPlan, PlanReview, ReviewRecommendation, Task
from tessera.network.models import Audience, Role
from tessera.network.models.audience import OPERATOR
from tessera.plans.models import Amendment, Plan
from tessera.plans.selectors.plans import amendments_visible
from tessera.vocabulary.evaluation import evaluation_criteria

from .freezing import Body, body_digest, body_for


@dataclass(slots=True)
class ReviewTold:
    """A review as one viewer may read it. `findings` and `recommendations` are empty where they are not told yet."""

    review: PlanReview
    told: bool
    frozen: FrozenPlan | None
    body: Body | None
    whole: bool
    findings: list[Finding] = field(default_factory=list)
    recommendations: list[ReviewRecommendation] = field(default_factory=list)
    archived: list[Finding | ReviewRecommendation] = field(default_factory=list)


def plan_reviews_listed(viewer: Any, plan: Plan | None = None) -> QuerySet[PlanReview]:
    """Reviews that the viewer may see, of one plan or of all, the latest first."""
    found = PlanReview.objects.visible_to(viewer).select_related("plan")
    return found.filter(plan=plan) if plan else found


def plan_review_get(viewer: Any, plan: Plan, pk: int) -> PlanReview | None:
    """A review of the plan that the viewer may see."""
    found = plan_reviews_listed(viewer, plan).filter(pk=pk)
    return found.select_related("audience_group").prefetch_related("reviewers").first()


def findings_are_for(viewer: Any, review: PlanReview) -> bool:
    """Whether the viewer, who may see the review, reads its findings: rules.reads_findings for everybody."""
    if viewer is OPERATOR or review.state == PlanReview.State.CLOSED:
        return True
    if not getattr(viewer, "roles", None):
        return False
    if viewer.has_role(Role.SECRETARIAT, Role.ADMINISTRATOR) or viewer in review.reviewers.all():
        return True
    return review.state == PlanReview.State.CIRCULATED and viewer.is_of_network


def review_frozen(review: PlanReview, viewer: Any) -> ReviewTold:
    """What was frozen for `review`, as far as `viewer` may read it, without findings and recommendations."""
    frozen = frozen_latest(review)
    of_network = viewer is OPERATOR or getattr(viewer, "is_of_network", False)
    return ReviewTold(
        review=review,
        told=findings_are_for(viewer, review),
        frozen=frozen,
        body=body_for(frozen.body, of_network=of_network) if frozen else None,
        whole=frozen is not None and body_digest(frozen.body) == frozen.digest,
    )


def review_told(review: PlanReview, viewer: Any) -> ReviewTold:
    """Everything of `review` that `viewer` may read."""
    told = review_frozen(review, viewer)
    if told.told:
        findings = list(review.findings.select_related("activity"))
        recommendations = list(recommendations_told(review, viewer))
        told.findings = by_criterion([one for one in findings if one.archived_at is None])
        told.recommendations = [one for one in recommendations if one.archived_at is None]
        told.archived = [one for one in (*findings, *recommendations) if one.archived_at is not None]
    return told


def recommendations_told(review: PlanReview, viewer: Any) -> QuerySet[ReviewRecommendation]:
    """The review's recommendations, each with those of its actions and amendments that the viewer may see."""
    return review.recommendations.select_related("addressed_to", "review__plan").prefetch_related(
        Prefetch("findings", Finding.objects.filter(archived_at__isnull=True).select_related("activity")),
        Prefetch("tasks", Task.objects.visible_to(viewer).select_related("owner", "organisation"), to_attr="actions"),
        Prefetch("amendments", Amendment.objects.visible_to(viewer).select_related("plan"), to_attr="amended_by"),
    )


def by_criterion(findings: list[Finding]) -> list[Finding]:
    """Findings in the order of the criteria, then as they were numbered."""
    place = {code: at for at, code in enumerate(evaluation_criteria())}
    return sorted(findings, key=lambda one: (place.get(one.criterion, len(place)), one.number))


def frozen_latest(review: PlanReview) -> FrozenPlan | None:
    """What counts: the latest freezing, none while the review is (again) in preparation."""
    return None if review.state == PlanReview.State.PREPARING else review.frozen_plans.first()


def recommendations_of_amendment(amendment: Amendment, viewer: Any) -> list[ReviewRecommendation]:
    """Recommendations that an amendment came of, as far as the viewer may read them."""
    found = amendment.review_recommendations.visible_to(viewer).filter(archived_at__isnull=True)
    rows = found.select_related("review__plan").prefetch_related("review__reviewers")
    return [one for one in rows if findings_are_for(viewer, one.review)]


def recommendations_of_task(task: Task, viewer: Any) -> list[ReviewRecommendation]:
    """Recommendations that a task is an action of, likewise."""
    found = task.review_recommendations.visible_to(viewer).filter(archived_at__isnull=True)
    rows = found.select_related("review__plan").prefetch_related("review__reviewers")
    return [one for one in rows if findings_are_for(viewer, one.review)]


def is_narrower_than_plan(review: PlanReview) -> bool:
    """Whether some who see the plan do not see the review; two lists of named people count as different."""
    plan, wide = review.plan, (Audience.PUBLIC, Audience.NETWORK)
    if review.audience == Audience.PUBLIC:
        return False
    if review.audience == plan.audience == Audience.GROUP:
        return review.audience_group_id != plan.audience_group_id
    return review.audience not in wide or plan.audience == Audience.PUBLIC


def amendments_to_link(recommendation: ReviewRecommendation, viewer: Any) -> QuerySet[Amendment]:
    """Amendments of the plan that could be said to come of the recommendation."""
    return amendments_visible(viewer, recommendation.review.plan).exclude(review_recommendations=recommendation)
