"""Changing an activity: wording, status, working data, organisations, dependencies."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from tessera.plans.models import Activity, Amendment, Contribution, Plan
from tessera.plans.services import activities as services
from tessera.web.access import guarded, require
from tessera.web.form_pages import form_page, submitted

from .fields import (
    DecisionForm,
    DependencyForm,
    NewActivityForm,
    NoQuestions,
    OrganisationsForm,
    StatusForm,
    WordingForm,
    WorkingDataForm,
)
from .reach import activity_or_404, crumbs, plan_or_404, today


def address(activity: Activity) -> str:
    return reverse("web:activity", args=[activity.plan.code, activity.ref])


def _after(result: Activity | Amendment) -> str:
    """To the activity, or to the proposed amendment."""
    if isinstance(result, Amendment):
        return reverse("web:amendment", args=[result.plan.code, result.number])
    return address(result)


@guarded
def activity_wording(request: HttpRequest, code: str, ref: str) -> HttpResponse:
    """What the plan says of the activity: saved in a draft, proposed as an amendment in an adopted plan."""
    found = activity_or_404(request, code, ref)
    adopted = found.plan.state != Plan.State.DRAFT
    require(request, "plans.propose_amendment" if adopted else "plans.keep_plan", found.plan)
    initial = {f: getattr(found, f) for f in ("title", "text", "summary", "start", "end", "version")}
    form = submitted(request, WordingForm, initial=initial, activity=found, adopted=adopted)
    return form_page(
        request,
        form,
        save=lambda data: services.activity_wording_change(
            activity=found, version=data["version"] or 0, by=request.user, reason=data["reason"], **form.values()
        ),
        back=_after,
        heading=_("Propose a change to %(ref)s") % {"ref": ref} if adopted else _("Edit %(ref)s") % {"ref": ref},
        saved=_("Your proposal was sent to the secretariat.") if adopted else _("Saved."),
        submit=_("Propose") if adopted else "",
        cancel=address(found),
        trail=crumbs(found.plan, found),
    )


@guarded
def activity_new(request: HttpRequest, code: str) -> HttpResponse:
    """A further activity of the plan."""
    plan = plan_or_404(request, code)
    adopted = plan.state != Plan.State.DRAFT
    require(request, "plans.propose_amendment" if adopted else "plans.keep_plan", plan)
    sections = {s.ref: s for s in plan.sections.all()}
    choices = [(s.ref, f"{s.ref}. {s.title}") for s in sections.values()]
    form = submitted(request, NewActivityForm, initial={}, sections=choices, adopted=adopted)
    return form_page(
        request,
        form,
        save=lambda data: services.activity_add(
            plan=plan,
            section=sections[data["section"]],
            ref=data["ref"],
            by=request.user,
            reason=data["reason"],
            **form.values(),
        ),
        back=_after,
        heading=_("Add an activity"),
        saved=_("Your proposal was sent to the secretariat.") if adopted else _("Saved."),
        cancel=reverse("web:plan", args=[plan.code]),
        trail=crumbs(plan),
    )


@guarded
def activity_status(request: HttpRequest, code: str, ref: str) -> HttpResponse:
    """How the activity stands."""
    found = activity_or_404(request, code, ref)
    require(request, "plans.work_on_activity", found)
    form = submitted(request, StatusForm, initial={"status": found.status, "since": today(), "version": found.version})
    return form_page(
        request,
        form,
        save=lambda data: services.activity_status_set(
            activity=found,
            status=data["status"],
            version=data["version"] or 0,
            by=request.user,
            since=data["since"],
            reason=data["reason"],
            audience=data["audience"],
        ),
        back=address(found),
        heading=_("Status of %(ref)s") % {"ref": ref},
        saved=_("Saved."),
        cancel=address(found),
        trail=crumbs(found.plan, found),
    )


@guarded
def activity_working_data(request: HttpRequest, code: str, ref: str) -> HttpResponse:
    """Funding need, working group, geographic scope."""
    found = activity_or_404(request, code, ref)
    require(request, "plans.assign_activity", found)
    names = ("funding", "working_group", "scope", "countries")
    initial = {**{n: getattr(found, n) for n in names}, "version": found.version}
    return form_page(
        request,
        submitted(request, WorkingDataForm, initial=initial),
        save=lambda data: services.activity_working_data_change(
            activity=found, version=data["version"] or 0, by=request.user, **{n: data[n] for n in names}
        ),
        back=address(found),
        heading=_("Funding, group and scope of %(ref)s") % {"ref": ref},
        saved=_("Saved."),
        cancel=address(found),
        trail=crumbs(found.plan, found),
    )


@guarded
def activity_organisations(request: HttpRequest, code: str, ref: str) -> HttpResponse:
    """Who leads and who contributes."""
    found = activity_or_404(request, code, ref)
    require(request, "plans.assign_activity", found)
    rows = list(found.contributions.all())
    initial = {
        "lead": [c.organisation_id for c in rows if c.part == Contribution.Part.LEAD],
        "contributing": [c.organisation_id for c in rows if c.part != Contribution.Part.LEAD],
    }
    return form_page(
        request,
        submitted(request, OrganisationsForm, initial=initial),
        save=lambda data: services.contributions_set(
            activity=found, by=request.user, lead=list(data["lead"]), contributing=list(data["contributing"])
        ),
        back=address(found),
        heading=_("Organizations of %(ref)s") % {"ref": ref},
        saved=_("Saved."),
        cancel=address(found),
        trail=crumbs(found.plan, found),
    )


@guarded
def activity_drop(request: HttpRequest, code: str, ref: str) -> HttpResponse:
    """Give the activity up: it stays readable."""
    found = activity_or_404(request, code, ref)
    adopted = found.plan.state != Plan.State.DRAFT
    require(request, "plans.propose_amendment" if adopted else "plans.keep_plan", found.plan)
    form = submitted(request, DecisionForm, initial={})
    form.fields["note"].label = _("Why it should be given up")
    form.fields["note"].required = True
    return form_page(
        request,
        form,
        save=lambda data: services.activity_give_up(activity=found, by=request.user, reason=data["note"]),
        back=_after,
        heading=_("Give up %(ref)s") % {"ref": ref},
        saved=_("Your proposal was sent to the secretariat.") if adopted else _("Saved."),
        submit=_("Give up"),
        cancel=address(found),
        trail=crumbs(found.plan, found),
    )


@guarded
def dependency_new(request: HttpRequest, code: str, ref: str) -> HttpResponse:
    """Say which activity this one waits for."""
    found = activity_or_404(request, code, ref)
    require(request, "plans.work_on_activity", found)
    form = submitted(request, DependencyForm, initial={})
    form.fields["needed"].queryset = Activity.objects.filter(plan=found.plan).exclude(pk=found.pk)
    return form_page(
        request,
        form,
        save=lambda data: services.dependency_add(
            activity=found, needed=data["needed"], by=request.user, note=data["note"]
        ),
        back=address(found),
        heading=_("What %(ref)s waits for") % {"ref": ref},
        saved=_("Saved."),
        cancel=address(found),
        trail=crumbs(found.plan, found),
    )


@guarded
def dependency_gone(request: HttpRequest, code: str, ref: str, pk: int) -> HttpResponse:
    """Ask, then take a dependency away."""
    found = activity_or_404(request, code, ref)
    require(request, "plans.work_on_activity", found)
    dependency: Any = found.needs.select_related("needed").filter(pk=pk).first()
    if dependency is None:
        raise Http404(_("That is not said of this activity."))
    return form_page(
        request,
        submitted(request, NoQuestions, initial={}),
        save=lambda data: services.dependency_remove(dependency=dependency, by=request.user),
        back=address(found),
        heading=_("%(a)s no longer waits for %(b)s?") % {"a": found.ref, "b": dependency.needed.ref},
        saved=_("Removed."),
        submit=_("Remove"),
        cancel=address(found),
        trail=crumbs(found.plan, found),
    )
