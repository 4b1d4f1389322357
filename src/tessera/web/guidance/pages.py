"""The 19 recommendations, and one of them with what serves it, what came of it, where the gaps are."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tessera.plans.models import Suggestion
from tessera.plans.selectors.guidance import gaps, guidance_served, outcomes, suggestions_visible
from tessera.plans.selectors.plans import plan_current, plan_get
from tessera.recommendations.selectors.finding import RECOMMENDING
from tessera.recommendations.selectors.portraits import portrait
from tessera.vocabulary.tags import guidance_numbers
from tessera.web.portraits import counts_of, search_url
from tessera.web.remembered import remembered


@remembered
def guidance_list(request: HttpRequest) -> HttpResponse:
    """All recommendations with the number of activities that serve each."""
    plan = _plan(request)
    context = {"plan": plan, "served": guidance_served(plan, get_language() or "en")}
    return render(request, "guidance/list.html", context)


@remembered
def guidance_item(request: HttpRequest, number: int) -> HttpResponse:
    """One recommendation."""
    plan, today = _plan(request), timezone.now().date()
    served = next((s for s in guidance_served(plan, get_language() or "en") if s.wording.number == number), None)
    if served is None:
        raise Http404(_("The Guidance Note has no such recommendation."))
    keeps = request.user.is_authenticated and request.user.has_perm("plans.keep_guidance")
    suggestions = suggestions_visible(request.user, number)
    context = {
        "plan": plan,
        "served": served,
        "gaps": gaps(served, request.user, today),
        "outcomes": outcomes(request.user, served.activities),
        "suggestions": [
            (label, [s for s in suggestions if s.for_whom == code]) for code, label in Suggestion.ForWhom.choices
        ],
        "archived": suggestions_visible(request.user, number, archived=True) if keeps else [],
        "keeps": keeps,
        "trail": [(_("Guidance Note"), reverse("web:guidance"))],
        "before": number - 1 if number > 1 else None,
        "after": number + 1 if number < 19 else None,
        **_recommended(request, number, confirmed=served.wording.confirmed),
    }
    return render(request, "guidance/item.html", context)


def _recommended(request: HttpRequest, number: int, *, confirmed: bool) -> dict[str, Any]:
    """What mechanisms recommended to States that bears on it, where the crosswalk leads to it."""
    if not confirmed or number not in guidance_numbers():
        return {"crosswalk": False}
    filters = [("gnr", str(number)), RECOMMENDING]
    found = portrait(request.user, filters=filters, facets=("family", "group"), crossed=())
    titles = {"family": _("Families of mechanisms"), "group": _("Groups concerned")}
    scope = dict(filters)
    return {
        "crosswalk": True,
        "found": found,
        "found_url": search_url(scope),
        "found_counts": [(title, counts_of(found, facet, scope)) for facet, title in titles.items()],
    }


def _plan(request: HttpRequest):
    """The plan named by ?plan=, else the current one."""
    named = plan_get(request.user, request.GET["plan"]) if request.GET.get("plan") else None
    return named or plan_current(request.user, timezone.now().date())
