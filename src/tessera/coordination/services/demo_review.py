"""Loads the fictional review of demo_review.yml, through the same services that people use. Nothing in it is real."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from tessera.coordination.models import Finding, PlanReview
from tessera.coordination.selectors.freezing import rows_by_key
from tessera.coordination.selectors.since_frozen import row_title
from tessera.network.models import Organisation, Person
from tessera.network.services.demo import demo_data
from tessera.plans.models import Activity, Amendment, Plan
from tessera.plans.services.amendments import amendment_adopt

from .findings import finding_add, recommendation_add
from .plan_reviews import plan_review_create, plan_review_step
from .responses import recommendation_action_add, recommendation_amend, recommendation_answer

DATA = Path(__file__).resolve().parents[1] / "demo_review.yml"


@transaction.atomic
def demo_plan_review_load() -> PlanReview | None:
    """Load the review of the demonstration plan; None where there is no such plan, or the review is there already."""
    data = demo_data(DATA)
    plan = Plan.objects.filter(code__startswith="DEMO-").first()
    by = Person.objects.filter(email=data["secretariat"]).first()
    if plan is None or by is None or plan.reviews.exists():
        return None
    review = plan_review_create(
        plan=plan,
        by=by,
        title=data["title"],
        as_of=timezone.now().date(),
        purpose=data["purpose"],
        conclusions=data["conclusions"],
        reviewers=Person.objects.filter(email__in=data["reviewers"]),
        audience="public",
    )
    for step in ("freeze", "draft"):
        review = plan_review_step(review=review, step=step, by=by)
    findings = [_finding(review, entry, by) for entry in data["findings"]]
    waiting = [(entry, _recommendation(review, entry, findings, by)) for entry in data["recommendations"]]
    review = plan_review_step(review=review, step="circulate", by=by)
    for entry, recommendation in waiting:
        recommendation.review = review
        _response(recommendation, entry, by)
    return plan_review_step(review=review, step="close", by=by)


def _finding(review: PlanReview, entry: dict[str, Any], by: Person) -> Finding:
    known = rows_by_key(review.frozen_plans.all()[0].body)
    rows = [key for key, row in known.items() if row_title(row) in entry.get("rows", ())]
    return finding_add(
        review=review,
        by=by,
        criterion=entry["criterion"],
        text=entry["text"],
        activity=_activity(review, entry["activity"]) if "activity" in entry else None,
        gnr=entry.get("gnr"),
        rows=rows,
        links=entry.get("links", []),
    )


def _recommendation(review: PlanReview, entry: dict[str, Any], findings: list[Finding], by: Person) -> Any:
    to = Organisation.objects.get(code=entry["to"]) if "to" in entry else None
    rests_on = [findings[number - 1] for number in entry["findings"]]
    return recommendation_add(review=review, by=by, text=entry["text"], addressed_to=to, findings=rests_on)


def _response(recommendation: Any, entry: dict[str, Any], by: Person) -> None:
    response, words = entry["response"]
    found = recommendation_answer(recommendation=recommendation, version=1, response=response, text=words, by=by)
    for action in entry["actions"]:
        recommendation_action_add(
            recommendation=found,
            by=by,
            title=action["title"],
            owner=Person.objects.get(email=action["owner"]) if "owner" in action else None,
            organisation=Organisation.objects.get(code=action["organisation"]),
            due=timezone.now().date() + timedelta(days=action["due"]),
        )
    if "amendment" in entry:
        _amendment(found, entry["amendment"], by)


def _amendment(recommendation: Any, entry: dict[str, Any], by: Person) -> None:
    activity = _activity(recommendation.review, entry["ref"])
    amendment = recommendation_amend(
        recommendation=recommendation,
        activity=activity,
        version=activity.version,
        by=by,
        reason=recommendation.text,
        **{entry["field"]: getattr(activity, entry["field"]) + entry["plus"]},
    )
    Amendment.objects.filter(pk=amendment.pk).update(audience="public")
    amendment_adopt(amendment=amendment, by=by, note=entry["note"])


def _activity(review: PlanReview, ref: str) -> Activity:
    return Activity.objects.select_related("plan").get(plan_id=review.plan_id, ref=ref)
