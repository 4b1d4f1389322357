"""What every page knows: its language, its place in the navigation, who reads it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext_lazy as _

from .reader import THEMES, theme_of


@dataclass(frozen=True)
class Place:
    """A place in the navigation: shown once its address exists. `covers` are further addresses that belong to it."""

    label: str | Promise
    url_name: str
    covers: tuple[str, ...] = ()


RELEASE = version("tessera")
NAVIGATION = (
    Place(_("Plan"), "web:overview", ("/plans/", "/activities/", "/initiatives/")),
    Place(_("Guidance Note"), "web:guidance"),
    Place(_("Countries"), "web:countries", ("/ratifications/",)),
    Place(
        _("Recommendations"),
        "web:recommendations",
        ("/documents/", "/mechanisms/", "/groups-concerned/", "/themes/", "/follow-up/", "/saved-searches/"),
    ),
    Place(_("Desk review"), "web:desk-review"),
    Place(_("Groups"), "web:working-groups", ("/groups/", "/tasks/", "/my-tasks/")),
)
FOOTER = (
    Place(_("Sources"), "web:sources"),
    Place(_("Accessibility"), "web:accessibility"),
    Place(_("Interface for programs"), "api-v1:openapi-json"),
)


def page_frame(request: HttpRequest) -> dict[str, Any]:
    """The context of base.html. Reads no data: pages of signed-out readers need no query for their frame."""
    language = get_language() or settings.LANGUAGE_CODE
    theme = theme_of(request)
    return {
        "page_language": language_tag(language),
        "page_direction": direction(language),
        "languages": [
            {
                "code": code,
                "tag": language_tag(code),
                "direction": direction(code),
                "name": name,
                "current": code == language,
            }
            for code, name in settings.LANGUAGES
        ],
        "language_url": address("web:language"),
        "theme": theme,
        "themes": [{"code": code, "label": label, "current": code == theme} for code, label in THEMES.items()],
        "theme_url": address("web:theme"),
        "here": request.get_full_path() if request.method in ("GET", "HEAD") else request.path,
        "nav": navigation(request.path),
        "footer_links": [
            {"label": place.label, "url": url} for place in FOOTER if (url := address(place.url_name)) is not None
        ],
        "search_url": address("web:search"),
        "my_work_url": address("web:my-work"),
        "account_url": address("web:account"),
        "sign_in_url": address("account_login"),
        "sign_out_url": address("account_logout"),
        "reader_zone": timezone.get_current_timezone_name(),
        "version": RELEASE,
    }


def navigation(path: str) -> list[dict[str, Any]]:
    """The places that exist, each with its aria-current for a reader at `path`: page, true (within) or empty."""
    return [
        {"label": place.label, "url": url, "current": nearness(path, url=url, covers=place.covers)}
        for place in NAVIGATION
        if (url := address(place.url_name)) is not None
    ]


def nearness(path: str, *, url: str, covers: tuple[str, ...]) -> str:
    if path == url:
        return "page"
    within = (url, *covers) if url != "/" else covers
    return "true" if path.startswith(within) else ""


@lru_cache
def address(url_name: str) -> str | None:
    """The address that a name resolves to, None where no such page exists yet."""
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return None


@lru_cache
def language_tag(code: str) -> str:
    """The BCP 47 tag of one of Django's language codes: zh-hans becomes zh-Hans."""
    head, *rest = code.split("-")
    return "-".join([head, *(part.title() if len(part) == 4 else part.upper() for part in rest)])


@lru_cache
def direction(code: str) -> str:
    return "rtl" if get_language_info(code)["bidi"] else "ltr"
