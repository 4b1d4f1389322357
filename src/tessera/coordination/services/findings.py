"""What a review finds and recommends, the responses, and what is done about them."""

from __future__ import annotations

from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from tessera.coordination.errors import CoordinationError
from tessera.coordination.models import Finding, PlanReview, ReviewRecommendation
from tessera.coordination.models.plan_reviews import OfReview
from tessera.coordination.selectors.freezing import rows_by_key
from tessera.network.services.audit import audit_record
from tessera.plans.services.editing import record_change
from tessera.vocabulary.evaluation import evaluation_criteria

from .entering import author_of

Part = TypeVar("Part", bound=OfReview)


@transaction.atomic
def finding_add(*, review: PlanReview, by: Any, **values: Any) -> Finding:
    """A finding of a review that is being drafted; `rows` name evidence in the frozen plan."""
    _finding_check(review, values)
    return _enter(Finding(review=review, **values), by)


@transaction.atomic
def finding_change(*, finding: Finding, version: int, by: Any, **values: Any) -> Finding:
    """Change a finding that was read at `version`; EditConflict where somebody saved meanwhile."""
    _finding_check(finding.review, {"criterion": finding.criterion, **values})
    return _changed(finding, version, by, **values)


@transaction.atomic
def recommendation_add(*, review: PlanReview, by: Any, findings: Any = (), **values: Any) -> ReviewRecommendation:
    """A recommendation of a review that is being drafted, on the findings it rests on."""
    _ensure_drafting(review)
    _ensure_of_review(review, findings)
    new = _enter(ReviewRecommendation(review=review, **values), by)
    new.findings.set(findings)
    return new


@transaction.atomic
def recommendation_change(
    *, recommendation: ReviewRecommendation, version: int, by: Any, findings: Any = None, **values: Any
) -> ReviewRecommendation:
    """Change its words, to whom it is addressed or what it rests on."""
    _ensure_drafting(recommendation.review)
    _ensure_of_review(recommendation.review, findings or ())
    changed = _changed(recommendation, version, by, **values)
    if findings is not None:
        changed.findings.set([*findings, *changed.findings.filter(archived_at__isnull=False)])  # these are not offered
    return changed


@transaction.atomic
def part_archive(*, part: Part, version: int, by: Any) -> Part:
    """Take a finding or a recommendation out of the review; its number is not given again and its history stays."""
    _ensure_drafting(part.review)
    audit_record(actor=author_of(by), action="review.archive", subject=str(part), number=part.number)
    return _changed(part, version, by, archived_at=timezone.now())


@transaction.atomic
def part_restore(*, part: Part, version: int, by: Any) -> Part:
    """Take an archived finding or recommendation in again."""
    _ensure_drafting(part.review)
    return _changed(part, version, by, archived_at=None)


def _finding_check(review: PlanReview, values: dict[str, Any]) -> None:
    _ensure_drafting(review)
    if values["criterion"] not in evaluation_criteria():
        raise CoordinationError(_("There is no such criterion."))
    activity, gnr = values.get("activity"), values.get("gnr")
    if activity is not None and activity.plan_id != review.plan_id:
        raise CoordinationError(_("That activity belongs to another plan."))
    if activity is not None and gnr is not None:
        raise CoordinationError(_("A finding is of an activity or of a Guidance Note recommendation, not of both."))
    known = rows_by_key(review.frozen_plans.all()[0].body)
    if unknown := sorted(set(values.get("rows") or ()) - known.keys()):
        raise CoordinationError(_("This is not in the frozen plan: %(keys)s.") % {"keys": ", ".join(unknown)})


def _ensure_drafting(review: PlanReview) -> None:
    """Asked of the database, since a page may have been open for long."""
    state = PlanReview.objects.select_for_update().get(pk=review.pk)
    if state.state != PlanReview.State.DRAFTING:
        words = _(
            "Findings and recommendations change while the review is being drafted; it is in this state: %(state)s."
        )
        raise CoordinationError(words % {"state": state.get_state_display()})


def _ensure_of_review(review: PlanReview, findings: Any) -> None:
    if any(finding.review_id != review.pk for finding in findings):
        raise CoordinationError(_("A recommendation rests on findings of the same review."))


def _enter(part: Part, by: Any) -> Part:
    last = type(part).objects.filter(review=part.review).aggregate(last=Max("number"))["last"]
    part.number, part.created_by = (last or 0) + 1, author_of(by)
    part._history_user = part.created_by
    try:
        part.full_clean(exclude=["state"])
    except ValidationError as error:
        raise CoordinationError(" ".join(error.messages)) from None
    part.save()
    return part


def _changed(part: Part, version: int, by: Any, **values: Any) -> Part:
    try:
        return record_change(part, version=version, by=by, **values)
    except ValidationError as error:
        raise CoordinationError(" ".join(error.messages)) from None
