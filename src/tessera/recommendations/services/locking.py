"""What an import holds while it runs: the right to be the only one, and memory for others."""

from __future__ import annotations

import contextlib
import fcntl
import gc
from collections.abc import Iterator
from contextvars import ContextVar

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from tessera.extraction import SaidError, Sentence
from tessera.recommendations.errors import RecommendationError

_held: ContextVar[bool] = ContextVar("import_lock_held", default=False)


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
        token = _held.set(True)
        try:
            yield
        finally:
            _held.reset(token)


@contextlib.contextmanager
def no_import_runs() -> Iterator[None]:
    """For what people change in records that an import may be writing: refused, in words, while one runs."""
    try:
        lock = contextlib.ExitStack()
        lock.enter_context(import_lock(wait=False))
    except Busy:
        raise RecommendationError(_("An import is running; nothing was changed. Try again when it is done.")) from None
    with lock:
        yield


def import_lock_held() -> bool:
    """Whether whoever asks is the one that may write many rows with ids of its own choice."""
    return _held.get()


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
