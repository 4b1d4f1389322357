"""What waits for the person who reads it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from tessera.plans.selectors.work import work_of


@login_required
def my_work(request: HttpRequest) -> HttpResponse:
    today = timezone.now().date()
    return render(request, "work/my_work.html", {"work": work_of(request.user, today), "today": today})
