"""Milestones, evidence, money and obstacles of an activity: one set of views for the four kinds."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tessera.plans.models import Activity
from tessera.plans.models.delivery import OfActivity
from tessera.plans.services.delivery import DELIVERY_KINDS, delivery_add, delivery_change, delivery_remove
from tessera.web.access import guarded, require
from tessera.web.form_pages import VersionedForm, form_page, submitted

from .edit import address
from .fields import EvidenceForm, FundingForm, MilestoneForm, NoQuestions, ObstacleForm
from .reach import activity_or_404, crumbs, today

FORMS: dict[str, type[forms.Form]] = {
    "milestone": MilestoneForm,
    "evidence": EvidenceForm,
    "funding": FundingForm,
    "obstacle": ObstacleForm,
}
HEADINGS = {
    "milestone": (gettext_lazy("Add a milestone or output"), gettext_lazy("Edit the milestone")),
    "evidence": (gettext_lazy("Add evidence"), gettext_lazy("Edit the evidence")),
    "funding": (gettext_lazy("Add a funding line"), gettext_lazy("Edit the funding line")),
    "obstacle": (gettext_lazy("Add an obstacle"), gettext_lazy("Edit the obstacle")),
}


@guarded
def delivery_new(request: HttpRequest, code: str, ref: str, kind: str) -> HttpResponse:
    """Add one."""
    activity, model = _reach(request, code, ref, kind)
    initial = {"year": today().year} if kind == "funding" else {}
    return form_page(
        request,
        _form(request, activity, kind, initial),
        save=lambda data: delivery_add(
            model,
            activity=activity,
            by=request.user,
            audience=data["audience"],
            group=data["audience_group"],
            people=tuple(data["audience_people"]),
            **_own(data),
        ),
        back=address(activity),
        heading=HEADINGS[kind][0],
        saved=_("Saved."),
        cancel=address(activity),
        trail=crumbs(activity.plan, activity),
    )


@guarded
def delivery_edit(request: HttpRequest, code: str, ref: str, kind: str, pk: int) -> HttpResponse:
    """Change one."""
    activity, model = _reach(request, code, ref, kind)
    record = _record(request, activity, model, pk)
    initial = {name: getattr(record, name) for name in FORMS[kind].base_fields if hasattr(record, name)}
    initial["audience_people"] = list(record.audience_people.values_list("pk", flat=True))
    return form_page(
        request,
        _form(request, activity, kind, initial),
        save=lambda data: delivery_change(
            record,
            version=data["version"] or 0,
            by=request.user,
            audience=data["audience"],
            group=data["audience_group"],
            people=tuple(data["audience_people"]),
            **_own(data),
        ),
        back=address(activity),
        heading=HEADINGS[kind][1],
        saved=_("Saved."),
        cancel=address(activity),
        trail=crumbs(activity.plan, activity),
    )


@guarded
def delivery_gone(request: HttpRequest, code: str, ref: str, kind: str, pk: int) -> HttpResponse:
    """Ask, then take one away; its history stays."""
    activity, model = _reach(request, code, ref, kind)
    record = _record(request, activity, model, pk)
    return form_page(
        request,
        submitted(request, Confirm, initial={"version": record.version}),
        save=lambda data: delivery_remove(record, version=data["version"] or 0, by=request.user),
        back=address(activity),
        heading=_("Remove “%(what)s”?") % {"what": _name(record)},
        saved=_("Removed. The history keeps what it said."),
        submit=_("Remove"),
        cancel=address(activity),
        trail=crumbs(activity.plan, activity),
    )


class Confirm(NoQuestions, VersionedForm): ...


def _reach(request: HttpRequest, code: str, ref: str, kind: str) -> tuple[Activity, type[OfActivity]]:
    if kind not in DELIVERY_KINDS:
        raise Http404(_("There is no such page."))
    activity = activity_or_404(request, code, ref)
    require(request, "plans.work_on_activity", activity)
    return activity, DELIVERY_KINDS[kind]


def _record(request: HttpRequest, activity: Activity, model: type[OfActivity], pk: int) -> Any:
    record = model.objects.visible_to(request.user).filter(activity=activity, pk=pk).first()
    if record is None:
        raise Http404(_("This activity has no such entry that you may see."))
    return record


def _form(request: HttpRequest, activity: Activity, kind: str, initial: dict[str, Any]) -> Any:
    form = submitted(request, FORMS[kind], initial=initial, person=request.user)
    if kind == "evidence":
        seen = DELIVERY_KINDS["milestone"].objects.visible_to(request.user)
        form.fields["milestone"].queryset = seen.filter(activity=activity)
    return form


def _own(data: dict[str, Any]) -> dict[str, Any]:
    apart = {"version", "audience", "audience_group", "audience_people"}
    return {name: value for name, value in data.items() if name not in apart}


def _name(record: Any) -> str:
    return getattr(record, "title", "") or getattr(record, "donor", "") or getattr(record, "text", "")[:80]
