"""`tessera work` in processes of its own: a process that is killed is replaced, and all comes to the same end."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time

import pytest

from tests.cli.conftest import TESSERA, Home

QUEUE = """
from pathlib import Path
from tessera.desk_review.services.jobs import Sent, job_read
files = sorted(Path({folder!r}).iterdir())
print(job_read(files=[Sent(one, one.name) for one in files]).pk)
"""
STATES = """
import json
from tessera.desk_review.models import JobPart, QueueWorker, ReviewedDocument
from django_tasks_db.models import DBTaskResult
parts = list(JobPart.objects.values_list("state", flat=True))
begun = list(DBTaskResult.objects.filter(status="RUNNING").values_list("worker_ids", flat=True))
print(json.dumps([parts, ReviewedDocument.objects.count(), QueueWorker.objects.count(), begun]))
"""
FILES = 4


@pytest.fixture
def queued(home: Home, tmp_path) -> Home:
    """Documents that wait, two of the same content; what reading takes is stretched, so that it can be cut off."""
    folder = tmp_path / "papers"
    folder.mkdir()
    for number in range(FILES):
        text = f"{min(number, 2)}. Roma children are discriminated against in the schools of the town.\n\n" * 400
        (folder / f"{number}.txt").write_text(text)
    home.python(QUEUE.format(folder=str(folder)))
    return home


def states(home: Home) -> tuple[list[str], int, int, list[list[str]]]:
    return tuple(json.loads(home.python(STATES)))


def children_of(pid: int) -> list[int]:
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False)
    return [int(one) for one in found.stdout.split()]


def test_all_that_waits_is_done_by_several_and_each_content_once(queued):
    done = queued.tessera("work", "--until-empty", "--processes", "2")
    assert done.returncode == 0, done.stderr
    parts, documents, workers, begun = states(queued)
    assert (sorted(parts), documents, workers, begun) == (["done"] * 3 + ["known"], 3, 0, [])


def test_a_killed_process_is_replaced_and_what_it_had_begun_is_done(queued):
    team = subprocess.Popen([str(TESSERA), "work", "--until-empty"], env=queued.environment)
    try:
        killed = _killed_while_it_reads(queued, team.pid)
        assert team.wait(100) == 0
    finally:
        team.kill()
    assert killed
    parts, documents, workers, begun = states(queued)
    assert (sorted(parts), documents, workers, begun) == (["done"] * 3 + ["known"], 3, 0, [])


def _killed_while_it_reads(home: Home, team: int) -> bool:
    """Kills the process at its first document, once the queue says that it has begun."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        for pid in children_of(team):
            if children_of(pid):  # it reads: a file is parsed in a process of its own
                os.kill(pid, signal.SIGKILL)
                return True
        time.sleep(0.02)
    return False


def test_told_to_stop_it_ends_and_what_waits_still_waits(queued):
    team = subprocess.Popen([str(TESSERA), "work"], env=queued.environment)
    while not children_of(team.pid):
        time.sleep(0.1)
    team.terminate()
    assert team.wait(30) == 0
    parts, _documents, _workers, _begun = states(queued)
    assert set(parts) <= {"waiting", "begun", "done", "known"}
    assert queued.tessera("work", "--until-empty").returncode == 0
    assert sorted(states(queued)[0]) == ["done"] * 3 + ["known"]
