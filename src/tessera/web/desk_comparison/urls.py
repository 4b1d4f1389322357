"""Addresses of this package."""

from __future__ import annotations

from django.urls import path

from . import compare, files, passages

urlpatterns = [
    path("desk-review/compare/", compare.compare, name="desk-review-compare"),
    path("desk-review/compare/report/", files.comparison, name="desk-review-compare-report"),
    path("desk-review/passages/", passages.passages, name="desk-review-passages"),
    path("desk-review/<int:pk>/report/", files.document, name="desk-review-report"),
]
