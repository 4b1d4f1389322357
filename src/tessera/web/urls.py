"""Addresses of the pages: every subpackage states its own, all under the one name space "web"."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

app_name = "web"
urlpatterns: list[URLPattern | URLResolver] = []
