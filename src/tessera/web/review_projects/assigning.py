"""Documents are given to coders and withdrawn from them; a coder says that they have finished."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from tessera.desk_review.models import ReviewProject
from tessera.desk_review.services.assigning import assignment_finish, assignment_make, assignment_withdraw
from tessera.web.access import guarded, require
from tessera.web.form_pages import form_page, submitted

from .fields import GiveForm
from .reach import address, assignment_or_404, project_or_404, trail


@guarded
def give(request: HttpRequest, pk: int) -> HttpResponse:
    """To all who are ticked, or to none of them."""
    found = project_or_404(request, pk)
    require(request, "desk_review.run_project", found)

    @transaction.atomic
    def save(data: dict[str, Any]) -> None:
        for coder in data["coders"]:
            assignment_make(
                project=found, document=data["document"], coder=coder, by=request.user,
                first=data["first"] or 1, last=data["last"],
            )  # fmt: skip

    return form_page(
        request,
        submitted(request, GiveForm, initial={}, person=request.user),
        save=save,
        back=address(found),
        heading=_("Give a document to coders"),
        intro=found.get_mode_display(),
        submit=_("Give"),
        cancel=address(found),
        trail=trail(found),
    )


@guarded
def withdraw(request: HttpRequest, pk: int, given: int) -> HttpResponse:
    """What the coder said is kept; the document cannot be given to them again."""
    found = project_or_404(request, pk)
    require(request, "desk_review.run_project", found)
    assignment = assignment_or_404(request, found, given)
    return form_page(
        request,
        submitted(request, forms.Form, initial={}),
        save=lambda _data: assignment_withdraw(assignment=assignment, by=request.user),
        back=address(found),
        heading=_("Withdraw the document from %(person)s") % {"person": assignment.coder},
        intro=_("What they said is kept and counts no more. The document cannot be given to them again."),
        submit=_("Withdraw"),
        cancel=address(found),
        trail=trail(found),
    )


@guarded
def finish(request: HttpRequest, pk: int, given: int) -> HttpResponse:
    """By the coder alone; there is no way back, as the others' words are shown then."""
    found = project_or_404(request, pk)
    assignment = assignment_or_404(request, found, given)
    require(request, "desk_review.code", assignment)
    blind = found.mode == ReviewProject.Mode.BLIND
    return form_page(
        request,
        submitted(request, forms.Form, initial={}),
        save=lambda _data: assignment_finish(assignment=assignment, by=request.user),
        back=address(found),
        heading=_("Have you finished this document?"),
        intro=_(
            "Passages of which you said nothing then count as not of the field, and your words can no longer change."
        )
        if blind or found.is_apart
        else _("Your words can no longer change then."),
        submit=_("I have finished"),
        cancel=reverse("web:review-project-code", args=[pk, given]),
        trail=trail(found),
        template="review_projects/finish.html",
        document=assignment.document,
    )
