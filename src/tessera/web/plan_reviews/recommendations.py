"""Recommendations of a review: words, response, actions, amendments that came of them, and their end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from tessera.coordination.models import PlanReview, ReviewRecommendation
from tessera.coordination.selectors.plan_reviews import amendments_to_link, is_narrower_than_plan
from tessera.coordination.services import responses
from tessera.coordination.services.findings import recommendation_add, recommendation_change
from tessera.plans.models import Activity, Amendment, Plan
from tessera.web.access import guarded, require
from tessera.web.entered import may
from tessera.web.form_pages import form_page, submitted

from .fields import ActionForm, AmendForm, Confirm, EndForm, LinkForm, RecommendationForm, ResponseForm
from .findings import archive_page
from .reach import address, crumbs, plan_page, recommendation_or_404, review_or_404

WORDING = ("title", "text", "summary", "start", "end")


def recommendation(request: HttpRequest, code: str, pk: int, number: int) -> HttpResponse:
    """One recommendation with its response, actions and amendments."""
    found = recommendation_or_404(request, code, pk, number)
    plan, review = found.review.plan, found.review
    told = review.state in PlanReview.TOLD
    keeps = may(request, "coordination.keep_review", review)
    answers = told and may(request, "coordination.answer_recommendation", found)
    context = plan_page(
        plan,
        it=found,
        review=review,
        today=timezone.now().date(),
        answers=answers and found.state != ReviewRecommendation.State.ENDED,
        follows=answers and found.state == ReviewRecommendation.State.ANSWERED,
        ends=told and keeps,
        amends=told and keeps and plan.state == Plan.State.ADOPTED,
        activities=Activity.objects.filter(plan=plan).defer("text", "notes") if keeps else [],
        writes=review.state == PlanReview.State.DRAFTING and may(request, "coordination.write_review", review),
        sees_people=may(request, "network.view_people"),
        trail=crumbs(plan, recommendation=found)[:-1],
    )
    return render(request, "plan_reviews/recommendation.html", context)


@guarded
def recommendation_new(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """A new recommendation of a review that is being drafted."""
    review = review_or_404(request, code, pk)
    require(request, "coordination.write_review", review)
    return form_page(
        request,
        submitted(request, RecommendationForm, initial={}, review=review),
        save=lambda data: recommendation_add(review=review, by=request.user, **_own(data)),
        back=address(review),
        heading=_("Add a recommendation"),
        saved=_("Saved."),
        cancel=address(review),
        trail=crumbs(review.plan, review),
    )


@guarded
def recommendation_edit(request: HttpRequest, code: str, pk: int, number: int) -> HttpResponse:
    """Change its words, to whom it is addressed, what it rests on."""
    found = recommendation_or_404(request, code, pk, number)
    require(request, "coordination.write_review", found.review)
    initial = {name: getattr(found, name) for name in ("text", "addressed_to", "version")}
    initial["findings"] = [finding.pk for finding in found.findings.all()]
    return _page(
        request,
        found,
        submitted(request, RecommendationForm, initial=initial, review=found.review),
        save=lambda data: recommendation_change(
            recommendation=found, version=data["version"] or 0, by=request.user, **_own(data)
        ),
        heading=_("Edit recommendation %(n)s"),
    )


@guarded
def recommendation_archive(request: HttpRequest, code: str, pk: int, number: int) -> HttpResponse:
    """Ask, then take it out of the review, or in again."""
    found = recommendation_or_404(request, code, pk, number)
    require(request, "coordination.write_review", found.review)
    return archive_page(request, found, _("recommendation %(n)s") % {"n": number})


@guarded
def respond(request: HttpRequest, code: str, pk: int, number: int) -> HttpResponse:
    """The response: accepted, partly or not."""
    found = recommendation_or_404(request, code, pk, number)
    require(request, "coordination.answer_recommendation", found)
    initial = {name: getattr(found, name) for name in ("response", "response_text", "version")}
    return _page(
        request,
        found,
        submitted(request, ResponseForm, initial=initial),
        save=lambda data: responses.recommendation_answer(
            recommendation=found,
            version=data["version"] or 0,
            response=data["response"],
            text=data["response_text"],
            by=request.user,
        ),
        heading=_("Respond to recommendation %(n)s"),
        intro=found.text,
    )


@guarded
def end(request: HttpRequest, code: str, pk: int, number: int) -> HttpResponse:
    """Followed to the end."""
    found = recommendation_or_404(request, code, pk, number)
    require(request, "coordination.keep_review", found.review)
    return _page(
        request,
        found,
        submitted(request, EndForm, initial={"result": found.result, "version": found.version}),
        save=lambda data: responses.recommendation_end(
            recommendation=found, version=data["version"] or 0, result=data["result"], by=request.user
        ),
        heading=_("Recommendation %(n)s was followed to the end"),
    )


@guarded
def reopen(request: HttpRequest, code: str, pk: int, number: int) -> HttpResponse:
    """Ask, then follow it again."""
    found = recommendation_or_404(request, code, pk, number)
    require(request, "coordination.keep_review", found.review)
    return _page(
        request,
        found,
        submitted(request, Confirm, initial={"version": found.version}),
        save=lambda data: responses.recommendation_reopen(
            recommendation=found, version=data["version"] or 0, by=request.user
        ),
        heading=_("Follow recommendation %(n)s again?"),
        submit=_("Reopen"),
    )


@guarded
def action_new(request: HttpRequest, code: str, pk: int, number: int) -> HttpResponse:
    """An action becomes a task."""
    found = recommendation_or_404(request, code, pk, number)
    require(request, "coordination.answer_recommendation", found)
    return _page(
        request,
        found,
        submitted(request, ActionForm, initial={"organisation": found.addressed_to_id}),
        save=lambda data: responses.recommendation_action_add(recommendation=found, by=request.user, **data),
        heading=_("Add an action to recommendation %(n)s"),
        intro=_("It becomes a task of its owner."),
    )


@guarded
def amend(request: HttpRequest, code: str, pk: int, number: int) -> HttpResponse:
    """Propose a change of the plan that does what is recommended: of ?activity=1a."""
    found = recommendation_or_404(request, code, pk, number)
    require(request, "coordination.keep_review", found.review)
    activity = _activity_to_amend(request, found)
    initial = {name: getattr(activity, name) for name in (*WORDING, "version")}
    initial["reason"] = _reason_to_amend(found)
    return _page(
        request,
        found,
        submitted(request, AmendForm, initial=initial),
        save=lambda data: responses.recommendation_amend(
            recommendation=found,
            activity=activity,
            version=data["version"] or 0,
            by=request.user,
            reason=data["reason"],
            **{name: data[name] for name in WORDING},
        ),
        heading=_("Propose a change to %(ref)s") % {"ref": activity.ref},
        intro=_("It becomes a proposed amendment that names this recommendation."),
        submit=_("Propose"),
    )


def _reason_to_amend(found: ReviewRecommendation) -> str:
    """What the form proposes as the reason. It stays with the plan: of a review for fewer, only the number is told."""
    if is_narrower_than_plan(found.review):
        return _("Recommendation %(n)s") % {"n": found.number}
    words = {"n": found.number, "title": found.review.title, "text": found.text}
    return _("%(title)s, recommendation %(n)s: %(text)s") % words


def _activity_to_amend(request: HttpRequest, found: ReviewRecommendation) -> Activity:
    """The one that the address names, else that of a finding on which the recommendation rests, else the first."""
    plan, ref = found.review.plan, request.GET.get("activity", "")
    about = [finding.activity.ref for finding in found.findings.all() if finding.activity]
    activities = Activity.objects.filter(plan=plan).order_by("order", "id")
    activity = (activities.filter(ref__in=[ref] if ref else about) if ref or about else activities).first()
    if activity is None:
        raise Http404(_("This plan has no activity with that reference."))
    return activity


@guarded
def link(request: HttpRequest, code: str, pk: int, number: int) -> HttpResponse:
    """Say that an amendment that exists came of it."""
    found = recommendation_or_404(request, code, pk, number)
    require(request, "coordination.keep_review", found.review)
    return _page(
        request,
        found,
        submitted(request, LinkForm, initial={}, amendments=amendments_to_link(found, request.user)),
        save=lambda data: responses.recommendation_link(
            recommendation=found, amendment=data["amendment"], by=request.user
        ),
        heading=_("An amendment came of recommendation %(n)s"),
    )


@guarded
def unlink(request: HttpRequest, code: str, pk: int, number: int, amendment: int) -> HttpResponse:
    """Ask, then take the link to an amendment back."""
    found = recommendation_or_404(request, code, pk, number)
    require(request, "coordination.keep_review", found.review)
    linked: Amendment | None = next((one for one in found.amended_by if one.number == amendment), None)
    if linked is None:
        raise Http404(_("This plan has no such amendment that you may see."))
    return _page(
        request,
        found,
        submitted(request, Confirm, initial={}),
        save=lambda data: responses.recommendation_unlink(recommendation=found, amendment=linked, by=request.user),
        heading=_("Amendment %(number)s did not come of this?") % {"number": amendment},
        intro=_("The amendment stays as it is."),
        submit=_("Remove"),
    )


def _page(
    request: HttpRequest,
    found: ReviewRecommendation,
    form: Any,
    *,
    save: Callable[[dict[str, Any]], Any],
    heading: str,
    **more: Any,
) -> HttpResponse:
    """A form that changes something about one recommendation and goes back to it."""
    return form_page(
        request,
        form,
        save=save,
        back=address(found),
        heading=heading % {"n": found.number} if "%(n)s" in heading else heading,
        saved=_("Saved."),
        cancel=address(found),
        trail=crumbs(found.review.plan, recommendation=found),
        **more,
    )


def _own(data: dict[str, Any]) -> dict[str, Any]:
    return {name: data[name] for name in ("text", "addressed_to", "findings")}
