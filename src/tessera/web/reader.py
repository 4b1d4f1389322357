"""What a reader chose for the pages: language and appearance in a cookie, the time zone in their account."""

from __future__ import annotations

import zoneinfo
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

THEMES = {
    "system": _("As the device"),
    "light": pgettext_lazy("appearance", "Light"),
    "dark": pgettext_lazy("appearance", "Dark"),
}
THEME_COOKIE = "tessera_theme"
A_YEAR = 365 * 24 * 60 * 60


def theme_of(request: HttpRequest) -> str:
    chosen = request.COOKIES.get(THEME_COOKIE, "system")
    return chosen if chosen in THEMES else "system"


# Both are exempt from the CSRF token, which would put a cookie on every page of every reader: all that a foreign page
# could do with them is to change the language or the colours.
@csrf_exempt
@require_POST
def language_choose(request: HttpRequest) -> HttpResponse:
    """Remember the language and go back to the page."""
    response = back(request)
    chosen = request.POST.get("language")
    if chosen in dict(settings.LANGUAGES):
        preference_set(response, settings.LANGUAGE_COOKIE_NAME, chosen)
    return response


@csrf_exempt
@require_POST
def theme_choose(request: HttpRequest) -> HttpResponse:
    """Remember light, dark or as the device has it, and go back to the page."""
    response = back(request)
    chosen = request.POST.get("theme")
    if chosen == "system":
        response.delete_cookie(THEME_COOKIE, samesite="Lax")
    elif chosen in THEMES:
        preference_set(response, THEME_COOKIE, chosen)
    return response


def preference_set(response: HttpResponse, name: str, value: str) -> None:
    secure = settings.LANGUAGE_COOKIE_SECURE
    response.set_cookie(name, value, max_age=A_YEAR, secure=secure, httponly=True, samesite="Lax")


def back(request: HttpRequest) -> HttpResponse:
    """To the page that the form named, if it is one of ours."""
    target = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return HttpResponseRedirect(target if safe else "/")


class ReaderZoneMiddleware:
    """Times are shown in the zone that a signed-in person chose, to everyone else in UTC."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Whoever sends no session cookie is signed out: no session is read for them.
        signed_in = settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated
        with timezone.override(zone_of(request.user.time_zone) if signed_in else zoneinfo.ZoneInfo("UTC")):
            return self.get_response(request)


def zone_of(name: str) -> zoneinfo.ZoneInfo:
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return zoneinfo.ZoneInfo("UTC")
