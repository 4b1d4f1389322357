"""The one writer: brings the index to where the database is.

A row leaves the outbox only after the index holds what it asks for, and writing a record twice is the same as once: so
a writer killed at any point and run again ends in the same state.
"""

from __future__ import annotations

import itertools
import logging
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import tantivy
from django.db import connection

from .models import EVERYTHING, Outbox
from .place import OpenIndex, build_counts, build_folder, index_in, index_open, writer_lock
from .registry import Kind, kinds
from .schema import document_json, key_of

READ, COMMIT = 500, 20_000
SMALL, LARGE, WHOLE = 15_000_000, 64_000_000, 200_000_000  # bytes that are gathered before a part is written
PARTS = 3  # of an index; with many more, searches take up to a third longer
log = logging.getLogger(__name__)


@dataclass(slots=True)
class Written:
    """What a writer did; `busy` where another one was at work, so that this one did nothing."""

    records: int = 0
    rebuilt: bool = False
    busy: bool = False
    seconds: float = 0.0


def index_write(*, wait: bool = True, limit: int | None = None, rebuild_up_to: int | None = None) -> Written:
    """Work off the outbox; build the index where there is none that fits, or a new one is asked for.

    `limit` bounds the rows of the outbox, `rebuild_up_to` the records of a build that is still made: for those who
    cannot wait.
    """
    began = time.monotonic()
    with writer_lock(wait=wait) as mine:
        if not mine:
            return Written(busy=True)
        opened = index_open()
        asked = opened is None or Outbox.objects.filter(kind=EVERYTHING).exists() or _much_is_open(opened, limit)
        if asked and (rebuild_up_to is None or _records_up_to(rebuild_up_to)):
            done = Written(records=_rebuild(), rebuilt=True)
        elif opened is not None:
            done = Written(records=_drain(opened, limit))
        else:
            done = Written()
    done.seconds = time.monotonic() - began
    return done


def index_rebuild() -> Written:
    """Make the index anew from the database and put it in the old one's place."""
    began = time.monotonic()
    with writer_lock(wait=True):
        return Written(records=_rebuild(), rebuilt=True, seconds=time.monotonic() - began)


def index_ready() -> OpenIndex | None:
    """The index, made first where that takes no time; None where it must be made anew and there is much of it. For
    whoever holds the writer's lock."""
    opened = index_open()
    if opened is not None and not Outbox.objects.filter(kind=EVERYTHING).exists():
        return opened
    if not _records_up_to(COMMIT):
        return None
    _rebuild()
    return index_open()


def index_tidy() -> Written:
    """Make the index anew where it lies in many parts, as after a large import; nothing where somebody else writes."""
    began = time.monotonic()
    with writer_lock(wait=False) as mine:
        if not mine:
            return Written(busy=True)
        opened = index_open()
        if opened is None or opened.searcher().num_segments <= PARTS:
            return Written()
        return Written(records=_rebuild(), rebuilt=True, seconds=time.monotonic() - began)


def index_write_soon() -> None:
    """Write if it can be done at once. Never fails: what it could not do waits in the outbox."""
    if in_transaction():
        return  # the index would hold what the database may yet forget
    try:
        index_write(wait=False, limit=READ, rebuild_up_to=COMMIT)
    except (OSError, ValueError):
        log.exception("The search index could not be written; it will be tried again.")


def in_transaction() -> bool:
    blocks: list[Any] = connection.atomic_blocks
    return bool(blocks) and not getattr(blocks[-1], "_from_testcase", False)


def _much_is_open(opened: OpenIndex, limit: int | None) -> bool:
    """Whether so much is to be written that a new index is made sooner."""
    if limit is not None:
        return False
    open_rows = Outbox.objects.count()
    return open_rows > COMMIT and open_rows > opened.searcher().num_docs


def _records_up_to(bound: int) -> bool:
    models = {kind.model for kind in kinds().values()}
    return sum(model._default_manager.all()[: bound + 1].count() for model in models) <= bound


def _rebuild() -> int:
    asked = list(Outbox.objects.values_list("pk", flat=True))
    opened = index_in(build_folder())
    count = 0
    writer = opened.index.writer(WHOLE, 1)
    for kind in kinds().values():
        for record in kind.rows().iterator(chunk_size=READ):
            count += _add(writer, opened, kind, record)
    writer.commit()
    writer.wait_merging_threads()
    build_counts(opened.folder)
    rows_done(asked)
    return count


def _drain(opened: OpenIndex, limit: int | None) -> int:
    """Write what the outbox asks for, what is withheld first."""
    count = 0
    while rows := _rows_next(limit - count if limit is not None else COMMIT):
        writer = opened.index.writer(SMALL if len(rows) <= READ else LARGE, 1)
        for code, ids in by_kind(rows):
            record_add(writer, opened, code, ids)
        writer.commit()
        writer.wait_merging_threads()
        rows_done([pk for pk, _code, _id in rows])
        count += len(rows)
        if limit is not None and count >= limit:
            break
    return count


def _rows_next(most: int) -> list[tuple[int, str, int]]:
    rows = Outbox.objects.exclude(kind=EVERYTHING).order_by("-withheld", "id")
    return list(rows.values_list("pk", "kind", "record_id")[: min(most, COMMIT)])


def by_kind(rows: Iterable[tuple[int, str, int]]) -> Iterator[tuple[str, list[int]]]:
    found: dict[str, dict[int, None]] = defaultdict(dict)
    for _pk, code, record_id in rows:
        found[code][record_id] = None
    for code, ids in found.items():
        for chunk in _chunks(ids):
            yield code, chunk


def record_add(
    writer: tantivy.IndexWriter, opened: OpenIndex, code: str, ids: list[int], *, known_up_to: int | None = None
) -> None:
    """Write records of a kind anew; of those with ids up to `known_up_to` (None: of all) the former words go."""
    for record_id in ids:
        if known_up_to is None or record_id <= known_up_to:
            writer.delete_documents_by_term("key", key_of(code, record_id))
    kind = kinds().get(code)
    if kind is not None:
        for record in kind.rows().filter(pk__in=ids):
            _add(writer, opened, kind, record)


def _add(writer: tantivy.IndexWriter, opened: OpenIndex, kind: Kind, record: Any) -> int:
    found = kind.document(record)
    if found is None:
        return 0
    writer.add_json(document_json(kind.code, found, opened.facets))
    return 1


def rows_done(ids: list[int]) -> None:
    for chunk in _chunks(ids):
        Outbox.objects.filter(pk__in=chunk).delete()


def _chunks(ids: Iterable[int]) -> Iterator[list[int]]:
    rest = iter(ids)
    while chunk := list(itertools.islice(rest, READ)):
        yield chunk
