"""The queue of long work: who works on it, and what becomes of what a dead worker had begun.

Services announce that something waits; tessera.desk_review.tasks puts it into the queue.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tessera.desk_review.models import QueueWorker

part_waits = Signal()  # part, priority, seconds (not before)
archive_waits = Signal()  # job

LOST_AFTER = timedelta(seconds=60)  # without a sign of life
KEPT = timedelta(days=14)  # what the queue remembers of tasks that ended
RUNNING, READY = "RUNNING", "READY"


def worker_seen(*, key: str) -> None:
    """A worker says that it lives."""
    QueueWorker.objects.update_or_create(key=key, defaults={"seen_at": timezone.now()})


def worker_gone(*, key: str) -> None:
    """A worker says that it ends."""
    QueueWorker.objects.filter(key=key).delete()


@transaction.atomic
def tasks_requeue(*, dead: Collection[str] = ()) -> int:
    """What workers had begun that are dead waits again, for whoever comes; how many tasks that were.

    `dead` are workers known to be; others are held to be dead once they were not seen for a while.
    """
    QueueWorker.objects.filter(key__in=dead).delete()
    QueueWorker.objects.filter(seen_at__lt=timezone.now() - LOST_AFTER).delete()
    alive = set(QueueWorker.objects.values_list("key", flat=True))
    begun = DBTaskResult.objects.select_for_update().filter(status=RUNNING)
    lost = [task.pk for task in begun if not task.worker_ids or task.worker_ids[-1] not in alive]
    return int(DBTaskResult.objects.filter(pk__in=lost).update(status=READY, started_at=None))


def tasks_forget(*, older: timedelta = KEPT) -> int:
    """Tasks that ended long ago are taken out of the queue."""
    ended = DBTaskResult.objects.filter(finished_at__lt=timezone.now() - older)
    return int(ended.delete()[0])
