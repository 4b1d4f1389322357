"""Addresses of this package."""

from __future__ import annotations

from django.urls import path

from . import lines, page

urlpatterns = [
    path("plans/<str:code>/resources/", page.resources, name="resources"),
    path("plans/<str:code>/resources/lines/", lines.line_list, name="funding-lines"),
]
