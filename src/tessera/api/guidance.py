"""/api/v1/guidance: the Guidance Note's recommendations, the activities that serve them, practical suggestions."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router
from ninja.errors import HttpError

from tessera.plans.models import Plan
from tessera.plans.selectors.guidance import Served, guidance_served, suggestions_visible
from tessera.plans.selectors.plans import plan_current, plan_get

from .schemas import GuidanceOut, GuidanceRow, Problem

router = Router()
Language = Literal["en", "fr", "es", "ar", "ru", "zh"]
PlanCode = Annotated[str | None, Query(max_length=60, description="Activities of this plan; else of the current one.")]


@router.get(
    "",
    response={200: list[GuidanceRow], 404: Problem, 422: Problem},
    summary="All recommendations",
    operation_id="guidance_list",
)
def guidance_list(request: HttpRequest, language: Language = "en", plan: PlanCode = None) -> Any:
    return [_row(served) for served in guidance_served(_plan(request, plan), language)]


@router.get(
    "/{int:number}",
    response={200: GuidanceOut, 404: Problem, 422: Problem},
    summary="One recommendation with its practical suggestions",
    operation_id="guidance",
)
def guidance_one(request: HttpRequest, number: int, language: Language = "en", plan: PlanCode = None) -> Any:
    rows = guidance_served(_plan(request, plan), language)
    served = next((s for s in rows if s.wording.number == number), None)
    if served is None:
        raise HttpError(404, "The Guidance Note has no such recommendation.")
    suggestions = [
        {"audience": s.for_whom, "text": s.wording("text", language), "sources": s.sources}
        for s in suggestions_visible(request.user, number)
    ]
    return {**_row(served), "suggestions": suggestions}


def _plan(request: HttpRequest, code: str | None) -> Plan | None:
    if not code:
        return plan_current(request.user, timezone.now().date())
    plan = plan_get(request.user, code.replace("\x00", ""))
    if plan is None:
        raise HttpError(404, "There is no plan with this code that you may see.")
    return plan


def _row(served: Served) -> dict[str, Any]:
    w = served.wording
    return {
        "number": w.number,
        "title": w.title,
        "summary": w.summary,
        "confirmed": w.confirmed,
        "activities": [a.ref for a in served.activities],
    }
