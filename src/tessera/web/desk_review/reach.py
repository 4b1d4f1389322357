"""Who reaches what: a document, its passages and its parts, for those who may see them."""

from __future__ import annotations

from django.http import HttpRequest

from tessera.desk_review.models import ReviewedDocument
from tessera.web.named_review import document_or_404, home, passage_or_404, trail

__all__ = ["document_or_404", "home", "may", "passage_or_404", "trail"]


def may(request: HttpRequest, permission: str, document: ReviewedDocument) -> bool:
    person = request.user
    return bool(person.is_authenticated and person.has_perm(f"desk_review.{permission}", document))
