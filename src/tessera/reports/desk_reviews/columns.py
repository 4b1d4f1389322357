"""The columns in which documents are compared: each a document, or all of one country, region, kind or year."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tessera.desk_review.models import ReviewedDocument
from tessera.vocabulary import countries
from tessera.vocabulary.countries import country_name

from .words import kind_words, language, region_words

BY = {
    "document": gettext_lazy("Document"),
    "country": gettext_lazy("Country"),
    "region": gettext_lazy("Region"),
    "kind": gettext_lazy("Kind of document"),
    "year": gettext_lazy("Year"),
}


@dataclass(frozen=True, slots=True)
class Column:
    """`documents` are compared under one `label`; `note` says more of a single document, and `short` is what stands for
    it where there is little room."""

    label: str
    documents: tuple[ReviewedDocument, ...]
    note: str = ""
    short: str = ""

    @property
    def single(self) -> ReviewedDocument | None:
        return self.documents[0] if len(self.documents) == 1 else None


def columns_of(documents: Sequence[ReviewedDocument], by: str) -> list[Column]:
    """Ordered by what they are called, never by what was found."""
    if by == "document":
        return [
            Column(one.title, (one,), _note(one), " · ".join(part for part in (f"[{at}]", _note(one)) if part))
            for at, one in enumerate(documents, start=1)
        ]
    label = LABELS[by]
    held: dict[str, list[ReviewedDocument]] = {}
    for one in documents:
        held.setdefault(label(one) or _("Not known"), []).append(one)
    return [Column(name, tuple(held[name])) for name in sorted(held)]


def _note(document: ReviewedDocument) -> str:
    return " · ".join(part for part in (_country(document), _year(document)) if part)


def _country(document: ReviewedDocument) -> str:
    return country_name(document.country, language()) if document.country else ""


def _region(document: ReviewedDocument) -> str:
    return region_words(countries.country(document.country).region) if document.country else ""


def _year(document: ReviewedDocument) -> str:
    return str(document.year) if document.year else ""


def _kind(document: ReviewedDocument) -> str:
    return kind_words(document.kind)


LABELS: dict[str, Callable[[ReviewedDocument], str]] = {
    "country": _country,
    "region": _region,
    "kind": _kind,
    "year": _year,
}
