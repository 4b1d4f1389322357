"""A project is begun, changed, closed and opened again; it takes a newer codebook."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from tessera.desk_review.selectors.projects import codebook_newest
from tessera.desk_review.services.projects import (
    STEPS,
    project_begin,
    project_change,
    project_step,
    project_take_codebook,
)  # fmt: skip
from tessera.web.access import guarded, require
from tessera.web.form_pages import form_page, submitted

from .fields import ProjectForm
from .reach import address, project_or_404, trail

FIELDS = ("title", "purpose", "language", "mode", "coordinator")


@guarded
def project_new(request: HttpRequest) -> HttpResponse:
    """Whoever begins it is its coordinator unless they say otherwise."""
    require(request, "desk_review.add_project")
    initial = {"audience": "network", "coordinator": request.user.pk, "mode": "double", "language": "en"}
    return form_page(
        request,
        submitted(request, ProjectForm, initial=initial, person=request.user),
        save=lambda data: project_begin(by=request.user, **_values(data)),
        back=address,
        heading=_("Begin a project"),
        cancel=reverse("web:review-projects"),
        trail=trail(),
    )


@guarded
def project_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """What it is for, who coordinates it, who may see it."""
    found = project_or_404(request, pk)
    require(request, "desk_review.run_project", found)
    initial = {name: getattr(found, name) for name in (*FIELDS, "audience", "audience_group", "version")}
    initial["audience_people"] = [person.pk for person in found.audience_people.all()]
    return form_page(
        request,
        submitted(request, ProjectForm, initial=initial, person=request.user),
        save=lambda data: project_change(project=found, version=data["version"] or 0, by=request.user, **_values(data)),
        back=address,
        heading=_("Edit the project"),
        saved=_("Saved."),
        cancel=address(found),
        trail=trail(found),
    )


@guarded
def project_stepped(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """Closed once all have finished and nothing waits to be ruled on; opened again."""
    if step not in STEPS:
        raise Http404(_("There is no such page."))
    found = project_or_404(request, pk)
    require(request, "desk_review.run_project", found)
    return form_page(
        request,
        submitted(request, forms.Form, initial={}),
        save=lambda _data: project_step(project=found, step=step, by=request.user),
        back=address,
        heading=_("Close this project") if step == "close" else _("Open this project again"),
        intro=_("A closed project stays as it is and is kept.") if step == "close" else "",
        submit=_("Close") if step == "close" else _("Open again"),
        cancel=address(found),
        trail=trail(found),
    )


@guarded
def take_codebook(request: HttpRequest, pk: int) -> HttpResponse:
    """The newest version, from now on."""
    found = project_or_404(request, pk)
    require(request, "desk_review.run_project", found)
    newest = codebook_newest() or found.codebook
    return form_page(
        request,
        submitted(request, forms.Form, initial={}),
        save=lambda _data: project_take_codebook(project=found, book=newest, by=request.user),
        back=address,
        heading=_("Code by version %(version)s of the codebook") % {"version": newest.version},
        intro=_("What was coded until now stays as it is."),
        submit=_("Take this version"),
        cancel=address(found),
        trail=trail(found),
    )


def _values(data: dict[str, Any]) -> dict[str, Any]:
    values = {name: data[name] for name in FIELDS}
    people = tuple(data["audience_people"])
    return values | {"audience": data["audience"], "group": data["audience_group"], "people": people}
