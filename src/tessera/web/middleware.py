"""Requests that are turned aside before a page sees them."""

from __future__ import annotations

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse

OPEN = ("/accounts/", "/account/", "/sign-in/", "/static/", "/language/", "/appearance/", "/healthz", "/readyz")
PASSED = "second_factor_seen"


class SecondFactorMiddleware:
    """Secretariat and administrators set up a second factor before anything else, where others can reach Tessera."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SECOND_FACTOR_REQUIRED and not request.path.startswith(OPEN) and self._lacks(request):
            if request.path.startswith("/api/"):
                return JsonResponse({"detail": "Set up your second factor first."}, status=403)
            return HttpResponseRedirect(reverse("mfa_activate_totp"))
        return self.get_response(request)

    def _lacks(self, request: HttpRequest) -> bool:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return False
        person = request.user
        if not person.is_authenticated or not person.is_privileged:
            return False
        return not is_mfa_enabled(person)
