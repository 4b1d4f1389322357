"""The bodies that recommend: all of them by family, and one with what it recommended."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tessera.recommendations.selectors.finding import RECOMMENDING
from tessera.recommendations.selectors.portraits import portrait
from tessera.vocabulary import mechanisms, terms
from tessera.web import portraits
from tessera.web.recommendation_words import body_words, language_of, value_words
from tessera.web.remembered import remembered

from .gathered import gathered_page

ABOUT = {
    "treaty-body": gettext_lazy(
        "Committees of independent experts that watch over the core human rights treaties. They examine States parties "
        "in turn and say in concluding observations what they recommend."
    ),
    "special-procedure": gettext_lazy(
        "Independent experts and working groups of the Human Rights Council. They visit countries and report on themes."
    ),
    "upr": gettext_lazy(
        "States review one another in the Human Rights Council, every State in each cycle. The State under review says "
        "which recommendations it supports and which it notes."
    ),
    "ilo": gettext_lazy(
        "Bodies of the International Labour Organization that comment on how ratified Conventions are applied: by "
        "Convention, year of adoption and session of the International Labour Conference."
    ),
    "forum-minority-issues": gettext_lazy(
        "A yearly meeting that recommends on one theme, to States, the United Nations, civil society and others."
    ),
    "pfii": gettext_lazy(
        "An advisory body of the Economic and Social Council that recommends to States, the United Nations and others."
    ),
    "regional": gettext_lazy("Bodies of the Council of Europe, the OSCE, and the Inter-American and African systems."),
}
FACETS = ("group", "theme", "intersection", "gnr", "sdg")


@remembered
def mechanisms_page(request: HttpRequest) -> HttpResponse:
    """Every family with its bodies: those of the vocabulary, and others that a source named and that have records."""
    filters = [RECOMMENDING]
    found = portrait(request.user, filters=filters, facets=("mechanism", "family"), crossed=())
    counts = dict(found.of("mechanism"))
    families = []
    for family in (*terms.codes("mechanisms"), ""):
        codes = [code for code in {**mechanisms.bodies(), **counts} if mechanisms.body(code).family == family]
        rows = [_row(code, counts.get(code, 0)) for code in codes]
        if rows:
            label = value_words("family", family) if family else _("Bodies of no known family")
            families.append((family, label, ABOUT.get(family, ""), found.count("family", family), rows))
    context = {
        "families": families,
        "total": found.total,
        "trail": [(_("Recommendations"), reverse("web:recommendations")), (_("Mechanisms"), "")],
    }
    return render(request, "browse/mechanisms.html", context)


@remembered
def mechanism_page(request: HttpRequest, code: str) -> HttpResponse:
    """One body. A code that the vocabulary does not know is valid where a source's records have it."""
    filters = [("mechanism", code)]
    found = portraits.gathered(request.user, filters, focus=False)
    if code not in mechanisms.bodies() and not found.total:
        raise Http404(_("Tessera knows no mechanism of this code."))
    family = mechanisms.body(code).family
    return gathered_page(
        request,
        found,
        filters=filters,
        name=body_words(code),
        name_language=language_of("mechanism", code),
        facets=FACETS,
        kind=_("Mechanism"),
        about=value_words("family", family) if family else "",
        trail=[(_("Mechanisms"), reverse("web:mechanisms")), (value_words("mechanism", code), "")],
    )


def _row(code: str, count: int) -> portraits.Row:
    url = portraits.search_url(dict([RECOMMENDING]), mechanism=code)
    page = portraits.page_of("mechanism", code)
    return portraits.Row(code, body_words(code), count, url, page, language_of("mechanism", code))
