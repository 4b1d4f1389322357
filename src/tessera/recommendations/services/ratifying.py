"""Imports lists of ratifications: the whole file is read, then written in one transaction.

A status that changes keeps what it said; one that the lists no longer have is marked, not deleted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.utils import timezone

from tessera.extraction import Sentence
from tessera.harvest import RawRecord, ReadStatus, Rejected, Source, SourceFile, source_get
from tessera.recommendations.models import EarlierTreatyStatus, ImportRun, TreatyAttestation, TreatyStatus

from .imported import Imported
from .surveying import digest_of

A_PART = 0.1  # as services.importing: a file that lacks more than this share of what is known is a part of the list
DAYS = ("signed", "bound", "in_force", "as_of")
PLAIN = ("status", "kind", "signed_year", "bound_year", "ended_year", "reservations", "declarations", "objections")
PLAIN += ("declared", "note", "origin")
KEPT = ("status", "kind", "bound_year", "ended_year", "reservations", "declarations", "objections", "origin")
Place = tuple[str, str]  # country and treaty


@dataclass(slots=True)
class Listed:
    """A file's rows, against what is known."""

    new: list[tuple[RawRecord, ReadStatus]] = field(default_factory=list)
    changed: list[tuple[RawRecord, ReadStatus]] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    scopes: set[str] = field(default_factory=set)


def statuses_import(
    *, source: Source, file: SourceFile, done: Imported, run: ImportRun | None, complete: bool, surely: bool
) -> None:
    """Import one file into `done`; without a run nothing is written. `complete`: the file has all of its scopes, and
    `surely` somebody said so.
    """
    known = {one.key: one for one in TreatyAttestation.objects.filter(source=source.code).select_related("status")}
    listed = _listed(source, file, known, done)
    gone = _gone(known, listed, done, surely=surely) if complete else []
    done.created, done.updated, done.withdrawn = len(listed.new), len(listed.changed), len(gone)
    if run is not None:
        _write(run, source, listed, known, gone)


def _listed(source: Source, file: SourceFile, known: dict[str, TreatyAttestation], done: Imported) -> Listed:
    found = Listed()
    for raw in source.records(file):
        done.read += 1
        if raw.problem is not None:
            done.skipped.append((raw.key, raw.place, str(raw.problem)))
            continue
        if raw.key in found.seen:
            said = Sentence("The file has this country and treaty already; the first row was kept.")
            done.skipped.append((raw.key, raw.place, str(said)))
            continue
        found.seen.add(raw.key)
        found.scopes.add(raw.scope)
        before = known.get(raw.key)
        if before and before.gone_id is None and before.digest == digest_of(raw.body, source.version):
            done.unchanged += 1
            continue
        try:
            record = source.read_status(raw.body)
        except Rejected as error:
            done.skipped.append((raw.key, raw.place, str(error)))
            continue
        done.remarks += [(raw.key, raw.place, remark) for remark in record.remarks]
        (found.changed if before else found.new).append((raw, record))
    return found


def _gone(
    known: dict[str, TreatyAttestation], listed: Listed, done: Imported, *, surely: bool
) -> list[TreatyAttestation]:
    there = [one for one in known.values() if one.gone_id is None and one.scope in listed.scopes]
    missing = [one for one in there if one.key not in listed.seen]
    if len(missing) > A_PART * len(there) and not surely:
        said = Sentence(
            "%(missing)s of %(known)s records that are known are not in this file: it was taken for a part, "
            "and nothing was withdrawn.",
            missing=f"{len(missing):,}",
            known=f"{len(there):,}",
        )
        done.warnings.append(str(said))
        return []
    return missing


@transaction.atomic
def _write(
    run: ImportRun, source: Source, listed: Listed, known: dict[str, TreatyAttestation], gone: list[TreatyAttestation]
) -> None:
    places = {(record.country, record.treaty) for _raw, record in listed.new}
    there = _statuses(places)
    today = timezone.now().date()
    fresh = [
        _told(TreatyStatus(country=record.country, treaty=record.treaty), record, today)
        for place, record in {(r.country, r.treaty): r for _raw, r in listed.new}.items()
        if place not in there
    ]
    TreatyStatus.objects.bulk_create(fresh, batch_size=500)
    ids = {place: one.pk for place, one in _statuses(places).items()}
    rows = [
        TreatyAttestation(
            status_id=ids[record.country, record.treaty],
            run=run,
            source=source.code,
            key=raw.key[:240],
            scope=raw.scope[:200],
            digest=digest_of(raw.body, source.version),
            body=raw.body.decode("utf-8", "replace").replace("\x00", ""),
        )
        for raw, record in listed.new
    ]
    TreatyAttestation.objects.bulk_create(rows, batch_size=500)
    for raw, _record in listed.changed:
        one = known[raw.key]
        one.digest, one.gone, one.run = digest_of(raw.body, source.version), None, run
        one.body, one.scope = raw.body.decode("utf-8", "replace").replace("\x00", ""), raw.scope[:200]
        one.save()
    TreatyAttestation.objects.filter(pk__in=[one.pk for one in gone]).update(gone=run)
    again = {one.pk for place, one in there.items() if place in places}
    again |= {known[raw.key].status_id for raw, _record in listed.changed} | {one.status_id for one in gone}
    statuses_retell(run=run, ids=again)


def statuses_retell(*, run: ImportRun, ids: Collection[int]) -> None:
    """Bring statuses to what their lists say: the one that speaks for the latest day, of several the last imported."""
    said: dict[int, list[tuple[str, int, ReadStatus]]] = defaultdict(list)
    for one in TreatyAttestation.objects.filter(status__in=list(ids), gone=None).order_by("pk"):
        if (source := source_get(one.source)) is not None:
            record = source.read_status(one.body.encode())
            said[one.status_id].append((record.as_of, one.run_id, record))
    today = timezone.now().date()
    for status in TreatyStatus.objects.filter(pk__in=list(ids)):
        before = _kept(status)
        if status.pk in said:
            _told(status, max(said[status.pk], key=lambda row: row[:2])[2], today)
            status.gone = None
        else:
            status.gone = status.gone or today
        if _kept(status) != before:
            EarlierTreatyStatus.objects.create(status=status, run=run, said=before)
        status.save()


def _told(status: TreatyStatus, record: ReadStatus, today: date) -> TreatyStatus:
    for name in PLAIN:
        setattr(status, name, getattr(record, name))
    for name in DAYS:
        day: str = getattr(record, name)
        setattr(status, name, date.fromisoformat(day) if day else None)
    status.origin, status.read_on = record.origin[:120], today
    return status


def _kept(status: TreatyStatus) -> dict[str, object]:
    return {name: getattr(status, name) for name in KEPT} | {"gone": status.gone.isoformat() if status.gone else None}


def _statuses(places: Collection[Place]) -> dict[Place, TreatyStatus]:
    treaties = {treaty for _country, treaty in places}
    return {
        (one.country, one.treaty): one
        for one in TreatyStatus.objects.filter(treaty__in=treaties)
        if (one.country, one.treaty) in places
    }
