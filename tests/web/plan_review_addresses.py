"""The addresses of reviews of plans and of the plan after a plan, for the table of all addresses."""

from __future__ import annotations

from tessera.coordination.models import Finding, PlanReview, ReviewRecommendation
from tessera.coordination.services.findings import finding_add, recommendation_add
from tessera.coordination.services.plan_reviews import plan_review_create, plan_review_step
from tessera.coordination.services.responses import recommendation_answer, recommendation_link
from tests.cast import OrganisationFactory
from tests.coordination.making import in_days

Row = tuple[list, frozenset[str]]
PLAN = ["AP-2030-2033"]


def plan_review_addresses(everybody: frozenset[str], keepers: frozenset[str]) -> dict[str, Row]:
    """The world's review is circulated in the Network; its recommendation is addressed to the focal point's entity."""
    network, answering = everybody - {"reader", "civil_society"}, keepers | {"focal_point"}
    review, one = [*PLAN, "PLAN-REVIEW"], [*PLAN, "PLAN-REVIEW", 1]
    return {
        "web:plan-copy-forward": (PLAN, keepers),
        "web:plan-compare": (PLAN, everybody),
        "web:plan-reviews": (PLAN, everybody),
        "web:plan-review-new": (PLAN, keepers),
        "web:plan-review": (review, network),
        "web:plan-review-edit": (review, keepers),
        "web:plan-review-step": ([*review, "recall"], keepers),
        "web:plan-review-frozen": (review, network),
        "web:plan-review-frozen-file": (review, network),
        "web:plan-review-since": (review, network),
        "web:plan-review-file": ([*review, "html"], network),
        "web:review-finding-about": (review, keepers),
        "web:review-finding-new": (review, keepers),
        "web:review-finding-edit": (one, keepers),
        "web:review-finding-archive": (one, keepers),
        "web:review-recommendation-new": (review, keepers),
        "web:review-recommendation": (one, network),
        "web:review-recommendation-edit": (one, keepers),
        "web:review-recommendation-archive": (one, keepers),
        "web:review-recommendation-respond": (one, answering),
        "web:review-action-new": (one, answering),
        "web:review-recommendation-end": (one, keepers),
        "web:review-recommendation-reopen": (one, keepers),
        "web:review-recommendation-amend": (one, keepers),
        "web:review-recommendation-link": (one, keepers),
        "web:review-recommendation-unlink": ([*one, 1], keepers),
    }


def plan_reviewed(plan, cast) -> dict[str, object]:
    """A circulated review with a finding and an answered recommendation, of which the first amendment came."""
    by = cast.secretariat
    review = plan_review_create(plan=plan, by=by, title="Half-way", as_of=in_days(0))
    for step in ("freeze", "draft"):
        review = plan_review_step(review=review, step=step, by=by)
    finding = finding_add(review=review, by=by, criterion="relevance", text="It answers what was asked.")
    found = recommendation_add(
        review=review, by=by, text="Go on.", findings=[finding], addressed_to=OrganisationFactory(code="ohchr")
    )
    found.review = plan_review_step(review=review, step="circulate", by=by)
    found = recommendation_answer(recommendation=found, version=1, response="accepted", text="", by=by)
    recommendation_link(recommendation=found, amendment=plan.amendments.get(), by=by)
    return {"PLAN-REVIEW": review.pk}


def plan_review_state() -> list[object]:
    """What nobody may change who may not."""
    states = [list(model.objects.values_list("version")) for model in (PlanReview, Finding, ReviewRecommendation)]
    return [*states, ReviewRecommendation.objects.get().amendments.count()]
