"""Imports a source's file: surveyed whole, then written in batches, each a transaction with the run's ledger.

Killed at any point and run again it ends in the same state: what is written is found to be known.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from tessera.extraction import SaidError, Sentence
from tessera.harvest import Columns, Source, SourceFile, Unrecognized, companions, file_fetch, source_get, source_of
from tessera.recommendations.models import Attestation, ImportRun
from tessera.search.following import index_following
from tessera.search.writer import in_transaction, index_write, index_write_soon

from .column_maps import columnmap_remember, file_with_columns
from .demands import demands_place_few
from .expecting import file_warnings
from .imported import Imported
from .locking import import_lock, memory_spared, uncollected
from .ratifying import statuses_import
from .reading import BATCH, batches_read
from .rereading import file_mark, otherwise_read_withdraw
from .surveying import READ, Survey, file_survey, wanted_records
from .writing import FOR_OTHERS, Writer, gone_mark, keys_of_others

A_PART = 0.1  # a file that lacks more than this share of what is known is a part of the source, not all of it
KEPT_REMARKS = 1_000
Progress = Callable[[int, int], None]
Begin = Callable[[], ImportRun]  # the run that the file's records are told of


@dataclass(frozen=True, slots=True)
class Reading:
    """Whom new records are for; whether the file is all that its source has, by a person's word (None: not said) or
    because it was fetched whole; whether to wait for another import."""

    audience: str
    complete: bool | None = None
    fetched: bool = False
    wait: bool = True


def files_import(
    code: str,
    paths: Sequence[Path | SourceFile],
    *,
    dry_run: bool = False,
    complete: bool | None = None,
    fetched: bool = False,
    columns: Columns | None = None,
    audience: str = "",
    by: Any = None,
    remembered: bool = True,
    wait: bool = True,
    progress: Progress | None = None,
) -> list[Imported]:
    """Import files of a source ("auto": whichever knows them), one after the other.

    `complete` says whether the files are all that the source has, None leaves it to the source; `fetched` that this is
    its whole export. `columns` is what `by` said of a table's columns, remembered for tables with the same headings;
    `audience` is whom new records are for, "" as `remembered` or as the source has it. Raises SaidError (Unrecognized,
    UnreadableFile, WrongColumns, Busy) before anything of a file is written.
    """
    done = []
    try:
        for file in [one if isinstance(one, SourceFile) else SourceFile(one, one.name) for one in paths]:
            source = file_source(code, file)
            known = file_with_columns(source, file, columns)
            usual = known.audience if remembered else source.audience
            read_for = Reading(audience or usual, complete, fetched, wait)
            done.append(file_import(source, known.file, read_for, dry_run=dry_run, progress=progress))
            if columns is not None and not dry_run:
                columnmap_remember(source=source, file=known.file, audience=read_for.audience, by=by)
    finally:
        if not dry_run and not in_transaction():
            began = time.monotonic()
            index_write() if wait else index_write_soon()
            demands_place_few(sum(one.created + one.updated + one.withdrawn for one in done))
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
    source: Source, file: SourceFile, how: Reading, *, dry_run: bool, progress: Progress | None = None
) -> Imported:
    """Import one file."""
    began = time.monotonic()
    with import_lock(wait=how.wait), memory_spared(), uncollected():
        own = _hash(file, how)
        if (before := _same_again(source, own)) is not None:
            before.dry_run, before.seconds = dry_run, time.monotonic() - began
            return before
        begin = None if dry_run else partial(_run, source, file, own)
        take = _ratifications if source.holds == "ratifications" else _recommendations
        done, run = take(source, file, how, begin, progress)
        done.dry_run = dry_run
        done.skipped.sort(key=lambda one: one[1])
        if run is not None:
            _finish(run, done)
    done.seconds = time.monotonic() - began
    return done


def _recommendations(
    source: Source, file: SourceFile, how: Reading, begin: Begin | None, progress: Progress | None
) -> tuple[Imported, ImportRun | None]:
    survey = file_survey(source, file)
    run = begin() if begin else None
    done = Imported(source.code, read=survey.read, unchanged=survey.unchanged, skipped=list(survey.skipped))
    done.warnings = file_warnings(source, file, read=survey.read, whole=how.fetched or how.complete is True)
    if run is None:
        _try(how.audience, source, file, survey, done)
    else:
        _write(run, how.audience, source, file, survey, done, progress)
        if file.columns is not None:
            done.withdrawn = otherwise_read_withdraw(run, seen=survey.seen)
    if source.is_complete(file) if how.complete is None else how.complete:
        _withdraw(run, how.audience, source, survey, done, surely=bool(how.complete))
    return done, run


def _ratifications(
    source: Source, file: SourceFile, how: Reading, begin: Begin | None, _progress: Progress | None
) -> tuple[Imported, ImportRun | None]:
    done, run = Imported(source.code), begin() if begin else None
    whole = source.is_complete(file) if how.complete is None else how.complete
    try:
        statuses_import(source=source, file=file, done=done, run=run, complete=whole, surely=bool(how.complete))
    except SaidError:
        if run is not None:
            run.delete()  # nothing was imported
        raise
    done.warnings += file_warnings(source, file, read=done.read, whole=how.fetched or how.complete is True)
    return done, run


def file_source(code: str, file: SourceFile) -> Source:
    """The source with a code, or, for "auto", the one that knows the file; raises Unrecognized."""
    if code == "auto":
        return source_of(file)
    source = source_get(code)
    if source is None:
        raise Unrecognized(
            Sentence("There is no source with the code %(code)s; `tessera sources` lists them.", code=code)
        )
    if not source.recognizes(file):
        if (companion := next((one for one in companions(source) if one.recognizes(file)), None)) is not None:
            return companion
        raise Unrecognized(Sentence("“%(name)s” is not %(title)s.", name=file.name, title=source.title))
    return source


def _try(audience: str, source: Source, file: SourceFile, survey: Survey, done: Imported) -> None:
    """Read all that would be written."""
    for batch in batches_read(source, wanted_records(source, file, survey), count=sum(survey.wanted)):
        of_others = keys_of_others(source, [one.raw.key for one in batch], audience) if survey.known else set()
        for raw, record, _fields, reason in batch:
            if raw.key in of_others:
                done.skipped.append((raw.key, raw.place, str(FOR_OTHERS)))
                continue
            if record is None:
                done.skipped.append((raw.key, raw.place, reason))
                continue
            done.remarks += [(raw.key, raw.place, remark) for remark in record.remarks]
            if hash(raw.key) in survey.known:
                done.updated += 1
            else:
                done.created += 1


def _write(
    run: ImportRun,
    audience: str,
    source: Source,
    file: SourceFile,
    survey: Survey,
    done: Imported,
    progress: Progress | None,
) -> None:
    wanted = sum(survey.wanted)
    if not wanted:
        return
    writer = Writer(run, source, known=bool(survey.known), audience=audience)
    written = 0
    with index_following() as index_follow:
        for batch in batches_read(source, wanted_records(source, file, survey), count=wanted):
            done.add(writer.batch_write(batch))
            index_follow()
            written += len(batch)
            if progress:
                progress(written, wanted)


def _finish(run: ImportRun, done: Imported) -> None:
    """Only now is the run done: one that was cut off before goes on, withdrawing included."""
    run.state, run.ended = ImportRun.State.DONE, timezone.now()
    run.counts = _counts(done)
    run.skipped = [list(one) for one in done.skipped[:KEPT_REMARKS]]
    run.remarks = [list(one) for one in done.remarks[:KEPT_REMARKS]]
    run.warnings = done.warnings
    run.save()
    done.run = run.pk


def _hash(file: SourceFile, how: Reading) -> str:
    """Tells files apart, and readings of one file by different column maps."""
    own = file_mark(file)
    if file.columns is None:
        return own
    return hashlib.sha256(f"{own} {file.columns.digest} {how.audience}".encode()).hexdigest()


def _same_again(source: Source, own: str) -> Imported | None:
    """What there is to say of a file that is, byte by byte, the last one imported from its source: all is as it was."""
    last = ImportRun.objects.filter(source=source.code).order_by("-pk").first()
    if last is None or last.state != ImportRun.State.DONE or (last.file_hash, last.version) != (own, source.version):
        return None
    if last.counts["skipped"] != len(last.skipped):
        return None
    unchanged = last.counts["read"] - last.counts["skipped"]
    skipped = [(key, place, reason) for key, place, reason in last.skipped]
    return Imported(source.code, read=last.counts["read"], unchanged=unchanged, skipped=skipped, run=last.pk)


def _run(source: Source, file: SourceFile, own: str) -> ImportRun:
    """A run of this very file that was cut off goes on."""
    left = ImportRun.objects.filter(source=source.code, file_hash=own, state=ImportRun.State.STARTED).first()
    return left or ImportRun.objects.create(
        source=source.code,
        file_name=file.name[:255],
        file_hash=own,
        version=source.version,
        columns=file.columns.as_json() | {"file": file_mark(file)} if file.columns else {},
    )


def _withdraw(
    run: ImportRun | None, audience: str, source: Source, survey: Survey, done: Imported, *, surely: bool
) -> None:
    """Mark what the source had and this file, which holds all of its scopes, no longer has."""
    if not survey.vanished:
        return
    own = Attestation.objects.filter(source=source.code, gone=None, recommendation__audience=audience)
    known = own.only("key", "scope", "recommendation_id")
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
    done.withdrawn += len(vanished)
    if run is not None:
        for first in range(0, len(vanished), BATCH):
            gone_mark(run, vanished[first : first + BATCH])


def _counts(done: Imported) -> dict[str, Any]:
    names = ("read", "created", "updated", "unchanged", "withdrawn", "recommendations")
    return {name: getattr(done, name) for name in names} | {"skipped": len(done.skipped), "remarks": len(done.remarks)}
