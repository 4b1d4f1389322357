"""What changed in a plan, as a page and as a feed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from tessera.plans.selectors.history import plan_history
from tessera.reports.feeds import changes_atom
from tessera.web.remembered import remembered

from .reach import crumbs, plan_context, plan_or_404


@remembered
def plan_changes(request: HttpRequest, code: str) -> HttpResponse:
    """The latest 200 changes."""
    plan = plan_or_404(request, code)
    context = plan_context(
        request, plan, "history", events=plan_history(plan, request.user, limit=200), trail=crumbs(plan)
    )
    return render(request, "plans/history.html", context)


def changes_feed(request: HttpRequest, code: str) -> HttpResponse:
    """The latest changes as an Atom feed."""
    plan = plan_or_404(request, code)
    body = changes_atom(plan, viewer=request.user, language=get_language() or "en")
    return HttpResponse(body, content_type="application/atom+xml; charset=utf-8")
