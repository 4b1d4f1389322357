"""Entering, changing and archiving the findings of a review."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tessera.coordination.models import PlanReview
from tessera.coordination.selectors.freezing import Body, Row, rows_by_key
from tessera.coordination.selectors.frozen_rows import rows_picked
from tessera.coordination.selectors.plan_reviews import review_frozen
from tessera.coordination.selectors.since_frozen import row_title
from tessera.coordination.services.findings import finding_add, finding_change, part_archive, part_restore
from tessera.plans.models import Activity
from tessera.plans.selectors.guidance import wordings
from tessera.reports.plan_reviews.words import KINDS
from tessera.web.access import guarded, require
from tessera.web.form_pages import form_page, submitted

from .fields import Confirm, FindingForm
from .reach import address, crumbs, finding_or_404, plan_page, review_or_404

EVIDENCE = ("milestones", "evidence", "indicators", "obstacles", "money")


@guarded
def finding_about(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """What a new finding is about: the plan, an activity or a recommendation of the Guidance Note."""
    review = review_or_404(request, code, pk)
    require(request, "coordination.write_review", review)
    context = plan_page(
        review.plan,
        review=review,
        activities=Activity.objects.filter(plan=review.plan).defer("text", "notes"),
        guidance=wordings(get_language() or "en").values(),
        trail=crumbs(review.plan, review),
    )
    return render(request, "plan_reviews/about.html", context)


@guarded
def finding_new(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """A finding about ?activity=1a, ?gnr=8 or, without either, the plan as a whole."""
    review = review_or_404(request, code, pk)
    require(request, "coordination.write_review", review)
    activity, gnr = _about(request, review)
    return form_page(
        request,
        submitted(request, FindingForm, initial={}, rows=_offered(_body(request, review), activity, gnr)),
        save=lambda data: finding_add(review=review, by=request.user, activity=activity, gnr=gnr, **_own(data)),
        back=address(review),
        heading=_("Add a finding: %(about)s") % {"about": about_words(activity, gnr)},
        saved=_("Saved."),
        cancel=address(review),
        trail=crumbs(review.plan, review),
    )


@guarded
def finding_edit(request: HttpRequest, code: str, pk: int, number: int) -> HttpResponse:
    """Change a finding."""
    found = finding_or_404(request, code, pk, number)
    require(request, "coordination.write_review", found.review)
    offered = _offered(_body(request, found.review), found.activity, found.gnr)
    frozen = rows_by_key(found.review.frozen_plans.all()[0].body)
    hidden = [key for key in found.rows if key in frozen and key not in dict(offered)]  # not for them to untick
    initial = {name: getattr(found, name) for name in ("criterion", "text", "rows", "links", "version")}
    return form_page(
        request,
        submitted(request, FindingForm, initial=initial, rows=offered),
        save=lambda data: finding_change(
            finding=found, version=data["version"] or 0, by=request.user, **_own(data, hidden)
        ),
        back=address(found),
        heading=_("Edit finding %(n)s: %(about)s") % {"n": number, "about": about_words(found.activity, found.gnr)},
        saved=_("Saved."),
        cancel=address(found.review),
        trail=crumbs(found.review.plan, found.review),
    )


@guarded
def finding_archive(request: HttpRequest, code: str, pk: int, number: int) -> HttpResponse:
    """Ask, then take a finding out of the review, or an archived one in again."""
    found = finding_or_404(request, code, pk, number)
    require(request, "coordination.write_review", found.review)
    return archive_page(request, found, _("finding %(n)s") % {"n": number})


def archive_page(request: HttpRequest, part: Any, name: str) -> HttpResponse:
    """For a finding or a recommendation."""
    back = part.archived_at is not None
    service = part_restore if back else part_archive
    return form_page(
        request,
        submitted(request, Confirm, initial={"version": part.version}),
        save=lambda data: service(part=part, version=data["version"] or 0, by=request.user),
        back=address(part.review),
        heading=(_("Restore %(name)s?") if back else _("Archive %(name)s?")) % {"name": name},
        intro=part.text,
        saved=_("Restored.") if back else _("Archived."),
        submit=_("Restore") if back else _("Archive"),
        cancel=address(part.review),
        trail=crumbs(part.review.plan, part.review),
    )


def about_words(activity: Activity | None, gnr: int | None) -> str:
    """What a finding is about."""
    if activity is not None:
        return f"{activity.ref} {activity.title}".strip()
    return _("GNR %(numbers)s") % {"numbers": gnr} if gnr else _("the plan as a whole")


def _about(request: HttpRequest, review: PlanReview) -> tuple[Activity | None, int | None]:
    ref, gnr = request.GET.get("activity", ""), request.GET.get("gnr", "")
    activity = Activity.objects.filter(plan=review.plan, ref=ref).first() if ref else None
    if (ref and activity is None) or (gnr and int(gnr if gnr.isdecimal() else 0) not in wordings("en")):
        raise Http404(_("There is no such page."))
    return activity, int(gnr) if gnr and not ref else None


def _body(request: HttpRequest, review: PlanReview) -> Body | None:
    return review_frozen(review, request.user).body


def _offered(body: Body | None, activity: Activity | None, gnr: int | None) -> list[tuple[str, str]]:
    """Frozen rows that can be evidence: of the activity, of the activities serving the recommendation, or of all."""
    if body is None:
        return []
    refs = set() if activity is not None or gnr is not None else {""}  # indicators of objectives are of the whole plan
    refs |= {row["activity"] for row in body["activities"] if gnr is None or gnr in row["gnr"]}
    if activity is not None:
        refs &= {activity.ref}
    rows: list[Row] = [row for of in EVIDENCE for row in rows_picked(body, of=of) if row["activity"] in refs]
    return [(row["key"], f"{row['activity']} · {KINDS[row['of']]}: {row_title(row)[:150]}") for row in rows]


def _own(data: dict[str, Any], hidden: Sequence[str] = ()) -> dict[str, Any]:
    own = {name: data[name] for name in ("criterion", "text", "rows", "links") if name in data}
    return own | {"rows": [*own["rows"], *hidden]} if "rows" in own else own
