"""Writes the index while much is written to the database, instead of after it.

What the outbox asks for is given to the engine batch by batch and committed now and then. A row leaves the outbox only
after the commit that holds what it asks for: whoever is killed in between has lost nothing.
"""

from __future__ import annotations

import contextlib
import logging
import time
from collections.abc import Callable, Iterator

import tantivy

from .models import EVERYTHING, Outbox
from .place import OpenIndex, writer_lock
from .registry import kinds
from .writer import LARGE, READ, by_kind, in_transaction, index_ready, record_add, rows_done

COMMIT = 60_000
HIDDEN = 2_000  # rows that are not shown until they are written; more of them hide their whole kind
SECONDS = 30
log = logging.getLogger(__name__)


@contextlib.contextmanager
def index_following() -> Iterator[Callable[[], None]]:
    """Gives what to call after each batch that was committed to the database.

    Where somebody else writes the index, or it must be made anew, or there is a transaction that may yet be taken back,
    the call does nothing: `index_write` does it afterwards.
    """
    with contextlib.ExitStack() as held:
        opened = None
        if not in_transaction() and held.enter_context(writer_lock(wait=False)):
            opened = index_ready()
        if opened is None:
            held.close()
            yield lambda: None
            return
        follower = Follower(opened)
        try:
            yield follower.follow
        finally:
            follower.close()


class Follower:
    """Holds one writer of the index open."""

    def __init__(self, opened: OpenIndex) -> None:
        self.opened = opened
        self.writer: tantivy.IndexWriter = opened.index.writer(LARGE, 1)
        self.last = 0  # the row of the outbox that was taken up last
        self.open: list[int] = []  # rows that were taken up and are not committed
        self.hidden = 0  # how many of them are withheld
        self.committed = time.monotonic()
        self.stopped = False
        self.highest = {code: _highest(opened, code) for code in kinds()}

    def follow(self) -> None:
        """Take up what the outbox asks for by now. What cannot be written waits in it."""
        if self.stopped:
            return
        try:
            self._take_up()
        except (OSError, ValueError):
            self.stopped = True
            log.exception("The search index cannot be written beside the import; it will be tried afterwards.")

    def _take_up(self) -> None:
        rows = Outbox.objects.exclude(kind=EVERYTHING).filter(pk__gt=self.last).order_by("pk")
        while batch := list(rows.filter(pk__gt=self.last).values_list("pk", "kind", "record_id", "withheld")[:READ]):
            self.last = batch[-1][0]
            for code, ids in by_kind([row[:3] for row in batch]):
                self._rewrite(code, ids)
            self.open += [row[0] for row in batch]
            self.hidden += sum(row[3] for row in batch)
            if len(self.open) >= COMMIT or self.hidden >= HIDDEN or time.monotonic() - self.committed > SECONDS:
                self._commit()

    def close(self) -> None:
        if not self.stopped:
            self._commit()
        self.writer.wait_merging_threads()

    def _rewrite(self, code: str, ids: list[int]) -> None:
        """Records with higher ids than any of their kind are new to the index; of the others the former words go."""
        record_add(self.writer, self.opened, code, ids, known_up_to=self.highest.get(code, 0))
        self.highest[code] = max(self.highest.get(code, 0), *ids)

    def _commit(self) -> None:
        if self.open:
            self.writer.commit()
            rows_done(self.open)
            self.open, self.hidden, self.committed = [], 0, time.monotonic()


def _highest(opened: OpenIndex, kind: str) -> int:
    """The highest id that the index holds of a kind."""
    searcher = opened.searcher()
    own = opened.matcher.is_one("kind", [kind])
    found = searcher.search(own, limit=1, count=False, order_by_field="number", order=tantivy.Order.Desc).hits
    numbers = searcher.fast_field_values("number", [address for _key, address in found])
    return int(numbers[0] or 0) if numbers else 0
