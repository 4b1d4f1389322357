"""Reads raw records and describes what they say: pure, so that another process can do it while this one writes."""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections.abc import Iterable, Iterator
from itertools import islice
from multiprocessing.connection import Connection
from typing import NamedTuple

import msgspec

from tessera.harvest import RawRecord, ReadRecord, Rejected, Source, source_get

from .describing import Fields, described

BATCH = 2_500
WORTH_A_PROCESS = 20_000  # records; fewer are read before a process has started


class Told(NamedTuple):
    """What a record says and the fields made of it; or the reason why it cannot be taken."""

    record: ReadRecord | None
    fields: Fields | None
    reason: str = ""


class Read(NamedTuple):
    """A record as it came, and what was read of it."""

    raw: RawRecord
    record: ReadRecord | None
    fields: Fields | None
    reason: str = ""


_encode = msgspec.msgpack.Encoder().encode
_bodies = msgspec.msgpack.Decoder(list[bytes]).decode
_told = msgspec.msgpack.Decoder(list[Told]).decode


def batches_read(source: Source, raws: Iterable[RawRecord], *, count: int) -> Iterator[list[Read]]:
    """Batches in order. `count` is how many records there will be."""
    raws = iter(raws)
    batches = iter(lambda: list(islice(raws, BATCH)), [])
    if count < WORTH_A_PROCESS or (os.cpu_count() or 1) < 2:
        for batch in batches:
            yield [Read(raw, *_read(source, raw.body)) for raw in batch]
        return
    yield from _read_beside(source, batches)


def _read(source: Source, body: bytes) -> Told:
    try:
        record = source.read(body)
    except Rejected as error:
        return Told(None, None, str(error))
    return Told(record, described(record))


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
            mine.send_bytes(_encode([raw.body for raw in batch]))
        while batch:
            told = _told(mine.recv_bytes())
            following = next(batches, None)
            if following:
                mine.send_bytes(_encode([raw.body for raw in following]))
            yield [Read(raw, *one) for raw, one in zip(batch, told, strict=True)]
            batch = following
    finally:
        mine.close()
        process.join(timeout=5)


def _serve(pipe: Connection, code: str) -> None:
    gc.disable()  # its records hold nothing that holds them
    source = source_get(code)
    while True:
        try:
            bodies = _bodies(pipe.recv_bytes())
            pipe.send_bytes(_encode([_read(source, body) for body in bodies]))
        except (EOFError, BrokenPipeError, ConnectionResetError):
            return
