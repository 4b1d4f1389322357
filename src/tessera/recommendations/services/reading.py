"""Reads raw records and describes what they say: pure, so that another process can do it while this one writes."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterable, Iterator
from itertools import islice
from multiprocessing.connection import Connection
from typing import NamedTuple

from tessera.harvest import RawRecord, ReadRecord, Rejected, Source, source_get

from .describing import Fields, described

BATCH = 5_000
WORTH_A_PROCESS = 20_000  # records; fewer are read before a process has started


class Read(NamedTuple):
    """A record as it came, what it says and the fields made of it; or the reason why it cannot be taken."""

    raw: RawRecord
    record: ReadRecord | None
    fields: Fields
    reason: str = ""


def batches_read(source: Source, raws: Iterable[RawRecord], *, count: int) -> Iterator[list[Read]]:
    """Batches in order. `count` is how many records there will be."""
    raws = iter(raws)
    batches = iter(lambda: list(islice(raws, BATCH)), [])
    if count < WORTH_A_PROCESS or (os.cpu_count() or 1) < 2:
        for batch in batches:
            yield [_read(source, raw) for raw in batch]
        return
    yield from _read_beside(source, batches)


def _read(source: Source, raw: RawRecord) -> Read:
    try:
        record = source.read(raw.body)
    except Rejected as error:
        return Read(raw, None, {}, str(error))
    return Read(raw, record, described(record))


def _read_beside(source: Source, batches: Iterator[list[RawRecord]]) -> Iterator[list[Read]]:
    """The other process reads a batch while whoever takes the batches writes the one before.

    It ends when this end of the pipe closes, however this process ends.
    """
    start = multiprocessing.get_context("spawn")
    mine, other = start.Pipe()
    process = start.Process(target=_serve, args=(other, source.code), daemon=True)
    process.start()
    other.close()
    try:
        batch = next(batches, None)
        if batch:
            mine.send([raw.body for raw in batch])
        while batch:
            told = mine.recv()
            following = next(batches, None)
            if following:
                mine.send([raw.body for raw in following])
            yield [Read(raw, *one) for raw, one in zip(batch, told, strict=True)]
            batch = following
    finally:
        mine.close()
        process.join(timeout=5)


def _serve(pipe: Connection, code: str) -> None:
    source = source_get(code)
    while True:
        try:
            bodies = pipe.recv()
            told = [_read(source, RawRecord("", body, 0)) for body in bodies]
            pipe.send([(one.record, one.fields, one.reason) for one in told])
        except (EOFError, BrokenPipeError, ConnectionResetError):
            return
