"""The choice of a region, in the address as ?region=."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language

from tessera.vocabulary import terms


def region_asked(request: HttpRequest) -> str:
    """The region or sub-region in the address; "" for none and for nonsense."""
    asked = request.GET.get("region", "")
    return asked if asked in (*terms.codes("regions"), *terms.codes("sub-regions")) else ""


def region_words(code: str) -> str:
    family = "regions" if code in terms.codes("regions") else "sub-regions"
    return terms.label(family, code, get_language() or "en")


def region_context(chosen: str) -> dict[str, Any]:
    """What the form needs: regions and sub-regions with their names, and which is chosen."""
    return {
        "region": chosen,
        "region_words": region_words(chosen) if chosen else "",
        "regions": [(code, region_words(code)) for code in terms.codes("regions") if code != "antarctica"],
        "sub_regions": [(code, region_words(code)) for code in terms.codes("sub-regions") if code != "antarctica"],
    }
