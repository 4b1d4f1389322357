"""Finds what an address names for the person who asks; what they may not see does not exist for them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tessera.plans.models import Activity, Plan
from tessera.plans.selectors.activities import activity_get
from tessera.plans.selectors.plans import plan_get

Crumbs = list[tuple[str, str]]
APART = {"version", "audience", "audience_group", "audience_people"}


def plan_or_404(request: HttpRequest, code: str) -> Plan:
    plan = plan_get(request.user, code)
    if plan is None:
        raise Http404(_("There is no plan with this code that you may see."))
    return plan


def activity_or_404(request: HttpRequest, code: str, ref: str) -> Activity:
    plan = plan_or_404(request, code)
    activity = activity_get(request.user, plan, ref)
    if activity is None:
        raise Http404(_("This plan has no activity with that reference."))
    activity.plan = plan
    return activity


def today() -> date:
    """Today in UTC."""
    return timezone.now().date()


def crumbs(plan: Plan | None = None, activity: Activity | None = None, *more: tuple[str, str]) -> Crumbs:
    """Where a page stands: pairs of label and address; the last one is the page itself."""
    found: Crumbs = [(_("Plans"), reverse("web:plans"))]
    if plan:
        found.append((plan.code, reverse("web:plan", args=[plan.code])))
    if plan and activity:
        found.append((activity.ref, reverse("web:activity", args=[plan.code, activity.ref])))
    return [*found, *more]


def plan_context(request: HttpRequest, plan: Plan, tab: str, **more: Any) -> dict[str, Any]:
    """What every page of a plan needs: the plan, which tab is open, what the reader may do."""
    person = request.user
    may = getattr(person, "has_perm", lambda *a: False)
    return {
        "plan": plan,
        "tab": tab,
        "today": today(),
        "may_keep": may("plans.keep_plan", plan),
        "may_propose": may("plans.propose_amendment", plan),
        **more,
    }


def may(request: HttpRequest, permission: str, subject: Any = None) -> bool:
    """Whether the page offers to do something; doing it asks again."""
    return request.user.is_authenticated and request.user.has_perm(permission, subject)


def audience_of(data: dict[str, Any]) -> dict[str, Any]:
    """Who may see what a form enters, as services take it."""
    people = tuple(data["audience_people"])
    return {"audience": data["audience"], "group": data["audience_group"], "people": people}


def own_of(data: dict[str, Any]) -> dict[str, Any]:
    """What a form says of the record itself."""
    return {name: value for name, value in data.items() if name not in APART}


def as_entered(record: Any, *names: str) -> dict[str, Any]:
    """What a form that changes the record begins with."""
    many = {"audience_people": [person.pk for person in record.audience_people.all()]}
    return {name: getattr(record, name) for name in (*names, "audience", "audience_group", "version")} | many
