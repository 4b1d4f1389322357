"""The pages shown when something cannot be answered: what happened, to what, and what to do."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template import loader
from django.utils.translation import get_language, gettext

from .context import direction, language_tag


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if asks_api(request):
        return api_error(gettext("The request could not be understood."), status=400)
    return bare("400.html", status=400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if asks_api(request):
        return api_error(gettext("You may not see or do this."), status=403)
    return framed(request, "403.html", {"kind": "role"}, status=403)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if asks_api(request):
        return api_error(gettext("There is nothing at this address."), status=404)
    return framed(request, "404.html", {"path": request.path}, status=404)


def too_large(request: HttpRequest, most: int) -> HttpResponse:
    limit = most // 1_000_000
    if asks_api(request):
        return api_error(gettext("The request is larger than %(limit)s MB.") % {"limit": limit}, status=413)
    return bare("413.html", status=413, limit=limit)


def server_error(request: HttpRequest) -> HttpResponse:
    if asks_api(request):
        return api_error(gettext("Something failed here. It has been recorded."), status=500)
    return bare("500.html", status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    if asks_api(request):
        return api_error(gettext("The form had expired or came from another site."), status=403)
    return framed(request, "403.html", {"kind": "form", "reason": reason}, status=403)


def asks_api(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")


def api_error(detail: str, *, status: int) -> JsonResponse:
    """In the shape that the API's own errors have."""
    return JsonResponse({"detail": detail}, status=status)


def framed(request: HttpRequest, template: str, context: dict[str, Any], *, status: int) -> HttpResponse:
    return render(request, template, context, status=status)


def bare(template: str, *, status: int, **told: Any) -> HttpResponse:
    """Without request, database or context processors, so that it works when those do not."""
    language = get_language() or "en"
    context = {"page_language": language_tag(language), "page_direction": direction(language), **told}
    return HttpResponse(loader.get_template(template).render(context), status=status)
