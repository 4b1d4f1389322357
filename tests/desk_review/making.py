"""Reviewed documents for tests: the fictional ones that ship as samples."""

from __future__ import annotations

from datetime import timedelta
from importlib.resources import files
from pathlib import Path

from django.utils import timezone

from tessera.desk_review.models import Passage, ReviewedDocument
from tessera.desk_review.services.documents import document_add
from tessera.desk_review.services.practices import Said
from tessera.desk_review.services.releasing import document_release, document_send

SAMPLES = Path(str(files("tessera.analysis.documents") / "samples"))


def document_made(name: str = "cca.en.html", by=None, **values) -> ReviewedDocument:
    return document_add(path=SAMPLES / name, by=by, **values).document


def passage_with(document: ReviewedDocument, words: str) -> Passage:
    return document.passages.get(text__contains=words)


def days_over(document: ReviewedDocument) -> ReviewedDocument:
    """The country team has had the draft, and its days are over."""
    document = document_send(document=document, until=timezone.now().date() + timedelta(days=1), by=None)
    ReviewedDocument.objects.filter(pk=document.pk).update(comment_until=timezone.now().date() - timedelta(days=1))
    return ReviewedDocument.objects.get(pk=document.pk)


def released(document: ReviewedDocument) -> ReviewedDocument:
    return document_release(document=days_over(document), by=None)


def practice_said(**values) -> Said:
    """What somebody says of a practice."""
    said = {
        "reason": "Mediators stay after the project.",
        "transferable": "A post in each school.",
        "groups": ["roma"],
        "how": ["action"],
        **values,
    }
    return Said(**said)
