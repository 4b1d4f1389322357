"""A passage is nominated; a nomination is said better, opened to everybody, or withdrawn."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from tessera.desk_review.models import GoodPractice
from tessera.desk_review.selectors.passages import own_reading
from tessera.desk_review.services.practices import (
    Said,
    practice_edit,
    practice_nominate,
    practice_open,
    practice_withdraw,
)
from tessera.web.access import guarded, require
from tessera.web.form_pages import form_page, submitted
from tessera.web.named_review import document_or_404, passage_or_404, trail

from .fields import OpenForm, PracticeForm, WithdrawForm
from .listing import practice_or_404, practice_trail


@guarded
def nominate(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """With the reader's own codes where they read the passage, else with what the machine suggests, to be corrected."""
    document = document_or_404(request, pk)
    passage = passage_or_404(request, document, key)
    require(request, "desk_review.nominate_practice", document)
    codes = own_reading(request.user, passage)
    initial = {"groups": list(codes.groups), "how": list(codes.how)}
    back = reverse("web:desk-review-passage", args=[pk, key])
    return form_page(
        request,
        submitted(request, PracticeForm, initial=initial),
        save=lambda data: practice_nominate(passage=passage, by=request.user, said=_said(data)),
        back=_address,
        heading=_("Nominate this passage as good practice"),
        intro=passage.text,
        submit=_("Nominate"),
        saved=_("The passage is nominated; the Network sees it."),
        cancel=back,
        trail=trail(document),
    )


@guarded
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """By whoever nominated it, or the secretariat."""
    practice = practice_or_404(request, pk)
    require(request, "desk_review.edit_practice", practice)
    names = ("version", "reason", "transferable", "shown_by")
    initial = {name: getattr(practice, name) for name in names}
    initial |= {"groups": list(practice.groups), "how": list(practice.how)}
    return form_page(
        request,
        submitted(request, PracticeForm, initial=initial),
        save=lambda data: practice_edit(
            practice=practice, version=data["version"] or 0, by=request.user, said=_said(data)
        ),
        back=_address(practice),
        heading=_("Edit this nomination"),
        intro=practice.passage.text,
        saved=_("It was saved."),
        cancel=_address(practice),
        trail=practice_trail(),
    )


@guarded
def opened(request: HttpRequest, pk: int) -> HttpResponse:
    """For everybody, once the review of the document is released; or for the Network again."""
    practice = practice_or_404(request, pk)
    require(request, "desk_review.open_practice", practice)
    return form_page(
        request,
        submitted(request, OpenForm, initial={"audience": practice.audience}),
        save=lambda data: practice_open(practice=practice, by=request.user, audience=data["audience"]),
        back=_address(practice),
        heading=_("Who may see this nomination"),
        saved=_("It was saved."),
        cancel=_address(practice),
        trail=practice_trail(),
    )


@guarded
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """With the reason; it is kept, and listed no more."""
    practice = practice_or_404(request, pk)
    require(request, "desk_review.edit_practice", practice)
    return form_page(
        request,
        submitted(request, WithdrawForm, initial={}),
        save=lambda data: practice_withdraw(practice=practice, by=request.user, reason=data["reason"]),
        back=reverse("web:good-practices"),
        heading=_("Withdraw this nomination"),
        intro=_("It is kept, with your reason, and listed no more."),
        submit=_("Withdraw"),
        saved=_("The nomination is withdrawn."),
        cancel=_address(practice),
        trail=practice_trail(),
    )


def _said(data: dict[str, Any]) -> Said:
    return Said(data["reason"], data["transferable"], data["groups"], data["how"], data["shown_by"])


def _address(practice: GoodPractice) -> str:
    return reverse("web:good-practice", args=[practice.pk])
