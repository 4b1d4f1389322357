"""Addresses of reviews of a plan, of the plan after a plan, and of two plans compared."""

from __future__ import annotations

from django.urls import path

from . import documents, findings, following, frozen, recommendations, reviews

PLAN = "plans/<str:code>/"
REVIEWS = PLAN + "reviews/"
REVIEW = REVIEWS + "<int:pk>/"
FINDING = REVIEW + "findings/<int:number>/"
RECOMMENDATION = REVIEW + "recommendations/<int:number>/"

urlpatterns = [
    path(PLAN + "copy-forward/", following.copy_forward, name="plan-copy-forward"),
    path(PLAN + "compare/", following.compare, name="plan-compare"),
    path(REVIEWS, reviews.review_list, name="plan-reviews"),
    path(REVIEWS + "new/", reviews.review_new, name="plan-review-new"),
    path(REVIEW, reviews.review, name="plan-review"),
    path(REVIEW + "edit/", reviews.review_edit, name="plan-review-edit"),
    path(REVIEW + "step/<str:step>/", reviews.review_stepped, name="plan-review-step"),
    path(REVIEW + "frozen/", frozen.frozen, name="plan-review-frozen"),
    path(REVIEW + "frozen.json", frozen.frozen_file, name="plan-review-frozen-file"),
    path(REVIEW + "since/", frozen.since, name="plan-review-since"),
    path(REVIEW + "review.<str:form>", documents.review_file, name="plan-review-file"),
    path(REVIEW + "findings/about/", findings.finding_about, name="review-finding-about"),
    path(REVIEW + "findings/new/", findings.finding_new, name="review-finding-new"),
    path(FINDING + "edit/", findings.finding_edit, name="review-finding-edit"),
    path(FINDING + "archive/", findings.finding_archive, name="review-finding-archive"),
    path(REVIEW + "recommendations/new/", recommendations.recommendation_new, name="review-recommendation-new"),
    path(RECOMMENDATION, recommendations.recommendation, name="review-recommendation"),
    path(RECOMMENDATION + "edit/", recommendations.recommendation_edit, name="review-recommendation-edit"),
    path(RECOMMENDATION + "archive/", recommendations.recommendation_archive, name="review-recommendation-archive"),
    path(RECOMMENDATION + "respond/", recommendations.respond, name="review-recommendation-respond"),
    path(RECOMMENDATION + "end/", recommendations.end, name="review-recommendation-end"),
    path(RECOMMENDATION + "reopen/", recommendations.reopen, name="review-recommendation-reopen"),
    path(RECOMMENDATION + "actions/new/", recommendations.action_new, name="review-action-new"),
    path(RECOMMENDATION + "amend/", recommendations.amend, name="review-recommendation-amend"),
    path(RECOMMENDATION + "link/", recommendations.link, name="review-recommendation-link"),
    path(RECOMMENDATION + "unlink/<int:amendment>/", recommendations.unlink, name="review-recommendation-unlink"),
]
