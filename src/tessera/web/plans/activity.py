"""The page of one activity."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from tessera.plans.selectors.activities import activity_page
from tessera.plans.selectors.guidance import wordings
from tessera.plans.selectors.history import plan_history
from tessera.plans.selectors.initiatives import initiatives_of
from tessera.web.coordination_part import activity_pursued
from tessera.web.indicator_words import indicators_told
from tessera.web.remembered import remembered
from tessera.web.review_part import continued

from .reach import activity_or_404, crumbs, plan_context, today


@remembered
def activity(request: HttpRequest, code: str, ref: str) -> HttpResponse:
    """All that is known of an activity, with ways to change it for those who may."""
    found = activity_or_404(request, code, ref)
    known = wordings(get_language() or "en")
    person = request.user
    context = plan_context(
        request,
        found.plan,
        "activities",
        page=activity_page(found, person),
        activity=found,
        actions=[(action, [known[n] for n in action.get("gnr", ()) if n in known]) for action in found.actions],
        pursued=activity_pursued(person, found),
        continued=continued(person, found),
        indicators=indicators_told(person, found, today()),
        initiatives=list(initiatives_of(found, person)),
        recent=plan_history(found.plan, person, activity=found, limit=8, compared=False),
        may_work=person.is_authenticated and person.has_perm("plans.work_on_activity", found),
        may_assign=person.is_authenticated and person.has_perm("plans.assign_activity", found),
        trail=crumbs(found.plan, found),
    )
    return render(request, "plans/activity.html", context)
