"""Addresses of this package."""

from __future__ import annotations

from django.urls import path

from . import agreement, document, downloads, jobs, listing, passage, scorecard, steps

OF = "desk-review/<int:pk>/"
PASSAGE = OF + "passages/<slug:key>/"

urlpatterns = [
    path("desk-review/", listing.listing, name="desk-review"),
    path("desk-review/add/", listing.document_new, name="desk-review-add"),
    path("desk-review/work/", jobs.jobs, name="desk-review-jobs"),
    path("desk-review/work/<int:pk>/", jobs.job, name="desk-review-job"),
    path("desk-review/work/<int:pk>/cancel/", jobs.cancel, name="desk-review-cancel-job"),
    path("desk-review/work/<int:pk>/again/", jobs.again, name="desk-review-job-again"),
    path(OF, document.document, name="desk-review-document"),
    path(OF + "edit/", steps.describe, name="desk-review-edit"),
    path(OF + "send/", steps.send, name="desk-review-send"),
    path(OF + "release/", steps.release, name="desk-review-release"),
    path(OF + "comment/", steps.comment, name="desk-review-comment"),
    path(OF + "comments/<int:comment>/answer/", steps.answer, name="desk-review-answer"),
    path(OF + "scorecard/", scorecard.scorecard, name="desk-review-scorecard"),
    path(OF + "scorecard/<slug:criterion>/", scorecard.rate, name="desk-review-rate"),
    path(OF + "agreement/", agreement.agreement, name="desk-review-agreement"),
    path(OF + "file/", downloads.file, name="desk-review-file"),
    path(OF + "qdpx/", downloads.project, name="desk-review-qdpx"),
    path(PASSAGE, passage.passage, name="desk-review-passage"),
    path(PASSAGE + "take-back/", passage.take_back, name="desk-review-take-back"),
]
