"""The 19 recommendations, and one of them with what serves it, what came of it, where the gaps are."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tessera.plans.models import Suggestion
from tessera.plans.selectors.guidance import gaps, guidance_served, outcomes, suggestions_visible
from tessera.plans.selectors.plans import plan_current, plan_get
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
    }
    return render(request, "guidance/item.html", context)


def _plan(request: HttpRequest):
    """The plan named by ?plan=, else the current one."""
    named = plan_get(request.user, request.GET["plan"]) if request.GET.get("plan") else None
    return named or plan_current(request.user, timezone.now().date())
