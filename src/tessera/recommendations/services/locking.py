"""What an import holds while it runs: the right to be the only one, and memory for others."""

from __future__ import annotations

import contextlib
import fcntl
import gc
from collections.abc import Iterator

from django.conf import settings
from django.db import connection

from tessera.extraction import SaidError, Sentence


class Busy(SaidError):
    """Another import is running."""


@contextlib.contextmanager
def import_lock(*, wait: bool = True) -> Iterator[None]:
    """One import at a time; the others wait, or raise Busy."""
    with (settings.TESSERA_HOME / ".import.lock").open("a") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            raise Busy(Sentence("Another import is running; try again when it is done.")) from None
        yield


@contextlib.contextmanager
def uncollected() -> Iterator[None]:
    """Without the search for objects that hold one another: an import makes millions that do not, and each search would
    go through all of them."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@contextlib.contextmanager
def memory_spared() -> Iterator[None]:
    """SQLite maps its file into memory, which serves readers; an import would fill memory with what it writes."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        before = cursor.execute("PRAGMA mmap_size").fetchone()
        cursor.execute("PRAGMA mmap_size=0")
        yield
        cursor.execute(f"PRAGMA mmap_size={int(before[0]) if before else 0}")
