"""Where a plan stands, its text now or on any day, and its activities against the Guidance Note."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tessera.plans.models import Activity, Plan, Section
from tessera.plans.selectors.activities import funding_sums
from tessera.plans.selectors.content import content_at, content_now
from tessera.plans.selectors.guidance import guidance_served, wordings
from tessera.plans.selectors.history import plan_history
from tessera.plans.selectors.plans import amendments_visible, plan_current, plans_listed
from tessera.plans.selectors.standing import activities_with_leads, by_section, standing
from tessera.web.remembered import remembered

from .reach import crumbs, plan_context, plan_or_404, today

MOST_ON_A_PAGE = 150  # activities whose whole text is shown at once


@remembered
def overview(request: HttpRequest) -> HttpResponse:
    """The front page: the current plan."""
    current = plan_current(request.user, today())
    if current is None:
        return render(request, "plans/none.html", {"may_import": _may_import(request)})
    return _plan_page(request, current, front=True)


@remembered
def plan(request: HttpRequest, code: str) -> HttpResponse:
    return _plan_page(request, plan_or_404(request, code), front=False)


def _plan_page(request: HttpRequest, plan: Plan, *, front: bool) -> HttpResponse:
    stands = standing(plan, request.user, today())
    context = plan_context(
        request,
        plan,
        "overview",
        standing=stands,
        trail=[] if front else crumbs(plan),
        over=bool(plan.end and plan.end < today().year),
        funding=funding_sums(plan, request.user),
        pending=amendments_visible(request.user, plan).filter(state="proposed").count(),
        recent=plan_history(plan, request.user, limit=6, compared=False),
    )
    return render(request, "plans/overview.html", context)


@remembered
def plan_list(request: HttpRequest) -> HttpResponse:
    """All plans the reader may see."""
    context = {"plans": plans_listed(request.user), "may_import": _may_import(request), "trail": crumbs()}
    return render(request, "plans/list.html", context)


def _may_import(request: HttpRequest) -> bool:
    return request.user.is_authenticated and request.user.has_perm("plans.import_plan")


@remembered
def plan_text(request: HttpRequest, code: str) -> HttpResponse:
    """The plan as a document, as it stands or as it stood at the end of a day (?on=2015-06-30)."""
    plan = plan_or_404(request, code)
    on, problem = _day(request.GET.get("on", ""))
    language = get_language() or "en"
    if on:
        content = content_at(plan, request.user, datetime.combine(on, time.max, tzinfo=UTC), language)
    else:
        content = content_now(plan, language)
    document = _document(plan, content)
    listed = document["sections"] if document else []
    total, wanted = sum(len(rows) for *_section, rows in listed), request.GET.get("section", "")
    if total > MOST_ON_A_PAGE and not wanted:
        wanted = listed[0][0]  # the whole text of thousands of activities is too heavy for a slow connection
    if document and wanted:
        document["sections"] = [one for one in listed if one[0] == wanted]
    context = plan_context(
        request,
        plan,
        "text",
        on=on,
        problem=problem,
        document=document,
        sections=[Section(ref=ref, title=section["title"]) for ref, section, _rows in listed],
        section_ref=wanted,
        total=total,
        trail=crumbs(plan),
    )
    return render(request, "plans/text.html", context, status=400 if problem else 200)


def _day(printed: str) -> tuple[date | None, str]:
    try:
        return (date.fromisoformat(printed) if printed else None), ""
    except ValueError:
        return None, _("“%(day)s” is no date; write it as 2015-06-30.") % {"day": printed[:20]}


def _document(plan: Plan, content: Any) -> dict[str, Any] | None:
    """The content in reading order; None where the plan did not exist yet."""
    if content is None:
        return None
    sections = []
    for ref, section in content["section"].items():
        rows = [(r, a, _gnr(a)) for r, a in content["activity"].items() if a["section"] == ref]
        sections.append((ref, section, rows))
    return {
        "plan": content["plan"][plan.code],
        "objectives": content["objective"],
        "strategy": content["strategy"],
        "sections": sections,
    }


def _gnr(activity: dict[str, Any]) -> list[int]:
    return list(dict.fromkeys(n for action in activity["actions"] for n in action.get("gnr", ())))


@remembered
def matrix(request: HttpRequest, code: str) -> HttpResponse:
    """Activities against the recommendations of the Guidance Note."""
    plan = plan_or_404(request, code)
    known = wordings(get_language() or "en")
    activities: list[Activity] = list(activities_with_leads(plan))
    section_ref = request.GET.get("section", "")
    sections = by_section(plan, activities)
    if len(activities) > 200 and not section_ref and sections:
        section_ref = sections[0][0].ref  # a page of thousands of rows helps nobody
    shown = [(s, rows) for s, rows in sections if not section_ref or s.ref == section_ref]
    rows = [(s, [(a, [n in a.gnr for n in known]) for a in activities]) for s, activities in shown]
    served = guidance_served(plan, get_language() or "en")
    context = plan_context(
        request,
        plan,
        "matrix",
        wordings=list(known.values()),
        rows=rows,
        counts=[len(s.activities) for s in served],
        sections=[s for s, _rows in sections],
        section_ref=section_ref,
        unlisted=[a for a in activities if not a.gnr],
        trail=crumbs(plan),
    )
    return render(request, "plans/matrix.html", context)
