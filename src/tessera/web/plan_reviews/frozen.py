"""The frozen plan of a review row by row, as a file, and compared with the plan as it stands."""

from __future__ import annotations

import json
from typing import Any

import django_tables2 as tables
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from tessera.coordination.models import PlanReview
from tessera.coordination.selectors.freezing import KINDS as BODY_KINDS
from tessera.coordination.selectors.freezing import Row, body_for, plan_body
from tessera.coordination.selectors.frozen_rows import rows_picked
from tessera.coordination.selectors.plan_reviews import ReviewTold, review_frozen
from tessera.coordination.selectors.since_frozen import Difference, differences, row_title, wording_changes
from tessera.reports.plan_reviews.words import FIELDS, KINDS, SIGNS, having_label, value_words
from tessera.web.access import export_record
from tessera.web.plan_diffs import diff_rows
from tessera.web.tables import Table, table_page

from .reach import crumbs, plan_page, review_or_404

UNIT = ngettext_lazy("%(count)s row of the frozen plan", "%(count)s rows of the frozen plan", "count")
TOLD_APART = ("key", "activity", "audience", "of", "title", "url", "shown_by")


class FrozenTable(Table):
    of = tables.Column(verbose_name=gettext_lazy("What"))
    activity = tables.Column(verbose_name=gettext_lazy("Activity"))
    title = tables.Column(verbose_name=gettext_lazy("Title"), empty_values=())
    facts = tables.Column(verbose_name=gettext_lazy("As of the day"), orderable=False, empty_values=())

    def render_of(self, value: str) -> str:
        return str(KINDS[value])

    def render_title(self, record: Row) -> Any:
        title, url = row_title(record), record.get("url", "")
        if url:
            return format_html('<a href="{}" rel="noreferrer"><bdi>{}</bdi></a>', url, title)
        return format_html("<bdi>{}</bdi>", title)

    def render_facts(self, record: Row) -> str:
        return facts(record)


def facts(row: Row) -> str:
    """What is known of a row, in one line."""
    told = [(FIELDS.get(name, name), value_words(name, value)) for name, value in row.items() if name not in TOLD_APART]
    return " · ".join(f"{label}: {words}" for label, words in told if words != "–")


def frozen(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Rows that a figure of the review counts: ?of=milestones&activity=1a&having=late, or ?key=milestone:12."""
    told = _told_or_404(request, code, pk)
    of, activity, having, key = (request.GET.get(name, "") for name in ("of", "activity", "having", "key"))
    rows = rows_picked(told.body, of=of if of in BODY_KINDS else "", activity=activity, having=having)
    if key:
        rows = [row for row in rows if row["key"] == key]
    review = told.review
    here = reverse("web:plan-review-frozen", args=[review.plan.code, review.pk])
    picked = [str(KINDS[of])] if of in BODY_KINDS else []
    picked += [part for part in (activity, having_label(having) if having else "", key) if part]
    context = plan_page(
        review.plan,
        review=review,
        told=told,
        picked=" · ".join(picked),
        here=here,
        kinds=[(kind, KINDS[kind], kind == of) for kind in BODY_KINDS if told.body[kind]],
        trail=crumbs(review.plan, review),
    )
    return table_page(
        request,
        table_class=FrozenTable,
        queryset_or_rows=rows,
        template="plan_reviews/frozen.html",
        context=context,
        unit_label=UNIT,
        name=f"{review.plan.code}-frozen-{review.as_of}",
        audience=_("With entries for the Network; not for passing on as it is.") if _of_network(request) else "",
        empty={"why": _("No row of the frozen plan fits."), "next": _("See all rows"), "url": here},
    )


def frozen_file(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The frozen plan as JSON, as far as it is for the reader."""
    told = _told_or_404(request, code, pk)
    review = told.review
    if _of_network(request):
        export_record(request, "frozen plan")
    body = {"as_of": told.frozen.as_of.isoformat(), "sha256_of_the_whole": told.frozen.digest, **told.body}
    response = HttpResponse(json.dumps(body, ensure_ascii=False, indent=1), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="{review.plan.code}-frozen-{review.as_of}.json"'
    return response


def since(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """What changed since the plan was frozen."""
    told = _told_or_404(request, code, pk)
    plan = told.review.plan
    of_network = _of_network(request)
    now = body_for(plan_body(plan, timezone.now().date(), of_network=of_network), of_network=of_network)
    changes = wording_changes(told.body, now)
    context = plan_page(
        plan,
        review=told.review,
        told=told,
        rows=diff_rows(changes, now["content"]),
        differences=[_difference(one) for one in differences(told.body, now)],
        trail=crumbs(plan, told.review),
    )
    return render(request, "plan_reviews/since.html", context)


def _difference(one: Difference) -> dict[str, Any]:
    changed = [(FIELDS.get(n, n), value_words(n, then), value_words(n, now)) for n, then, now in one.fields]
    return {"it": one, "kind": KINDS[one.of], "sign": SIGNS[one.sign], "fields": changed}


def _told_or_404(request: HttpRequest, code: str, pk: int) -> ReviewTold:
    review: PlanReview = review_or_404(request, code, pk)
    told = review_frozen(review, request.user)
    if told.body is None:
        raise Http404(_("The plan is not frozen for this review."))
    return told


def _of_network(request: HttpRequest) -> bool:
    return getattr(request.user, "is_of_network", False)
