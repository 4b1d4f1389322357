"""The themes by which sources tag recommendations: all of them, and one."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from tessera.recommendations.selectors.finding import RECOMMENDING
from tessera.recommendations.selectors.portraits import portrait
from tessera.search.folding import fold
from tessera.vocabulary import themes
from tessera.web import portraits
from tessera.web.recommendation_words import labels_of_sources, language_of, theme_words
from tessera.web.remembered import remembered

from .gathered import gathered_page

FACETS = ("family", "mechanism", "group", "intersection", "region")
MOST_UNKNOWN = 200


@remembered
def themes_page(request: HttpRequest) -> HttpResponse:
    """Themes of the vocabulary by name, then those that a source named and the vocabulary does not know."""
    found = portrait(request.user, filters=[RECOMMENDING], facets=("theme",), crossed=())
    counts = dict(found.of("theme"))
    known = [_row(code, theme_words(code), counts.get(code, 0)) for code in themes.themes()]
    unknown_codes = [code for code in counts if code not in themes.themes()]
    labels = labels_of_sources(unknown_codes)
    unknown = [_row(code, theme_words(code, labels=labels), counts[code]) for code in unknown_codes]
    context = {
        "known": sorted(known, key=lambda row: fold(row.label)),
        "unknown": sorted(unknown[:MOST_UNKNOWN], key=lambda row: fold(row.label)),
        "unknown_in_all": len(unknown),
        "total": found.total,
        "trail": [(_("Recommendations"), reverse("web:recommendations")), (_("Themes"), "")],
    }
    return render(request, "browse/themes.html", context)


@remembered
def theme_page(request: HttpRequest, code: str) -> HttpResponse:
    """One theme. One that the vocabulary does not know is valid where a record has it."""
    filters = [("theme", code)]
    found = portraits.gathered(request.user, filters, focus=False)
    if code not in themes.themes() and not found.total:
        raise Http404(_("Tessera knows no theme of this code."))
    label = theme_words(code, labels=labels_of_sources([code]))
    return gathered_page(
        request,
        found,
        filters=filters,
        name=label,
        name_language=language_of("theme", code),
        facets=FACETS,
        kind=_("Theme"),
        unknown=code not in themes.themes(),
        trail=[(_("Themes"), reverse("web:themes")), (label, "")],
    )


def _row(code: str, label: str, count: int) -> portraits.Row:
    url = portraits.search_url(dict([RECOMMENDING]), theme=code)
    return portraits.Row(code, label, count, url, portraits.page_of("theme", code), language_of("theme", code))
