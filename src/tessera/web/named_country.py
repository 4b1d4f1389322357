"""The country that an address names, on whichever page: its code in whatever case; a fictional one where demonstration
data speak of it."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.utils.translation import gettext_lazy

from tessera.recommendations.selectors.finding import recommendations_find
from tessera.vocabulary.countries import Country, country, fictional

NO_COUNTRY = gettext_lazy("There is no country with this code; codes are ISO 3166 alpha-3, such as NPL.")


def country_or_404(viewer: Any, code: str) -> Country:
    """By alpha-3 code; a fictional country is there only for those who may see something that is told of it."""
    try:
        found = country(code.upper())
    except KeyError:
        raise Http404(NO_COUNTRY) from None
    if found.code in fictional() and not _told(viewer, found.code):
        raise Http404(NO_COUNTRY)
    return found


def _told(viewer: Any, code: str) -> int:
    return recommendations_find(viewer, "", filters=[("country", code)], facets=(), limit=1).total
