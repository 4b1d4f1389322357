"""Yearly reports that were approved and reviews of plans, offered to be found.

What a review found and recommends is found by whom it is told: the Network and the reviewers once it is circulated,
whoever sees the review once it is closed (rules.is_told); before, by nobody.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from tessera.coordination.models import (
    Finding,
    PlanReview,
    ReportEntry,
    ReportRound,
    ReviewRecommendation,
    YearlyReport,
)
from tessera.network.findable import audience_tokens
from tessera.network.models import Audience, Organisation
from tessera.plans.models import Plan
from tessera.search.registry import PUBLIC, Also, Findable, Wording, findable_register

from .findable import TITLE, ids_of, lines_of, rows_of


def reports_register() -> None:
    """Called once, by the app."""
    findable_register(
        "yearly-report",
        YearlyReport,
        label=_("Yearly reports"),
        rows=_report_rows,
        document=_report,
        facets=("plan", "year", "organisation"),
        also=[
            Also(ReportEntry, lambda entries: {one.report_id for one in entries}),
            Also(ReportRound, partial(ids_of, YearlyReport, "round")),
            Also(Plan, partial(ids_of, YearlyReport, "round__plan")),
            Also(Organisation, partial(ids_of, YearlyReport, "organisation")),
        ],
        deep=True,
    )
    _reviews_register()


def _reviews_register() -> None:
    findable_register(
        "plan-review",
        PlanReview,
        label=_("Reviews"),
        rows=partial(rows_of, PlanReview, "plan"),
        document=_review,
        facets=("plan", "year"),
        also=[Also(Plan, partial(ids_of, PlanReview, "plan"))],
    )
    for code, model, label, document in (
        ("finding", Finding, _("Findings"), _finding),
        ("review-recommendation", ReviewRecommendation, _("Recommendations of reviews"), _recommendation),
    ):
        findable_register(
            code,
            model,
            label=label,
            rows=partial(_part_rows, model),
            document=document,
            facets=("plan",),
            also=[
                Also(PlanReview, partial(ids_of, model, "review")),
                Also(Plan, partial(ids_of, model, "review__plan")),
            ],
            deep=True,
        )


def _report_rows() -> QuerySet:
    entries = ReportEntry.objects.filter(removed_at=None)
    rows = rows_of(YearlyReport, "round", "round__plan", named=("organisation",))
    return rows.prefetch_related(Prefetch("entries", entries, to_attr="said"))


def _part_rows(model: type[Any]) -> QuerySet:
    people = "review__reviewers", "review__audience_people", "review__plan__audience_people"
    return model.objects.select_related("review__plan").prefetch_related(*people)


def _report(report: Any) -> Findable | None:
    """Only what was approved; what the secretariat asked, and the uploaded file, are not in it."""
    if report.state != YearlyReport.State.APPROVED:
        return None
    entity, report_round = report.organisation, report.round
    said = [report.summary, report.learned]
    said += [text for entry in report.said for text in (entry.text, entry.late, entry.learned)]
    return Findable(
        id=report.pk,
        wordings={"en": Wording(str(report), lines_of(said), f"{entity.name} {entity.acronym}")},
        audience=audience_tokens(report),
        audience_parent=audience_tokens(report_round),
        audience_above=audience_tokens(report_round.plan),
        url_name="web:yearly-report",
        url_args=(report.pk,),
        day=report.approved_at.toordinal() if report.approved_at else 0,
        facets={"plan": [report_round.plan.code], "year": [report_round.year], "organisation": [entity.code]},
    )


def _review(review: PlanReview) -> Findable:
    """The conclusions are in it once everybody who sees the review is told."""
    told = review.conclusions if review.state == PlanReview.State.CLOSED else ""
    return Findable(
        id=review.pk,
        wordings={"en": Wording(review.title, lines_of([review.purpose, told]), review.plan.code)},
        audience=audience_tokens(review),
        audience_parent=audience_tokens(review.plan),
        url_name="web:plan-review",
        url_args=(review.plan.code, review.pk),
        day=review.as_of.toordinal(),
        facets={"plan": [review.plan.code], "year": [review.as_of.year]},
    )


def _finding(finding: Finding) -> Findable | None:
    return _part(finding, finding.text, url_name="web:plan-review", anchor=f"finding-{finding.number}")


def _recommendation(recommendation: ReviewRecommendation) -> Findable | None:
    said = recommendation.text, recommendation.response_text, recommendation.result
    return _part(recommendation, lines_of(said), url_name="web:review-recommendation", further=(recommendation.number,))


def _part(part: Any, text: str, *, url_name: str, anchor: str = "", further: tuple[Any, ...] = ()) -> Findable | None:
    review = part.review
    if part.archived_at or review.state not in PlanReview.TOLD:
        return None
    return Findable(
        id=part.pk,
        wordings={"en": Wording(Truncator(part.text).chars(TITLE), text, review.title)},
        audience=_told(review),
        audience_parent=audience_tokens(review),
        audience_above=audience_tokens(review.plan),
        url_name=url_name,
        url_args=(review.plan.code, review.pk, *further),
        anchor=anchor,
        day=review.as_of.toordinal(),
        facets={"plan": [review.plan.code]},
    )


def _told(review: PlanReview) -> frozenset[str]:
    """Who reads the findings of a circulated or closed review, of those who see it."""
    if review.state == PlanReview.State.CLOSED:
        return PUBLIC
    return frozenset({Audience.NETWORK.value, *(f"person:{one.pk}" for one in review.reviewers.all())})
