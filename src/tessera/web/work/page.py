"""What waits for the person who reads it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from tessera.coordination.selectors.endorsements import answers_awaited
from tessera.coordination.selectors.waiting import waiting_of
from tessera.coordination.selectors.yearly import reports_awaited_of
from tessera.plans.models import Plan
from tessera.plans.selectors.plans import plans_visible
from tessera.plans.selectors.work import work_of
from tessera.recommendations.selectors.follow_up import follow_up_due


@login_required
def my_work(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    today = now.date()
    context = {
        "work": work_of(request.user, today),
        "actions": follow_up_due(request.user),
        "answers": answers_awaited(request.user),
        "reports": list(reports_awaited_of(request.user)),
        "waiting": waiting_of(request.user, now),
        "plans": plans_run(request.user),
        "today": today,
        "may_review": request.user.has_perm("recommendations.review_labels"),
    }
    return render(request, "work/my_work.html", context)


def plans_run(person: Any) -> list[Plan]:
    """Adopted plans, for those who answer for their money."""
    return list(plans_visible(person).filter(state=Plan.State.ADOPTED)) if person.is_privileged else []
