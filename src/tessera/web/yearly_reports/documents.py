"""The documents of the Network, for the Network or for everybody, as a file or a page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse


def annual_report(request: HttpRequest, code: str, year: int, form: str) -> HttpResponse:
    raise NotImplementedError


def network_brief(request: HttpRequest, code: str, form: str) -> HttpResponse:
    raise NotImplementedError


def group_update(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    raise NotImplementedError
