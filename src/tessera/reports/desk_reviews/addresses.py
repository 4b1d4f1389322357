"""Where the passages behind a figure are, so that a reader of a page or a file can trace each."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse

from tessera.desk_review.models import Passage, ReviewedDocument

PEOPLE = "people"


def passages_path(documents: Iterable[ReviewedDocument], **asked: str) -> str:
    """`asked` is group, how, criterion, and said="people" for what people say instead of the machine."""
    values = [*(("d", one.pk) for one in documents), *((name, value) for name, value in asked.items() if value)]
    return f"{reverse('web:desk-review-passages')}?{urlencode(values)}"


def document_path(document: ReviewedDocument) -> str:
    return f"{reverse('web:desk-review-document', args=[document.pk])}?show=relevant"


def passage_path(passage: Passage) -> str:
    return reverse("web:desk-review-passage", args=[passage.document_id, passage.key])


def scorecard_path(document: ReviewedDocument, criterion: str) -> str:
    return f"{reverse('web:desk-review-scorecard', args=[document.pk])}#{criterion}"


def absolute(path: str) -> str:
    """For files, as far as the machine knows its own name."""
    return f"{settings.ENVIRONMENT.public_url}{path}"
