"""Who reaches what, and what the answers are called."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from tessera.desk_review.models import Gap, Passage, ReviewedDocument
from tessera.desk_review.selectors.documents import document_get
from tessera.desk_review.selectors.gaps import gap_get


def document_or_404(request: HttpRequest, pk: int) -> ReviewedDocument:
    found = document_get(request.user, pk)
    if found is None:
        raise Http404(_("There is no such document that you may see."))
    return found


def gap_or_404(request: HttpRequest, document: ReviewedDocument, demand: int) -> Gap:
    found = gap_get(request.user, document, demand)
    if found is None:
        raise Http404(_("There is no demand of this number that you may see."))
    return found


def trail(document: ReviewedDocument) -> list[tuple[Any, str]]:
    return [
        (_("Desk review"), reverse("web:desk-review")),
        (document.title, f"{reverse('web:desk-review-document', args=[document.pk])}?show=relevant"),
    ]


def may(request: HttpRequest, document: ReviewedDocument) -> bool:
    """Whether the reader judges this document."""
    person = request.user
    return bool(person.is_authenticated and person.has_perm("desk_review.judge_document", document))


def place_words(passage: Passage) -> str:
    """12. · p. 7"""
    page = _("p. %(number)s") % {"number": passage.page} if passage.page else ""
    return " · ".join(part for part in (passage.number, page) if part) or str(passage.position + 1)
