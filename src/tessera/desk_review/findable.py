"""What the desk review offers to be found: documents, by their titles and by the passages of the Network's field, and
good practice that was nominated."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db.models import Prefetch, QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from tessera.desk_review.models import Assignment, GoodPractice, Passage, ReviewedDocument, ReviewProject
from tessera.desk_review.models.projects import running
from tessera.network.findable import audience_tokens
from tessera.search.registry import Also, Findable, Wording, findable_register

LONGEST = 20_000  # characters of passages by which a document is found
TITLE = 100


def findables_register() -> None:
    """Called once, by the app."""
    findable_register(
        "reviewed-document",
        ReviewedDocument,
        label=_("Reviewed documents"),
        rows=_rows,
        document=_document,
        facets=("country", "language"),
        also=[
            Also(Assignment, lambda records: {one.document_id for one in records}),
            Also(ReviewProject, _of_projects),
        ],
    )
    findable_register(
        "good-practice",
        GoodPractice,
        label=_("Good practice"),
        rows=_practice_rows,
        document=_practice,
        facets=("country", "group"),
        also=[
            Also(ReviewedDocument, lambda records: _practices_of([one.pk for one in records])),
            Also(Assignment, lambda records: _practices_of({one.document_id for one in records})),
            Also(ReviewProject, lambda records: _practices_of(_of_projects(records))),
        ],
    )


def _rows() -> QuerySet:
    """Of a document that somebody codes blind the title alone: what else is found would tell what is suggested."""
    relevant = Passage.objects.filter(relevant=True, gone_at=None).exclude(document__in=_coded_blind())
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


def _coded_blind() -> QuerySet:
    return running(project__mode=ReviewProject.Mode.BLIND).values("document")


def _of_projects(projects: Collection[ReviewProject]) -> QuerySet:
    found = Assignment.objects.filter(project__in=[one.pk for one in projects])
    return found.order_by().values_list("document", flat=True).distinct()


def _practices_of(documents: Iterable[int]) -> QuerySet:
    found = GoodPractice.objects.filter(passage__document__in=documents)
    return found.order_by().values_list("pk", flat=True)


def _practice_rows() -> QuerySet:
    """Those that stand, of no document that somebody codes blind."""
    told = GoodPractice.objects.filter(withdrawn_at=None).exclude(passage__document__in=_coded_blind())
    people = "audience_people", "passage__document__audience_people"
    return told.select_related("passage__document").prefetch_related(*people)


def _practice(practice: GoodPractice) -> Findable:
    document = practice.passage.document
    said = practice.passage.text, practice.reason, practice.transferable, practice.shown_by
    title, text = Truncator(practice.passage.text).chars(TITLE), "\n".join(filter(None, said))
    return Findable(
        id=practice.pk,
        wordings={(document.language or "en")[:2]: Wording(title, text, document.title)},
        audience=audience_tokens(practice),
        audience_parent=audience_tokens(document),
        url_name="web:good-practice",
        url_args=(practice.pk,),
        day=practice.nominated_at.toordinal(),
        facets={"country": [document.country] if document.country else [], "group": practice.groups},
    )
