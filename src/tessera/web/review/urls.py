"""Addresses of this package: the desk, taking an answer back, and the agreement of reviewers."""

from django.urls import path

from . import agreement, desk

urlpatterns = [
    path("recommendations/review/", desk.desk, name="review-desk"),
    path("recommendations/review/agreement/", agreement.agreement, name="review-agreement"),
    path("recommendations/review/answers/<int:pk>/undo/", desk.answer_undo, name="review-answer-undo"),
]
