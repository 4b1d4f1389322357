"""A reviewed document or a passage of it, named in an address: found for whoever may see it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tessera.desk_review.models import Passage, ReviewedDocument
from tessera.desk_review.selectors.documents import document_get
from tessera.desk_review.selectors.passages import passage_get
from tessera.reports.desk_reviews.addresses import document_path

NOT_THERE = gettext_lazy("There is no such document that you may see.")


def document_or_404(request: HttpRequest, pk: int) -> ReviewedDocument:
    found = document_get(request.user, pk)
    if found is None:
        raise Http404(NOT_THERE)
    return found


def passage_or_404(request: HttpRequest, document: ReviewedDocument, key: str) -> Passage:
    found = passage_get(request.user, document, key)
    if found is None:
        raise Http404(_("This document has no such passage."))
    return found


def trail(document: ReviewedDocument | None = None) -> list[tuple[Any, str]]:
    steps = [(_("Desk review"), reverse("web:desk-review"))]
    return [*steps, (document.title, home(document))] if document else steps


def home(document: ReviewedDocument) -> str:
    """The document's page as one comes to it: the passages of the field."""
    return document_path(document)
