"""Requests that are turned aside before a page sees them."""

from __future__ import annotations

from collections.abc import Callable

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from tessera.network.services.sign_in import PLACEHOLDER

from .errors import too_large

OPEN = ("/accounts/", "/account/", "/sign-in/", "/static/", "/language/", "/appearance/", "/healthz", "/readyz")


class BodyLimitMiddleware:
    """A request that announces more than any page takes is refused before a byte of it is read or kept."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        announced = str(request.META.get("CONTENT_LENGTH") or "0")
        most = body_most(request)
        if announced.isdecimal() and int(announced) > most:
            archive = most < int(announced) <= settings.BATCH_UPLOAD_MAX_BYTES and takes_archives(request)
            if not archive:
                return too_large(request, most)
        return self.get_response(request)


def body_most(request: HttpRequest) -> int:
    signed_in = settings.SESSION_COOKIE_NAME in request.COOKIES
    return int(settings.BODY_MAX_BYTES if signed_in else settings.DATA_UPLOAD_MAX_MEMORY_SIZE)


def takes_archives(request: HttpRequest) -> bool:
    """One page does, of those whom the session knows: a cookie alone is not enough here."""
    return request.path == reverse("web:desk-review-add") and SESSION_KEY in request.session


class SecondFactorMiddleware:
    """What must be set up comes before anything else.

    The first administrator replaces the placeholder address; secretariat and administrators set up a second factor
    where others can reach Tessera. Costs nothing without a session, and one query for those two roles.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and not request.path.startswith(OPEN):
            person = request.user
            if person.is_authenticated and person.email == PLACEHOLDER:
                return aside(request, "web:welcome", _("Finish setting up your account first."))
            if settings.SECOND_FACTOR_REQUIRED and lacks_second_factor(person):
                return aside(request, "mfa_activate_totp", _("Set up your second factor first."))
        return self.get_response(request)


def lacks_second_factor(person: object) -> bool:
    return getattr(person, "is_privileged", False) and not is_mfa_enabled(person, [Authenticator.Type.TOTP])


def aside(request: HttpRequest, url_name: str, why: str) -> HttpResponse:
    """People are led to what is missing; programs are told."""
    if request.path.startswith("/api/"):
        return JsonResponse({"detail": why}, status=403)
    return HttpResponseRedirect(reverse(url_name))
