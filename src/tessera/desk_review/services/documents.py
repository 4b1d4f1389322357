"""A document is read and kept; what it is can be corrected. The same file is one document, however often it comes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from tessera.analysis.documents import Review, review_document
from tessera.desk_review.errors import DeskReviewError, EditConflict
from tessera.desk_review.models import ReviewedDocument
from tessera.extraction.apart import Bounds, read_passages_apart
from tessera.network.models import Person
from tessera.network.models.audience import OPERATOR
from tessera.network.services.audit import audit_record
from tessera.vocabulary import countries
from tessera.vocabulary.document_kinds import document_kinds

from .telling import machine_tell, scorecard_renew

State = ReviewedDocument.State
FOLDER = "desk-review"
LONGEST_TITLE, LONGEST_NAME = 500, 255
FIRST_YEAR, LAST_YEAR = 1945, 2100


@dataclass(frozen=True, slots=True)
class Added:
    """`created` is False where the same file was there before."""

    document: ReviewedDocument
    created: bool
    review: Review


def document_add(
    *,
    path: Path,
    name: str = "",
    by: Any = None,
    kind: str = "",
    country: str = "",
    title: str = "",
    year: int | None = None,
    bounds: Bounds | None = None,
) -> Added:
    """Read a file and keep it, for the Network. `by` is a person, or None for the machine's operator.

    What a person says it is stands above what the machine tells. A file that `by` can see already is read again: the
    machine's reading is renewed unless it was released, and no word of a person changes. Raises UnreadableFile and
    DeskReviewError.
    """
    _check(kind, country)
    name = (name or path.name)[-LONGEST_NAME:]
    with path.open("rb") as f:
        digest = hashlib.file_digest(f, "sha256").hexdigest()
    known = _known(digest, by)
    if known:
        kind, country = known.kind, known.country
    review = review_document(read_passages_apart(path, name=name, bounds=bounds), kind=kind, country=country)
    if not review.passages:
        raise DeskReviewError(_("No passage was found in “%(name)s”.") % {"name": name})
    return _keep(review, path=path, name=name, digest=digest, by=by, title=title, year=year)


@transaction.atomic
def _keep(review: Review, *, path: Path, name: str, digest: str, by: Any, title: str, year: int | None) -> Added:
    document = _known(digest, by, lock=True)
    created = document is None
    if document is None:
        document = ReviewedDocument(
            title=(title.strip() or review.title or name)[:LONGEST_TITLE],
            kind=review.kind,
            country=review.country,
            language=review.language,
            year=year or review.year,
            digest=digest,
            file_name=name,
            added_by=_person(by),
        )
        document.file.name = _stored(path, digest)
    if document.state != State.RELEASED:
        document.pages, document.remarks = review.pages, [str(one) for one in review.remarks]
        document._history_user = _person(by)
        document.save()
        machine_tell(document=document, review=review)
    if created:
        audit_record(actor=_person(by), action="desk-review.add", subject=str(document), document=document.pk)
    return Added(document, created, review)


@transaction.atomic
def document_describe(
    *, document: ReviewedDocument, version: int, by: Any, title: str, kind: str, country: str, year: int | None
) -> ReviewedDocument:
    """Correct what a document is; of another kind it is held against other criteria. Raises EditConflict."""
    _check(kind, country)
    now = ReviewedDocument.objects.select_for_update().get(pk=document.pk)
    if now.version != version:
        raise EditConflict(
            _("Somebody else changed this while you were editing. Your words are below; compare and save again."),
            theirs=now,
        )
    if now.state == State.RELEASED:
        raise DeskReviewError(_("This review was released and stays as it is."))
    if not title.strip() or not kind:
        raise DeskReviewError(_("Say what the document is called and of what kind it is."))
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        raise DeskReviewError(_("“%(year)s” is no year.") % {"year": year})
    other_kind = now.kind != kind
    now.title, now.kind, now.country = title.strip()[:LONGEST_TITLE], kind, country
    now.year = year
    now.version += 1
    now._history_user = _person(by)
    now.save()
    if other_kind:
        scorecard_renew(document=now)
    return now


def _check(kind: str, country: str) -> None:
    if kind and kind not in document_kinds():
        raise DeskReviewError(_("“%(kind)s” is no kind of document that is reviewed.") % {"kind": kind})
    if country and country not in countries.countries() and country not in countries.fictional():
        raise DeskReviewError(_("There is no country with the code “%(code)s”.") % {"code": country})


def _known(digest: str, by: Any, *, lock: bool = False) -> ReviewedDocument | None:
    """The document of this file that `by` may see: of one that they may not see they are not even told."""
    rows = ReviewedDocument.objects.select_for_update() if lock else ReviewedDocument.objects.all()
    mine = ReviewedDocument.objects.visible_to(OPERATOR if by is None else by).filter(digest=digest)
    found: ReviewedDocument | None = rows.filter(pk__in=mine.values("pk")).order_by("pk").first()
    return found


def _stored(path: Path, digest: str) -> str:
    """Kept once, under its digest; the name it came with stands in the record."""
    name = f"{FOLDER}/{digest}{path.suffix.lower()[:6]}"
    if not default_storage.exists(name):
        with path.open("rb") as f:
            name = default_storage.save(name, File(f))
    return name


def _person(by: Any) -> Person | None:
    return by if isinstance(by, Person) else None
