"""Documents that recommendations stand in, as far as a viewer may see something of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from tessera.recommendations.models import Document

from .record import standing


def documents_visible(viewer: Any) -> QuerySet[Document]:
    """Documents of which the viewer may see at least one recommendation, the latest first."""
    own = standing(viewer).filter(document=OuterRef("pk"))
    return Document.objects.filter(Exists(own)).order_by(F("date").desc(nulls_last=True), "symbol")


def documents_counted(viewer: Any) -> QuerySet[Document]:
    """The same, each with `count`: how many recommendations of it the viewer may see."""
    own = standing(viewer).filter(document=OuterRef("pk")).order_by().values("document")
    counted = own.annotate(n=Count("pk")).values("n")
    return documents_visible(viewer).annotate(count=Coalesce(Subquery(counted, output_field=IntegerField()), 0))


def with_words(rows: QuerySet[Document], said: str) -> QuerySet[Document]:
    """Those whose symbol or title holds these letters."""
    sought = said.replace("\0", "").strip()[:100]
    return rows.filter(Q(symbol__icontains=sought) | Q(title__icontains=sought))


def of_country(rows: QuerySet[Document], code: str) -> QuerySet[Document]:
    return rows.filter(countries__contains=f"|{code}|")


def document_visible(viewer: Any, pk: int) -> Document | None:
    return documents_visible(viewer).filter(pk=pk).first()


def document_parts(viewer: Any, document: Document) -> Mapping[str, Counter[str]]:
    """How many recommendations of each kind and with each position there are in a document."""
    rows = standing(viewer).filter(document=document).values_list("kind", "position").annotate(n=Count("pk"))
    found: dict[str, Counter[str]] = {"kind": Counter(), "position": Counter()}
    for kind, position, count in rows:
        found["kind"][kind] += count
        if position:
            found["position"][position] += count
    return found


def bodies_of_documents(viewer: Any) -> list[str]:
    """The codes of the bodies that the documents are of which the viewer may see."""
    seen = documents_visible(viewer).exclude(body="")
    return list(seen.order_by("body").values_list("body", flat=True).distinct())
