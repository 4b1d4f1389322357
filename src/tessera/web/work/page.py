"""What waits for the person who reads it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from tessera.coordination.selectors.endorsements import answers_awaited
from tessera.coordination.selectors.yearly import reports_awaited_of
from tessera.plans.selectors.work import work_of
from tessera.recommendations.selectors.follow_up import follow_up_due


@login_required
def my_work(request: HttpRequest) -> HttpResponse:
    today = timezone.now().date()
    context = {
        "work": work_of(request.user, today),
        "actions": follow_up_due(request.user),
        "answers": answers_awaited(request.user),
        "reports": list(reports_awaited_of(request.user)),
        "today": today,
        "may_review": request.user.has_perm("recommendations.review_labels"),
    }
    return render(request, "work/my_work.html", context)
