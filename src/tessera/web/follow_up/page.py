"""All that is entered of one recommendation's follow-up, side by side."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from tessera.recommendations.models import Recommendation
from tessera.web.follow_up_part import follow_up_context
from tessera.web.named_recommendation import recommendation_or_404

Crumbs = list[tuple[str, str]]


def follow_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Who does what, and how the State, the mechanism, the UN, institutions and civil society assess it."""
    recommendation = recommendation_or_404(request, pk)
    context = follow_up_context(request, recommendation)
    return render(request, "follow_up/page.html", {**context, "trail": crumbs(recommendation)})


def crumbs(recommendation: Recommendation, *, within: bool = False) -> Crumbs:
    """Where the page stands; `within`: below the page of the follow-up."""
    trail = [
        (_("Recommendations"), reverse("web:recommendations")),
        (str(recommendation), reverse("web:recommendation", args=[recommendation.pk])),
    ]
    return [*trail, (_("Follow-up"), reverse("web:follow-up", args=[recommendation.pk]))] if within else trail
