"""The groups concerned: all of them, and one with what mechanisms recommended about it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from tessera.analysis.tagging import codes_of_words
from tessera.analysis.words import folded_words
from tessera.recommendations.selectors.finding import RECOMMENDING
from tessera.recommendations.selectors.portraits import portrait
from tessera.vocabulary import terms
from tessera.vocabulary.search_words import rings
from tessera.web import portraits
from tessera.web.recommendation_words import value_words
from tessera.web.remembered import remembered

from .gathered import gathered_page

FACETS = ("family", "mechanism", "theme", "intersection", "gnr", "region")


@remembered
def concerned_groups_page(request: HttpRequest) -> HttpResponse:
    """Every group of the vocabulary with the number of recommendations that concern it, in the vocabulary's order."""
    found = portrait(request.user, filters=[RECOMMENDING], facets=("group",), crossed=())
    counts = dict(found.of("group"))
    rows = [
        portraits.Row(
            code,
            value_words("group", code),
            counts.get(code, 0),
            portraits.search_url(dict([RECOMMENDING]), group=code),
            reverse("web:concerned-group", args=[code]),
        )
        for code in terms.codes("groups")
    ]
    context = {
        "rows": rows,
        "total": found.total,
        "trail": [(_("Recommendations"), reverse("web:recommendations")), (_("Groups concerned"), "")],
    }
    return render(request, "browse/groups.html", context)


@remembered
def concerned_group_page(request: HttpRequest, code: str) -> HttpResponse:
    """One group concerned."""
    if code not in terms.codes("groups"):
        raise Http404(_("Tessera knows no group concerned of this code."))
    filters = [("group", code)]
    return gathered_page(
        request,
        portraits.gathered(request.user, filters, focus=False),
        filters=filters,
        name=value_words("group", code),
        facets=FACETS,
        kind=_("Group concerned"),
        names=names_of(code),
        trail=[(_("Groups concerned"), reverse("web:concerned-groups")), (value_words("group", code), "")],
    )


def names_of(code: str) -> list[str]:
    """Words that documents use and that a search for one of them finds; outdated and hurtful ones are left out."""
    return [word for ring in rings() for word in ring.terms if code in codes_of_words(folded_words(word))["groups"]]
