"""Finds the indicator and the value that an address names for the person who asks."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from tessera.plans.models import Activity, Indicator, IndicatorValue, Objective, Plan
from tessera.plans.selectors.indicators import indicator_get, values_of
from tessera.web.plan_pages import Crumbs, crumbs, plan_or_404


def indicator_or_404(request: HttpRequest, code: str, pk: int) -> Indicator:
    plan = plan_or_404(request, code)
    found = indicator_get(request.user, plan, pk)
    if found is None:
        raise Http404(_("This plan has no such indicator that you may see."))
    found.plan = plan
    return found


def value_or_404(request: HttpRequest, indicator: Indicator, pk: int) -> IndicatorValue:
    found = values_of(indicator, request.user).filter(pk=pk).first()
    if found is None:
        raise Http404(_("This indicator has no such value that you may see."))
    found.indicator = indicator
    return found


def part_or_404(plan: Plan, kind: str, ref: str) -> Activity | Objective:
    """The activity or objective that an indicator is to belong to."""
    model = {"activity": Activity, "objective": Objective}.get(kind)
    found = model.objects.filter(plan=plan, ref__iexact=ref).first() if model else None
    if found is None:
        raise Http404(_("This plan has no such part."))
    found.plan = plan
    return found


def address(indicator: Indicator) -> str:
    return reverse("web:indicator", args=[indicator.plan.code, indicator.pk])


def part_address(part: Activity | Objective) -> str:
    """The page on which the part is read."""
    if isinstance(part, Activity):
        return reverse("web:activity", args=[part.plan.code, part.ref])
    return reverse("web:plan-text", args=[part.plan.code]) + "#objectives"


def trail(plan: Plan, indicator: Indicator | None = None) -> Crumbs:
    found = crumbs(plan, None, (_("Indicators"), reverse("web:indicators", args=[plan.code])))
    return [*found, (indicator.title, address(indicator))] if indicator else found
