"""The tasks of the queue, and how what services announce comes into it. They call services and do nothing else."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.dispatch import receiver
from django.utils import timezone
from django_tasks import task

from tessera.desk_review.services.parts import part_do
from tessera.desk_review.services.queue import archive_waits, part_waits
from tessera.desk_review.services.unpacking import job_unpack


@task()
def do_part(part: int) -> None:
    """One file is read, or one document compared."""
    part_do(part=part)


@task(priority=5)
def unpack(job: int) -> None:
    """An archive becomes the parts of its job."""
    job_unpack(job=job)


@receiver(part_waits)
def part_enqueue(*, part: int, priority: int, seconds: int, **_more: Any) -> None:
    after = timezone.now() + timedelta(seconds=seconds) if seconds else None
    do_part.using(priority=priority, run_after=after).enqueue(part)


@receiver(archive_waits)
def archive_enqueue(*, job: int, **_more: Any) -> None:
    unpack.enqueue(job)
