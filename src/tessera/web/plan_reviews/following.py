"""The plan after a plan: copy forward what continues, and compare two plans."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from tessera.plans.models import Activity, Plan
from tessera.plans.selectors.content import content_now
from tessera.plans.selectors.continuing import Pair, plans_compared
from tessera.plans.selectors.plans import plan_get, plans_visible
from tessera.plans.selectors.standing import OVER
from tessera.plans.services.continuing import plan_copy_forward
from tessera.web.access import guarded, require
from tessera.web.form_pages import form_page, submitted
from tessera.web.plan_diffs import diff_rows

from .fields import CompareForm, CopyForm
from .reach import crumbs, plan_or_404, plan_page


@guarded
def copy_forward(request: HttpRequest, code: str) -> HttpResponse:
    """A draft in which the chosen activities continue; those that are not over are chosen at first."""
    plan = plan_or_404(request, code)
    require(request, "plans.keep_plan", plan)
    running = Activity.objects.filter(plan=plan).exclude(status__in=OVER)
    years = {"start": plan.end + 1, "end": plan.end + 1 + plan.end - (plan.start or plan.end)} if plan.end else {}
    initial: dict[str, Any] = {"activities": list(running.values_list("pk", flat=True)), **years}
    return form_page(
        request,
        submitted(request, CopyForm, initial=initial, plan=plan),
        save=lambda data: plan_copy_forward(plan=plan, by=request.user, **data),
        back=lambda new: f"{reverse('web:plan-compare', args=[plan.code])}?other={new.code}",
        heading=_("A plan after %(code)s") % {"code": plan.code},
        intro=_(
            "What continues is copied into a draft for the Network, with its texts, leads, working group and "
            "milestones not reached. What is not chosen stays with this plan and is named as ended."
        ),
        saved=_("The draft is made."),
        submit=_("Make the draft"),
        cancel=reverse("web:plan", args=[plan.code]),
        trail=crumbs(plan),
    )


def compare(request: HttpRequest, code: str) -> HttpResponse:
    """This plan and ?other=CODE: what was carried, reworded, is new, ended."""
    plan = plan_or_404(request, code)
    others = plans_visible(request.user).exclude(pk=plan.pk)
    other = plan_get(request.user, request.GET.get("other", "")) if request.GET.get("other") else None
    form = CompareForm(request.GET if "other" in request.GET else None, plans=others)
    context: dict[str, Any] = {"form": form, "others": others.exists(), "trail": crumbs(plan)}
    if other is not None and other.pk != plan.pk:
        context |= _compared(*sorted((plan, other), key=_when))
    return render(request, "plan_reviews/compare.html", plan_page(plan, **context))


def _when(plan: Plan) -> tuple[int, int]:
    """The earlier plan first."""
    return plan.start or 9999, plan.pk


def _compared(old: Plan, new: Plan) -> dict[str, Any]:
    compared, now = plans_compared(old, new), content_now(new)
    return {
        "old": old,
        "new": new,
        "compared": compared,
        "carried": [_pair(pair, now) for pair in compared.carried],
        "reworded": [_pair(pair, now) for pair in compared.reworded],
        "rest": diff_rows(compared.rest, now),
    }


def _pair(pair: Pair, now: Any) -> dict[str, Any]:
    return {"it": pair, "rows": diff_rows([pair.change], now) if pair.change else []}
