"""/api/v1/plans: what a viewer may see of plans; the rest does not exist for them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from ninja import Query, Router
from ninja.errors import HttpError

from tessera.plans.models import Activity, Plan
from tessera.plans.selectors.activities import activities_listed, activity_ids_serving
from tessera.plans.selectors.history import plan_history
from tessera.plans.selectors.plans import plan_get, plans_listed
from tessera.plans.selectors.schedule import milestones_listed
from tessera.reports.plan_document import day_end, plan_json, plan_json_at

from .schemas import ActivityPage, EventOut, MilestonePage, PlanOut, PlanPage, Problem

router = Router()
Limit = Annotated[int, Query(ge=1, le=500)]
Offset = Annotated[int, Query(ge=0, le=1_000_000)]
Status = Literal["not-started", "on-track", "delayed", "blocked", "done", "dropped", "unreported"]
MISSING = {404: Problem, 422: Problem}
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(9000, 1, 1)


@router.get("", response={200: PlanPage, 422: Problem}, summary="Plans that you may see", operation_id="plans_list")
def plans_list(request: HttpRequest, limit: Limit = 50, offset: Offset = 0) -> Any:
    plans = plans_listed(request.user)
    rows = [
        {
            "code": p.code,
            "title": p.title,
            "state": p.state,
            "period": {"start": p.start, "end": p.end},
            "activities": p.activity_count,
        }
        for p in plans[offset : offset + limit]
    ]
    return {"total": plans.count(), "limit": limit, "offset": offset, "results": rows}


@router.get("/{code}", response={200: PlanOut, **MISSING}, summary="One plan, now or on a day", operation_id="plan")
def plan_one(request: HttpRequest, code: str, on: date | None = None) -> Any:
    plan = _plan(request, code)
    if on and not FIRST_DAY < on < LAST_DAY:
        raise HttpError(422, "“on” lies outside the years that can be asked for.")
    document = plan_json_at(plan, request.user, day_end(on)) if on else plan_json(plan)
    if document is None:
        raise HttpError(404, "The plan was not in Tessera on that day.")
    return document


@router.get(
    "/{code}/activities",
    response={200: ActivityPage, **MISSING},
    summary="Activities of a plan",
    operation_id="plan_activities",
)
def plan_activities(
    request: HttpRequest,
    code: str,
    section: Annotated[str | None, Query(max_length=20)] = None,
    status: Status | None = None,
    gnr: Annotated[int | None, Query(ge=1, le=19)] = None,
    year: Annotated[int | None, Query(ge=1990, le=2100)] = None,
    lead: Annotated[str | None, Query(max_length=60)] = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> Any:
    plan = _plan(request, code)
    found = activities_listed(plan, request.user)
    if section:
        found = found.filter(section__ref=_clean(section))
    if status:
        found = (
            found.filter(status_since__isnull=True)
            if status == "unreported"
            else found.filter(status=status, status_since__isnull=False)
        )
    if gnr:
        found = found.filter(pk__in=activity_ids_serving(plan, gnr))
    if year:
        found = found.filter(Q(start__lte=year, end__gte=year) | Q(start=year))
    if lead:
        found = found.filter(contributions__organisation__code=_clean(lead), contributions__part="lead")
    rows = [_row(plan, a) for a in found[offset : offset + limit]]
    return {"total": found.count(), "limit": limit, "offset": offset, "results": rows}


@router.get(
    "/{code}/milestones",
    response={200: MilestonePage, **MISSING},
    summary="Milestones and outputs that you may see",
    operation_id="plan_milestones",
)
def plan_milestones(request: HttpRequest, code: str, limit: Limit = 50, offset: Offset = 0) -> Any:
    found = milestones_listed(request.user, _plan(request, code))
    rows = [
        {"activity": m.activity.ref, "kind": m.kind, "title": m.title, "due": m.due, "done_on": m.done_on}
        for m in found[offset : offset + limit]
    ]
    return {"total": found.count(), "limit": limit, "offset": offset, "results": rows}


@router.get(
    "/{code}/history",
    response={200: list[EventOut], **MISSING},
    summary="The latest changes that you may see",
    operation_id="plan_history",
)
def plan_changes(request: HttpRequest, code: str, limit: Annotated[int, Query(ge=1, le=200)] = 50) -> Any:
    return [
        {
            "at": e.at,
            "kind": e.kind,
            "ref": e.ref,
            "change": e.sign,
            "what": e.what,
            "fields": list(e.fields),
            "reason": e.reason,
        }
        for e in plan_history(_plan(request, code), request.user, limit=limit)
    ]


def _plan(request: HttpRequest, code: str) -> Plan:
    plan = plan_get(request.user, _clean(code))
    if plan is None:
        raise HttpError(404, "There is no plan with this code that you may see.")
    return plan


def _clean(printed: str) -> str:
    """No database takes a NUL character."""
    return printed.replace("\x00", "")


def _row(plan: Plan, activity: Activity) -> dict[str, Any]:
    who = [(c.part, c.organisation.code) for c in activity.contributions.all()]
    return {
        "ref": activity.ref,
        "section": activity.section.ref,
        "title": activity.title,
        "start": activity.start,
        "end": activity.end,
        "gnr": activity.gnr,
        "status": activity.status if activity.status_since else None,
        "status_since": activity.status_since,
        "funding": activity.funding or None,
        "lead": [code for part, code in who if part == "lead"],
        "contributing": [code for part, code in who if part != "lead"],
        "url": reverse("web:activity", args=[plan.code, activity.ref]),
    }
