"""What the desk review offers to be found: documents, by their titles and by the passages of the Network's field."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _

from tessera.desk_review.models import Assignment, Passage, ReviewedDocument, ReviewProject
from tessera.desk_review.models.projects import running
from tessera.network.findable import audience_tokens
from tessera.search.registry import Also, Findable, Wording, findable_register

LONGEST = 20_000  # characters of passages by which a document is found


def findables_register() -> None:
    """Called once, by the app."""
    findable_register(
        "reviewed-document",
        ReviewedDocument,
        label=_("Reviewed documents"),
        rows=_rows,
        document=_document,
        facets=("country", "language"),
        also=[Also(Assignment, lambda records: {one.document_id for one in records})],
    )


def _rows() -> QuerySet:
    """Of a document that somebody codes blind the title alone: what else is found would tell what is suggested."""
    blind = running(project__mode=ReviewProject.Mode.BLIND).values("document")
    relevant = Passage.objects.filter(relevant=True, gone_at=None).exclude(document__in=blind)
    relevant = relevant.only("document", "text").order_by("position")
    return ReviewedDocument.objects.prefetch_related("audience_people", Prefetch("passages", relevant, to_attr="found"))


def _document(document: ReviewedDocument) -> Findable:
    text = "\n".join(one.text for one in document.found)[:LONGEST]
    return Findable(
        id=document.pk,
        wordings={(document.language or "en")[:2]: Wording(document.title, text)},
        audience=audience_tokens(document),
        url_name="web:desk-review-document",
        url_args=(document.pk,),
        facets={
            "country": [document.country] if document.country else [],
            "language": [document.language] if document.language else [],
        },
    )
