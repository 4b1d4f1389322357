"""Imports a source's file: surveyed whole, then written in batches, each a transaction with the run's ledger.

Killed at any point and run again it ends in the same state: what is written is found to be known.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone

from tessera.extraction import Sentence
from tessera.harvest import Source, SourceFile, Unrecognized, file_fetch, source_get, source_of
from tessera.recommendations.models import Attestation, ImportRun
from tessera.search.writer import in_transaction, index_write

from .imported import Imported
from .ratifying import statuses_import
from .reading import BATCH, batches_read
from .surveying import READ, Survey, file_survey, wanted_records
from .writing import Writer, gone_mark

A_PART = 0.1  # a file that lacks more than this share of what is known is a part of the source, not all of it
KEPT_REMARKS = 1_000
Progress = Callable[[int, int], None]


def files_import(
    code: str,
    paths: list[Path],
    *,
    dry_run: bool = False,
    complete: bool | None = None,
    progress: Progress | None = None,
) -> list[Imported]:
    """Import files of a source ("auto": whichever knows them), one after the other.

    `complete` says whether the files are all that the source has; None leaves it to the source. Raises SaidError
    (Unrecognized, UnreadableFile) before anything of a file is written.
    """
    done = []
    try:
        for file in [SourceFile(path, path.name) for path in paths]:
            source = _source(code, file)
            done.append(file_import(source, file, dry_run=dry_run, complete=complete, progress=progress))
    finally:
        if not dry_run and not in_transaction():
            began = time.monotonic()
            index_write()
            if done:
                done[-1].seconds += time.monotonic() - began
    return done


def export_fetch(code: str, *, address: str | None = None, progress: Progress | None = None) -> Path:
    """Download a source's whole export into TESSERA_HOME/files; raises NotFetched, or Unrecognized where it has
    none."""
    source = source_get(code)
    if source is None or not (address or source.address):
        raise Unrecognized(Sentence("%(code)s is no source whose export can be downloaded.", code=code))
    folder = settings.TESSERA_HOME / "files" / "exports"
    return file_fetch(address or source.address, folder, name=f"{code}.{source.formats[0]}", progress=progress).path


def file_import(
    source: Source, file: SourceFile, *, dry_run: bool, complete: bool | None = None, progress: Progress | None = None
) -> Imported:
    """Import one file."""
    began = time.monotonic()
    with import_lock(), _memory_spared():
        own = _hash(file)
        if (before := _same_again(source, own)) is not None:
            before.dry_run, before.seconds = dry_run, time.monotonic() - began
            return before
        if source.holds == "ratifications":
            done = _ratifications(source, file, own, dry_run=dry_run, complete=complete)
            done.seconds = time.monotonic() - began
            return done
        survey = file_survey(source, file)
        done = Imported(source.code, read=survey.read, unchanged=survey.unchanged, skipped=list(survey.skipped))
        done.dry_run = dry_run
        _expect(source, file, done)
        if dry_run:
            _try(source, file, survey, done)
        else:
            _write(_run(source, file, own), source, file, survey, done, progress)
        whole = source.is_complete(file) if complete is None else complete
        if whole:
            _withdraw(source, survey, done, surely=bool(complete))
        done.skipped.sort(key=lambda one: one[1])
    done.seconds = time.monotonic() - began
    return done


@contextlib.contextmanager
def import_lock() -> Iterator[None]:
    """One import at a time; the others wait."""
    with (settings.TESSERA_HOME / ".import.lock").open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


@contextlib.contextmanager
def _memory_spared() -> Iterator[None]:
    """SQLite maps its file into memory, which serves readers; an import would fill memory with what it writes."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        before = cursor.execute("PRAGMA mmap_size").fetchone()
        cursor.execute("PRAGMA mmap_size=0")
        yield
        cursor.execute(f"PRAGMA mmap_size={int(before[0]) if before else 0}")


def _source(code: str, file: SourceFile) -> Source:
    if code == "auto":
        return source_of(file)
    source = source_get(code)
    if source is None:
        raise Unrecognized(
            Sentence("There is no source with the code %(code)s; `tessera sources` lists them.", code=code)
        )
    if not source.recognizes(file):
        raise Unrecognized(Sentence("“%(name)s” is not %(title)s.", name=file.name, title=source.title))
    return source


def _ratifications(source: Source, file: SourceFile, own: str, *, dry_run: bool, complete: bool | None) -> Imported:
    done = Imported(source.code, dry_run=dry_run)
    run = None if dry_run else _run(source, file, own)
    whole = source.is_complete(file) if complete is None else complete
    statuses_import(source=source, file=file, done=done, run=run, complete=whole, surely=bool(complete))
    _expect(source, file, done)
    if run is not None:
        _close(run, done)
    return done


def _expect(source: Source, file: SourceFile, done: Imported) -> None:
    least, most = source.expected
    if not least <= done.read <= most:
        said = Sentence(
            "“%(name)s” holds %(count)s records; %(least)s to %(most)s were expected of %(title)s.",
            name=file.name,
            count=f"{done.read:,}",
            least=f"{least:,}",
            most=f"{most:,}",
            title=source.title,
        )
        done.warnings.append(str(said))


def _try(source: Source, file: SourceFile, survey: Survey, done: Imported) -> None:
    """Read all that would be written."""
    for batch in batches_read(source, wanted_records(source, file, survey), count=sum(survey.wanted)):
        for raw, record, _fields, reason in batch:
            if record is None:
                done.skipped.append((raw.key, raw.place, reason))
                continue
            done.remarks += [(raw.key, raw.place, remark) for remark in record.remarks]
            if hash(raw.key) in survey.known:
                done.updated += 1
            else:
                done.created += 1


def _write(
    run: ImportRun, source: Source, file: SourceFile, survey: Survey, done: Imported, progress: Progress | None
) -> None:
    wanted = sum(survey.wanted)
    if wanted:
        writer = Writer(run, source, known=bool(survey.known))
        written = 0
        for batch in batches_read(source, wanted_records(source, file, survey), count=wanted):
            done.add(writer.batch_write(batch))
            written += len(batch)
            if progress:
                progress(written, wanted)
    _close(run, done)


def _close(run: ImportRun, done: Imported) -> None:
    run.state, run.ended = ImportRun.State.DONE, timezone.now()
    run.counts = _counts(done)
    run.skipped = [list(one) for one in done.skipped[:KEPT_REMARKS]]
    run.remarks = [list(one) for one in done.remarks[:KEPT_REMARKS]]
    run.save()


def _hash(file: SourceFile) -> str:
    with file.path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _same_again(source: Source, own: str) -> Imported | None:
    """What there is to say of a file that is, byte by byte, the last one imported from its source: all is as it was."""
    last = ImportRun.objects.filter(source=source.code).order_by("-pk").first()
    if last is None or last.state != ImportRun.State.DONE or (last.file_hash, last.version) != (own, source.version):
        return None
    if last.counts["skipped"] != len(last.skipped):
        return None
    unchanged = last.counts["read"] - last.counts["skipped"]
    skipped = [(key, place, reason) for key, place, reason in last.skipped]
    return Imported(source.code, read=last.counts["read"], unchanged=unchanged, skipped=skipped)


def _run(source: Source, file: SourceFile, own: str) -> ImportRun:
    """A run of this very file that was cut off goes on."""
    left = ImportRun.objects.filter(source=source.code, file_hash=own, state=ImportRun.State.STARTED).first()
    return left or ImportRun.objects.create(
        source=source.code, file_name=file.name[:255], file_hash=own, version=source.version
    )


def _withdraw(source: Source, survey: Survey, done: Imported, *, surely: bool) -> None:
    """Mark what the source had and this file, which holds all of its scopes, no longer has."""
    if not survey.vanished:
        return
    known = Attestation.objects.filter(source=source.code, gone=None).only("key", "scope", "recommendation_id")
    vanished, there = [], 0
    for one in known.iterator(chunk_size=READ):
        if one.scope in survey.scopes:
            there += 1
            if hash(one.key) not in survey.seen:
                vanished.append(one)
    if not vanished:
        return
    if len(vanished) > A_PART * there and not (surely or source.of_documents):
        done.warnings.append(
            str(
                Sentence(
                    "%(missing)s of %(known)s records that are known are not in this file: it was taken for a part, "
                    "and nothing was withdrawn.",
                    missing=f"{len(vanished):,}",
                    known=f"{there:,}",
                )
            )
        )
        return
    done.withdrawn = len(vanished)
    if not done.dry_run:
        run = ImportRun.objects.filter(source=source.code, state=ImportRun.State.DONE).latest("ended")
        for first in range(0, len(vanished), BATCH):
            gone_mark(run, vanished[first : first + BATCH])


def _counts(done: Imported) -> dict[str, Any]:
    names = ("read", "created", "updated", "unchanged", "withdrawn", "recommendations")
    return {name: getattr(done, name) for name in names} | {"skipped": len(done.skipped), "remarks": len(done.remarks)}
