"""Reviews of a plan for tests."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from tessera.coordination.models import Finding, PlanReview, ReviewRecommendation
from tessera.coordination.services.findings import finding_add, recommendation_add
from tessera.coordination.services.plan_reviews import plan_review_create, plan_review_step
from tessera.coordination.services.responses import recommendation_answer
from tessera.plans.models import Plan
from tests.plans.making import plan_made

WAY_TO = {
    "preparing": [],
    "frozen": ["freeze"],
    "drafting": ["freeze", "draft"],
    "circulated": ["freeze", "draft", "FIND", "circulate"],
    "closed": ["freeze", "draft", "FIND", "circulate", "close"],
}


def review_made(cast: Any, plan: Plan | None = None, *, state: str = "preparing", **values: Any) -> PlanReview:
    """A review as of today, taken to a state by the secretariat."""
    wanted = {"title": "Half-way", "kind": "mid-term", "as_of": timezone.now().date(), **values}
    review = plan_review_create(plan=plan or plan_made(), by=cast.secretariat, **wanted)
    for step in WAY_TO[state]:
        if step == "FIND":
            finding_made(cast, review)
        else:
            review = plan_review_step(review=review, step=step, by=cast.secretariat)
    return review


def finding_made(cast: Any, review: PlanReview, **values: Any) -> Finding:
    said = {"criterion": "effectiveness", "text": "Half of the outputs came late.", **values}
    return finding_add(review=review, by=cast.secretariat, **said)


def recommendation_made(
    cast: Any, *, plan: Plan | None = None, state: str = "open", **values: Any
) -> ReviewRecommendation:
    """A recommendation of a review that is circulated."""
    review = review_made(cast, plan, state="drafting", **values)
    finding = finding_made(cast, review)
    found = recommendation_add(review=review, text="Move the second exchange.", findings=[finding], by=cast.secretariat)
    plan_review_step(review=review, step="circulate", by=cast.secretariat)
    found = ReviewRecommendation.objects.select_related("review__plan").get(pk=found.pk)
    if state == "open":
        return found
    return recommendation_answer(recommendation=found, version=1, response="accepted", text="", by=cast.secretariat)
