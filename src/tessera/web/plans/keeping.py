"""A plan as a whole: a new draft, its adoption, its end."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from tessera.plans.services.plans import plan_adopt, plan_close, plan_create
from tessera.web.access import guarded, require
from tessera.web.form_pages import form_page, submitted

from .fields import DayForm, NoQuestions, PlanForm
from .reach import crumbs, plan_or_404, today


@guarded
def plan_new(request: HttpRequest) -> HttpResponse:
    """An empty draft."""
    require(request, "plans.import_plan")
    return form_page(
        request,
        submitted(request, PlanForm, initial={}),
        save=lambda data: plan_create(by=request.user, **data),
        back=lambda plan: reverse("web:plan", args=[plan.code]),
        heading=_("Start a plan"),
        saved=_("Saved."),
        cancel=reverse("web:plans"),
        trail=crumbs(),
    )


@guarded
def plan_adopt_page(request: HttpRequest, code: str) -> HttpResponse:
    """The Network adopts the draft."""
    plan = plan_or_404(request, code)
    require(request, "plans.keep_plan", plan)
    here = reverse("web:plan", args=[plan.code])
    return form_page(
        request,
        submitted(request, DayForm, initial={"day": today()}),
        save=lambda data: plan_adopt(plan=plan, by=request.user, day=data["day"]),
        back=here,
        heading=_("Adopt %(code)s") % {"code": plan.code},
        intro=_("From then on the plan changes only by amendment."),
        saved=_("The plan is adopted."),
        submit=_("Adopt"),
        cancel=here,
        trail=crumbs(plan),
    )


@guarded
def plan_close_page(request: HttpRequest, code: str) -> HttpResponse:
    """The plan's time is over."""
    plan = plan_or_404(request, code)
    require(request, "plans.keep_plan", plan)
    here = reverse("web:plan", args=[plan.code])
    return form_page(
        request,
        submitted(request, NoQuestions, initial={}),
        save=lambda data: plan_close(plan=plan, by=request.user),
        back=here,
        heading=_("Close %(code)s") % {"code": plan.code},
        intro=_("A closed plan stays readable and no longer changes."),
        saved=_("The plan is closed."),
        submit=_("Close the plan"),
        cancel=here,
        trail=crumbs(plan),
    )
