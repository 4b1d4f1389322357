"""A process that works off the queue: says that it lives, gives others what the dead had begun.

It takes one task after another and ends after many, so that whoever started it starts another in its place and memory
is given back.
"""

from __future__ import annotations

import contextlib
import logging
import os
import threading
from collections.abc import Callable, Collection, Iterator

from django.db import Error, connection
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from .services.jobs import files_tidy
from .services.queue import READY, tasks_forget, tasks_requeue, worker_gone, worker_seen

BEAT = 10.0  # seconds between two signs of life
IDLE = 2.0  # seconds between two looks into an empty queue
MANY = 200  # tasks
log = logging.getLogger(__name__)


def queue_work(*, key: str, dead: Collection[str] = (), until_empty: bool = False, parent: int = 0) -> bool:
    """Work until told to stop (SIGTERM), or with `until_empty` until nothing waits; True where more may wait.

    `dead` are workers that the caller saw end. Where `parent` is gone, the task at hand is finished and no other begun.
    """
    logging.getLogger("django_tasks_db").setLevel(logging.ERROR)
    worker_seen(key=key)
    tasks_requeue(dead=dead)
    tasks_forget()
    files_tidy()
    worker = Worker(
        queue_names=["default"],
        interval=IDLE,
        batch=until_empty,
        backend_name="default",
        startup_delay=False,
        max_tasks=MANY,
        worker_id=key,
        excluded_queue_names=[],
    )
    worker.configure_signals()
    with _alive(key, orphaned=lambda: bool(parent) and os.getppid() != parent, stop=lambda: _stop(worker)):
        worker.run()
    return bool(DBTaskResult.objects.filter(status=READY).exists())


def _stop(worker: Worker) -> None:
    worker.running = False


@contextlib.contextmanager
def _alive(key: str, *, orphaned: Callable[[], bool], stop: Callable[[], None]) -> Iterator[None]:
    ended = threading.Event()
    beating = threading.Thread(target=_beat, args=(key, ended, orphaned, stop), daemon=True)
    beating.start()
    try:
        yield
    finally:
        ended.set()
        beating.join(timeout=BEAT)
        worker_gone(key=key)


def _beat(key: str, ended: threading.Event, orphaned: Callable[[], bool], stop: Callable[[], None]) -> None:
    """In a thread of its own, with a connection of its own."""
    try:
        while not ended.wait(BEAT):
            if orphaned():
                stop()
            with contextlib.suppress(Error):  # the database is busy: the next beat will tell
                worker_seen(key=key)
                tasks_requeue()
    finally:
        connection.close()
