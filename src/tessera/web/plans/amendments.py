"""Amendments: the list, one as a diff, and the decision."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from tessera.plans.models import Amendment
from tessera.plans.selectors.content import content_now
from tessera.plans.selectors.plans import amendments_visible
from tessera.plans.services.amendments import amendment_adopt, amendment_reject, amendment_withdraw
from tessera.web.access import guarded, require
from tessera.web.form_pages import form_page, submitted
from tessera.web.plan_diffs import diff_rows
from tessera.web.review_part import came_of

from .fields import DecisionForm
from .reach import crumbs, plan_context, plan_or_404

DECISIONS = {
    "adopt": (amendment_adopt, "plans.decide_amendment"),
    "reject": (amendment_reject, "plans.decide_amendment"),
    "withdraw": (amendment_withdraw, "plans.withdraw_amendment"),
}


def amendment_list(request: HttpRequest, code: str) -> HttpResponse:
    """All amendments of a plan that the reader may see."""
    plan = plan_or_404(request, code)
    context = plan_context(
        request, plan, "amendments", amendments=amendments_visible(request.user, plan), trail=crumbs(plan)
    )
    return render(request, "plans/amendments.html", context)


def amendment(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """One amendment: who proposed what, why, and what was decided."""
    plan = plan_or_404(request, code)
    found = _find(request, plan, number)
    person = request.user
    signed_in = person.is_authenticated
    context = plan_context(
        request,
        plan,
        "amendments",
        amendment=found,
        rows=diff_rows(found.changes, content_now(plan)),
        came_of=came_of(person, found),
        may_decide=signed_in and person.has_perm("plans.decide_amendment", found),
        may_withdraw=signed_in and person.has_perm("plans.withdraw_amendment", found),
        trail=[*crumbs(plan), (_("Amendments"), reverse("web:amendments", args=[plan.code]))],
    )
    return render(request, "plans/amendment.html", context)


@guarded
def amendment_decide(request: HttpRequest, code: str, number: int, decision: str) -> HttpResponse:
    """Adopt, reject or withdraw."""
    if decision not in DECISIONS:
        raise Http404(_("There is no such page."))
    plan = plan_or_404(request, code)
    found = _find(request, plan, number)
    service, permission = DECISIONS[decision]
    require(request, permission, found)
    headings = {
        "adopt": _("Adopt amendment %(n)s"),
        "reject": _("Reject amendment %(n)s"),
        "withdraw": _("Withdraw amendment %(n)s"),
    }
    back = reverse("web:amendment", args=[plan.code, number])
    form = submitted(request, DecisionForm, initial={})
    form.fields["note"].required = decision == "reject"
    return form_page(
        request,
        form,
        save=lambda data: service(amendment=found, by=request.user, note=data["note"]),
        back=back,
        heading=headings[decision] % {"n": number},
        saved=_("The decision was recorded."),
        cancel=back,
        trail=crumbs(plan),
    )


def _find(request: HttpRequest, plan: Any, number: int) -> Amendment:
    found = amendments_visible(request.user, plan).filter(number=number).first()
    if found is None:
        raise Http404(_("This plan has no such amendment that you may see."))
    return found
