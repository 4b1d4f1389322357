"""Stops the mails about saved searches, by the link that each of them holds; nobody need sign in for it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from tessera.recommendations.services.saved import unsubscribe, unsubscribe_person


@csrf_exempt  # mail programs press the button themselves (RFC 8058), and the key in the address is secret
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def mails_stop(request: HttpRequest, key: str) -> HttpResponse:
    """GET asks, since programs look at links in mails; POST stops the mails. Twice is as once."""
    person = unsubscribe_person(key)
    if person is None:
        return _page(request, "unknown", status=404)
    if request.method != "POST":
        return _page(request, "ask")
    unsubscribe(person=person)
    return _page(request, "done")


def _page(request: HttpRequest, state: str, *, status: int = 200) -> HttpResponse:
    response = render(request, "saved/unsubscribe.html", {"state": state}, status=status)
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response
