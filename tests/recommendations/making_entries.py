"""A few fictional recommendations as an import leaves them, for tests of what people do with them."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from tessera.network.models import Audience
from tessera.recommendations.models import (
    Assessment,
    Attestation,
    Document,
    EarlierWording,
    FollowUp,
    ImportRun,
    Recommendation,
)
from tessera.recommendations.services.follow_up import entry_add

NUMBERS = itertools.count(1)
DAY = date(2025, 3, 4)


def run_made(**fields: Any) -> ImportRun:
    """An import that is done."""
    values = {"source": "spreadsheet", "file_name": "list.xlsx", "state": ImportRun.State.DONE, **fields}
    return ImportRun.objects.create(**values)


def recommendation_made(
    text: str = "Register the birth of every child of the Tarani minority.",
    *,
    run: ImportRun | None = None,
    symbol: str = "CERD/C/ARL/CO/1",
    **fields: Any,
) -> Recommendation:
    """A recommendation to Nepal by CERD, unless told otherwise, with its attestation."""
    number = next(NUMBERS)
    document, _new = Document.objects.get_or_create(symbol=symbol, defaults={"body": "cerd"})
    values = {
        "audience": Audience.PUBLIC, "body": "cerd", "kind": "recommendation", "paragraph": str(number),
        "countries": ("NPL",), "groups": ("linguistic-minority",), "year": 2024, "fingerprint": number, **fields,
    }  # fmt: skip
    record = Recommendation.objects.create(text=text, document=document, **values)
    run = run or run_made()
    Attestation.objects.create(recommendation=record, run=run, source=run.source, key=str(record.pk), digest=record.pk)
    return record


def recommendation_changed(record: Recommendation, text: str) -> None:
    """A source says it otherwise."""
    run = run_made()
    EarlierWording.objects.create(recommendation=record, run=run, source=run.source, said={"text": record.text})
    record.attestations.update(run=run)
    record.text = text
    record.save()


def recommendation_withdrawn(record: Recommendation) -> None:
    """No source has it any more."""
    record.attestations.update(gone=run_made())
    record.withdrawn = timezone.now().date()
    record.save()


def action_made(record: Recommendation, *, by: Any = None, **fields: Any) -> FollowUp:
    values = {
        "name": "Ministry of Arlandia",
        "what": "Mobile registration",
        "state": "under-way",
        **fields,
    }
    return entry_add(FollowUp, recommendation=record, by=by, **values)


def assessment_made(record: Recommendation, *, by: Any = None, **fields: Any) -> Assessment:
    values = {
        "assessor": "un", "name": "UNCT Arlandia", "date": DAY, "finding": "partly", "text": "In two districts.",
        "source": "Common country analysis 2025", **fields,
    }  # fmt: skip
    return entry_add(Assessment, recommendation=record, by=by, **values)


def soon(days: int = 7) -> date:
    return timezone.now().date() + timedelta(days=days)
