"""Reviews of a plan: the list, a new one, one with all that is told of it, and the steps that it takes."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from tessera.coordination.models import Finding, PlanReview
from tessera.coordination.selectors.freezing import Row, rows_by_key
from tessera.coordination.selectors.frozen_rows import figures, money_sums
from tessera.coordination.selectors.plan_reviews import ReviewTold, plan_reviews_listed, review_told
from tessera.coordination.selectors.since_frozen import row_title
from tessera.coordination.services.plan_reviews import STEPS, plan_review_change, plan_review_create, plan_review_step
from tessera.reports.plan_reviews.making import FORMATS
from tessera.reports.plan_reviews.words import KINDS, criterion_label, having_label
from tessera.web.access import guarded, require
from tessera.web.entered import as_entered, audience_of, may, own_of
from tessera.web.form_pages import form_page, submitted

from .fields import Confirm, ReviewForm
from .reach import address, crumbs, plan_or_404, plan_page, review_or_404

WORDS = {
    "freeze": gettext_lazy("Freeze the plan"),
    "thaw": gettext_lazy("Take the freezing back"),
    "draft": gettext_lazy("Begin drafting"),
    "circulate": pgettext_lazy("a review", "Circulate"),
    "recall": gettext_lazy("Return to drafting"),
    "close": gettext_lazy("Close the review"),
    "reopen": gettext_lazy("Reopen"),
}
CONSEQUENCES = {
    "freeze": gettext_lazy(
        "Plan, statuses, milestones, money, indicators and evidence are kept as they were recorded by then."
    ),
    "thaw": gettext_lazy("What was frozen is kept; the next freezing counts."),
    "circulate": gettext_lazy("The Network can read findings and recommendations, and responses can be entered."),
    "recall": gettext_lazy("Findings are then read by those who write the review alone."),
    "close": gettext_lazy("Everybody whom the review is for can then read its findings; actions go on."),
}
FIELDS = ("kind", "title", "as_of", "purpose", "conclusions")


def review_list(request: HttpRequest, code: str) -> HttpResponse:
    """All reviews of a plan that the reader may see."""
    plan = plan_or_404(request, code)
    context = plan_page(
        plan,
        reviews=plan_reviews_listed(request.user, plan),
        creates=may(request, "coordination.create_review"),
        trail=crumbs(plan),
    )
    return render(request, "plan_reviews/list.html", context)


@guarded
def review_new(request: HttpRequest, code: str) -> HttpResponse:
    """A new review, in preparation."""
    plan = plan_or_404(request, code)
    require(request, "coordination.create_review")
    initial = {"as_of": timezone.now().date(), "audience": "network"}
    return form_page(
        request,
        submitted(request, ReviewForm, initial=initial, person=request.user, new=True),
        save=lambda data: plan_review_create(plan=plan, by=request.user, **own_of(data), **audience_of(data)),
        back=address,
        heading=_("Begin a review of %(code)s") % {"code": plan.code},
        saved=_("Saved."),
        trail=crumbs(plan),
    )


@guarded
def review_edit(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Change title, purpose, conclusions, reviewers, audience; the day while nothing is frozen."""
    review = review_or_404(request, code, pk)
    require(request, "coordination.keep_review", review)
    initial = as_entered(review, *FIELDS) | {"reviewers": [person.pk for person in review.reviewers.all()]}
    return form_page(
        request,
        submitted(request, ReviewForm, initial=initial, person=request.user),
        save=lambda data: plan_review_change(
            review=review, version=data["version"] or 0, by=request.user, **own_of(data), **audience_of(data)
        ),
        back=address(review),
        heading=_("Edit the review"),
        saved=_("Saved."),
        cancel=address(review),
        trail=crumbs(review.plan, review),
    )


def review(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """One review: where the plan stood, what was found, what was recommended and answered."""
    found = review_or_404(request, code, pk)
    told = review_told(found, request.user)
    keeps = may(request, "coordination.keep_review", found)
    open_steps = {transition.name for transition in found.get_available_state_transitions()}
    context = plan_page(
        found.plan,
        review=found,
        told=told,
        figures=_figures(told),
        money=money_sums(told.body) if told.body else [],
        findings=[_finding(one, told) for one in told.findings],
        keeps=keeps,
        formats=[(form, form.upper()) for form in FORMATS],
        writes=found.state == PlanReview.State.DRAFTING and may(request, "coordination.write_review", found),
        steps=[(step, WORDS[step]) for step in STEPS if step in open_steps] if keeps else [],
        sees_people=may(request, "network.view_people"),
        trail=crumbs(found.plan, found)[:-1],
    )
    return render(request, "plan_reviews/review.html", context)


def _figures(told: ReviewTold) -> list[tuple[str, str, Any]]:
    """(words, what picks the rows, count)."""
    if told.body is None:
        return []
    return [
        (
            f"{KINDS[one.of]}: {having_label(one.having).lower()}" if one.having else str(KINDS[one.of]),
            f"of={one.of}&having={one.having}",
            one.count,
        )
        for one in figures(told.body)
    ]


def _finding(one: Finding, told: ReviewTold) -> dict[str, Any]:
    """A finding with the frozen rows it names, as far as the reader may see them."""
    known: dict[str, Row] = rows_by_key(told.body) if told.body else {}
    return {
        "it": one,
        "criterion": criterion_label(one.criterion),
        "rows": [(key, row_title(known[key])) for key in one.rows if key in known],
    }


@guarded
def review_stepped(request: HttpRequest, code: str, pk: int, step: str) -> HttpResponse:
    """Ask, then take the review a step further or back."""
    if step not in STEPS:
        raise Http404(_("There is no such page."))
    found = review_or_404(request, code, pk)
    require(request, "coordination.keep_review", found)
    return form_page(
        request,
        submitted(request, Confirm, initial={}),
        save=lambda data: plan_review_step(review=found, step=step, by=request.user),
        back=address(found),
        heading=f"{WORDS[step]}: {found.title}",
        intro=CONSEQUENCES.get(step, ""),
        saved=_("Saved."),
        submit=WORDS[step],
        cancel=address(found),
        trail=crumbs(found.plan, found),
    )
