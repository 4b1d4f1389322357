"""Adding, changing, archiving and restoring an indicator."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from tessera.plans.models import Activity, Indicator
from tessera.plans.services import indicators as services
from tessera.web.access import guarded, require
from tessera.web.form_pages import form_page, submitted
from tessera.web.plan_pages import activity_or_404, as_entered, audience_of, own_of, plan_or_404

from .fields import Confirm, IndicatorForm
from .reach import address, indicator_or_404, part_address, part_or_404, trail

FIELDS = (
    "title", "definition", "measure", "unit", "counts_people", "adds_up", "baseline", "baseline_on", "milestones",
    "target", "target_on", "source", "frequency", "owner",
)  # fmt: skip


@guarded
def indicator_new(request: HttpRequest, code: str, kind: str, ref: str) -> HttpResponse:
    """A new indicator of an activity or an objective."""
    plan = plan_or_404(request, code)
    part = activity_or_404(request, code, ref) if kind == "activity" else part_or_404(plan, kind, ref)
    activity = isinstance(part, Activity)
    require(request, "plans.work_on_activity" if activity else "plans.keep_plan", part if activity else plan)
    return form_page(
        request,
        submitted(request, IndicatorForm, initial={}, person=request.user),
        save=lambda data: services.indicator_add(
            part=part, by=request.user, audience=audience_of(data), **own_of(data)
        ),
        back=address,
        heading=_("Add an indicator"),
        saved=_("Saved."),
        cancel=part_address(part),
        trail=trail(plan),
    )


@guarded
def indicator_edit(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Change what is measured."""
    found = indicator_or_404(request, code, pk)
    require(request, "plans.keep_indicator", found)
    initial = as_entered(found, *FIELDS) | {f"why_{axis}": why for axis, why in found.disaggregation.items()}
    return form_page(
        request,
        submitted(request, IndicatorForm, initial=initial, person=request.user),
        save=lambda data: services.indicator_change(
            indicator=found,
            version=data["version"] or 0,
            by=request.user,
            audience=audience_of(data),
            **own_of(data),
        ),
        back=address(found),
        heading=_("Edit the indicator"),
        saved=_("Saved."),
        cancel=address(found),
        trail=trail(found.plan, found),
    )


@guarded
def indicator_gone(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Ask, then put an indicator away."""
    return _asked(
        request,
        indicator_or_404(request, code, pk),
        services.indicator_archive,
        heading=_("Archive this indicator?"),
        intro=_("It stays readable with all that was entered, and can be restored."),
        saved=_("Archived."),
        submit=_("Archive"),
    )


@guarded
def indicator_back(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Ask, then take an archived indicator up again."""
    return _asked(
        request,
        indicator_or_404(request, code, pk),
        services.indicator_restore,
        heading=_("Restore this indicator?"),
        saved=_("Restored."),
        submit=_("Restore"),
    )


def _asked(request: HttpRequest, found: Indicator, step: Callable[..., Any], **words: Any) -> HttpResponse:
    require(request, "plans.keep_indicator", found)
    return form_page(
        request,
        submitted(request, Confirm, initial={"version": found.version}),
        save=lambda data: step(indicator=found, version=data["version"] or 0, by=request.user),
        back=address(found),
        cancel=address(found),
        trail=trail(found.plan, found),
        **words,
    )
