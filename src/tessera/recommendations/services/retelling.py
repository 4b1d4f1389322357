"""Tells a recommendation anew from all that its sources say today."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from tessera.analysis.tagging import guidance_of
from tessera.harvest import ReadRecord, Rejected, source_get
from tessera.recommendations.models import (
    Attestation,
    DemandPlace,
    EarlierWording,
    ImportRun,
    Recommendation,
)
from tessera.recommendations.selectors.corrections import corrections_told
from tessera.search.outbox import outbox_changed

from .bulk import records_update
from .describing import DocumentKey, Said, day_of, described, document_key, merged
from .documents import documents_there

KEPT = ("text", "paragraph", "position", "states_printed", "kind", "countries", "themes")
LABELS = ("themes", "groups", "intersections")


@transaction.atomic
def recommendations_retell(ids: Collection[int]) -> None:
    """Bring records to what their attestations say; one of which no source speaks is withdrawn and keeps its words.

    Where sources speak of it and none can be read any more, its words stay, and a person's labels are put on them.
    """
    if not ids:
        return
    # Held first, so that nobody changes what is said of them between the reading and the writing.
    records = list(Recommendation.objects.select_for_update().filter(pk__in=list(ids)).order_by("pk"))
    said: dict[int, list[Said]] = defaultdict(list)
    alive = Attestation.objects.filter(recommendation__in=list(ids), gone=None).select_related("body")
    spoken: set[int] = set()
    for one in alive.order_by("pinned", "pk"):  # what a person joined to a record does not take its words over
        spoken.add(one.recommendation_id)
        if (record := attestation_read(one)) is not None:
            said[one.recommendation_id].append((one.source, record))
    documents = _documents(record for told in said.values() for _source, record in told)
    corrections = corrections_of(ids)
    today = timezone.now().date()
    addressed = {one.pk: one.countries for one in records}
    for one in records:
        if one.pk not in said:
            one.withdrawn = None if one.pk in spoken else one.withdrawn or today
            kept = {name: getattr(one, name) for name in LABELS}
            for name, value in labels_corrected(kept, corrections.get(one.pk, {})).items():
                setattr(one, name, value)
            continue
        record = merged(said[one.pk])
        fields = described(record)
        corrected = corrections.get(one.pk, {})
        for name, value in (fields | labels_corrected(fields, corrected)).items():
            setattr(one, name, day_of(value) if name == "date" else value)
        key = document_key(record)
        one.document_id = documents.get(key) if key else None
        one.withdrawn = None
    changed = [
        f.name for f in Recommendation._meta.concrete_fields if f.name not in ("id", "audience", "audience_group")
    ]
    records_update(Recommendation, changed, records)
    _demands_leave([one for one in records if one.countries != addressed[one.pk]])


def _demands_leave(records: Iterable[Recommendation]) -> None:
    """A record that is addressed to other countries than before makes no demand of those it no longer names, and waits
    to be placed with the others."""
    for one in records:
        places = DemandPlace.objects.filter(recommendation=one)
        places.exclude(demand__country__in=one.countries).delete()
        places.update(version=0)


def recommendations_tell(ids: Collection[int], *, withheld: bool = True) -> None:
    """The index learns that records are told anew, withdrawn or there again, and with them what hangs on them."""
    outbox_changed([Recommendation(pk=pk) for pk in ids], withheld=withheld)


def labels_corrected(fields: Mapping[str, Any], corrected: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    """The labels that a person's word changes: those corrected, and what a rule makes of them."""
    if not corrected:
        return {}
    told = {name: fields[name] for name in LABELS} | corrected
    told |= {f"{name}_by": ("person",) for name in ("groups", "themes") if name in corrected}
    if "guidance" not in corrected:
        told["guidance"] = tuple(str(number) for number in guidance_of(*(told[name] for name in LABELS)))
    return told


def attestation_read(one: Attestation) -> ReadRecord | None:
    """What a source's record says; None where its source is not there any more or no longer reads it."""
    source = source_get(one.source)
    try:
        return source.read(one.body.body.encode()) if source else None
    except Rejected:
        return None


def records_said(ids: Collection[int]) -> dict[int, list[Said]]:
    """What sources say of records today, by record; of those that no source speaks of, nothing."""
    said: dict[int, list[Said]] = defaultdict(list)
    alive = Attestation.objects.filter(recommendation__in=list(ids), gone=None).select_related("body")
    for one in alive.order_by("pinned", "pk"):  # what a person joined to a record does not take its words over
        if (record := attestation_read(one)) is not None:
            said[one.recommendation_id].append((one.source, record))
    return said


def wordings_keep(attestations: Iterable[Attestation], run: ImportRun) -> None:
    """Keep what records say before their sources say it otherwise, of each record once."""
    source_of = {one.recommendation_id: one.source for one in reversed(list(attestations))}
    records = Recommendation.objects.filter(pk__in=source_of).only(*KEPT).order_by("pk")
    EarlierWording.objects.bulk_create(
        [
            EarlierWording(recommendation=one, run=run, source=source_of[one.pk], said=_said(one))
            for one in records.iterator(chunk_size=2_000)
        ],
        batch_size=2_000,
    )


def _said(record: Recommendation) -> dict[str, Any]:
    return {name: value if isinstance(value := getattr(record, name), str) else list(value) for name in KEPT}


def corrections_of(ids: Collection[int]) -> dict[int, dict[str, tuple[str, ...]]]:
    """What people said of records' labels, by record and field."""
    return {
        pk: {field: tuple(told[0].codes) for field, told in fields.items()}
        for pk, fields in corrections_told(ids).items()
    }


def _documents(records: Iterable[ReadRecord]) -> dict[DocumentKey, int]:
    keys = {key for record in records if (key := document_key(record))}
    return {key: one.pk for key, one in documents_there(keys).items()}
