"""What each rating asks for, version by version, and rating an indicator against the newest."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from tessera.plans.models import Plan, RatingCriteria
from tessera.plans.services.indicators import LEVELS, criteria_write, rating_give
from tessera.web.access import guarded, require
from tessera.web.form_pages import form_page, submitted
from tessera.web.plan_pages import may, plan_context, plan_or_404, today
from tessera.web.remembered import remembered

from .fields import CriteriaForm, RatingForm
from .reach import address, indicator_or_404, trail


@remembered
def criteria(request: HttpRequest, code: str) -> HttpResponse:
    """All versions, the newest first."""
    plan = plan_or_404(request, code)
    context = plan_context(
        request,
        plan,
        "indicators",
        versions=[(one, levels_told(one)) for one in RatingCriteria.objects.filter(plan=plan)],
        writes=may(request, "plans.write_criteria", plan),
        trail=trail(plan),
    )
    return render(request, "indicators/criteria.html", context)


def levels_told(criteria: RatingCriteria) -> list[tuple[Any, str]]:
    """Each rating that asks for something, with what it asks for."""
    return [(level.label, criteria.words.get(level.value, "")) for level in LEVELS]


@guarded
def criteria_new(request: HttpRequest, code: str) -> HttpResponse:
    """Write a new version; the earlier ones stay, with the ratings given against them."""
    plan = plan_or_404(request, code)
    require(request, "plans.write_criteria", plan)
    current = RatingCriteria.objects.filter(plan=plan).first()
    initial = {**(current.words if current else {}), "version": current.number if current else 0}
    return form_page(
        request,
        submitted(request, CriteriaForm, initial=initial),
        save=lambda data: criteria_write(
            plan=plan,
            words={level.value: data[level.value] for level in LEVELS},
            after=data["version"] or 0,
            by=request.user,
        ),
        back=_address(plan),
        heading=_("What each rating asks for"),
        saved=_("Saved as a new version."),
        cancel=_address(plan),
        trail=trail(plan),
    )


@guarded
def rate(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Rate an indicator, with the criteria in sight."""
    found = indicator_or_404(request, code, pk)
    require(request, "plans.rate_indicator", found)
    newest = RatingCriteria.objects.filter(plan=found.plan).first()
    return form_page(
        request,
        submitted(request, RatingForm, initial={"day": today()}),
        save=lambda data: rating_give(indicator=found, by=request.user, **data),
        back=address(found),
        heading=_("Rate the indicator"),
        saved=_("Saved."),
        cancel=address(found),
        trail=trail(found.plan, found),
        template="indicators/rate.html",
        indicator=found,
        newest=newest,
        levels=levels_told(newest) if newest else [],
        criteria_url=_address(found.plan),
    )


def _address(plan: Plan) -> str:
    return reverse("web:rating-criteria", args=[plan.code])
