"""The queue worked off within a test's own transaction."""

from __future__ import annotations

import zipfile
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import patch

from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from tessera.desk_review.services.jobs import Sent

from .making import SAMPLES


def queue_worked_off() -> None:
    """As a worker does it, without its process: also what is put back for later."""
    while DBTaskResult.objects.filter(status="READY").exists():
        DBTaskResult.objects.filter(status="READY").update(run_after=timezone.now())
        worker = Worker(
            queue_names=["default"], interval=0, batch=True, backend_name="default", startup_delay=False,
            max_tasks=None, worker_id="within-a-test", excluded_queue_names=[],
        )  # fmt: skip
        with patch("django.db.backends.base.base.BaseDatabaseWrapper.close"):  # the test's transaction is in it
            worker.run()


def begun_by(key: str) -> SimpleNamespace:
    """The first waiting task, as a worker leaves it that is killed the moment it took it."""
    task = DBTaskResult.objects.ready().first()
    task.claim(key)
    return task


def sent(*names: str) -> list[Sent]:
    return [Sent(SAMPLES / name, name) for name in names]


def archive(path: Path, **files: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in files.items():
            target.writestr(name, content)
    return path
