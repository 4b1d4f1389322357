"""Finds what an address names for the person who asks; what they may not see does not exist for them."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from tessera.coordination.models import Finding, PlanReview, ReviewRecommendation
from tessera.coordination.selectors.plan_reviews import findings_are_for, plan_review_get, recommendations_told
from tessera.plans.models import Plan
from tessera.plans.selectors.plans import plan_get

Crumbs = list[tuple[str, str]]


def plan_or_404(request: HttpRequest, code: str) -> Plan:
    plan = plan_get(request.user, code)
    if plan is None:
        raise Http404(_("There is no plan with this code that you may see."))
    return plan


def review_or_404(request: HttpRequest, code: str, pk: int) -> PlanReview:
    found = plan_review_get(request.user, plan_or_404(request, code), pk)
    if found is None:
        raise Http404(_("This plan has no such review that you may see."))
    return found


def recommendation_or_404(request: HttpRequest, code: str, pk: int, number: int) -> ReviewRecommendation:
    review = review_or_404(request, code, pk)
    found = None
    if findings_are_for(request.user, review):
        found = recommendations_told(review, request.user).filter(number=number).first()
    if found is None:
        raise Http404(_("This review has no such recommendation that you may see."))
    return found


def finding_or_404(request: HttpRequest, code: str, pk: int, number: int) -> Finding:
    review = review_or_404(request, code, pk)
    found = review.findings.select_related("activity", "review__plan").filter(number=number).first()
    if found is None or not findings_are_for(request.user, review):
        raise Http404(_("This review has no such finding that you may see."))
    return found


def address(record: PlanReview | Finding | ReviewRecommendation) -> str:
    if isinstance(record, PlanReview):
        return reverse("web:plan-review", args=[record.plan.code, record.pk])
    if isinstance(record, Finding):
        return f"{address(record.review)}#finding-{record.number}"
    return reverse("web:review-recommendation", args=[record.review.plan.code, record.review_id, record.number])


def crumbs(plan: Plan, review: PlanReview | None = None, recommendation: ReviewRecommendation | None = None) -> Crumbs:
    """Where a page stands: pairs of label and address."""
    found: Crumbs = [(_("Plans"), reverse("web:plans")), (plan.code, reverse("web:plan", args=[plan.code]))]
    if review is not None or recommendation is not None:
        found.append((_("Reviews"), reverse("web:plan-reviews", args=[plan.code])))
    if review is not None:
        found.append((review.title, address(review)))
    if recommendation is not None:
        found.append((recommendation.review.title, address(recommendation.review)))
        found.append((_("Recommendation %(n)s") % {"n": recommendation.number}, address(recommendation)))
    return found


def plan_page(plan: Plan, **more: Any) -> dict[str, Any]:
    """What the pages of a plan need for their heading and tabs."""
    return {"plan": plan, "tab": "reviews", **more}
