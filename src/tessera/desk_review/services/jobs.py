"""Long work is asked for, cancelled, tried again; files wait in a folder of their own until they were read."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tessera.desk_review.errors import DeskReviewError
from tessera.desk_review.models import Job, JobPart
from tessera.network.models import Person
from tessera.network.services.audit import audit_record

from .queue import archive_waits, part_waits

FOLDER = "queue"
ARCHIVE = ".zip"
LONGEST_NAME = 255
SOON, LATER = 10, -10  # priorities: one file is not kept waiting by an archive of thousands
FEW = 3
KEPT = timedelta(days=14)  # files that could not be read
State, PartState = Job.State, JobPart.State


class Sent(NamedTuple):
    """A file as it came, and what it is called. It is moved, not copied, where it is the caller's to give away."""

    path: Path
    name: str


def job_read(*, files: Sequence[Sent], by: Any = None, move: bool = False, **options: str) -> Job:
    """Documents are read while nobody waits. `options` are kind, country and title, where a person says them; a title
    only of a single file. One archive (.zip) is unpacked first. Raises DeskReviewError."""
    archives = [one for one in files if one.name.lower().endswith(ARCHIVE)]
    if not files:
        raise DeskReviewError(_("Choose a file."))
    if archives and len(files) > 1:
        raise DeskReviewError(_("Send an archive by itself, without other files."))
    if len(files) > 1 or archives:
        options.pop("title", None)
    job = Job.objects.create(
        title=files[0].name[-LONGEST_NAME:],
        options=options,
        asked_by=by if isinstance(by, Person) else None,
        state=State.UNPACKING,
    )
    try:
        _begin(job, files, archived=bool(archives), place=shutil.move if move else shutil.copyfile)
    except BaseException:
        job.delete()
        shutil.rmtree(folder_of(job), ignore_errors=True)
        raise
    return job


def _begin(job: Job, files: Sequence[Sent], *, archived: bool, place: Any) -> None:
    """Files are put in their place before the database is held."""
    folder_of(job).mkdir(mode=0o700, parents=True, exist_ok=True)
    if archived:
        place(files[0].path, folder_of(job) / f"archive{ARCHIVE}")
        archive_waits.send(Job, job=job.pk)
        return
    parts = [_placed(job, number, one, place) for number, one in enumerate(files)]
    with transaction.atomic():
        job.state = State.OPEN
        job.save(update_fields=["state"])
        parts_add(job=job, parts=parts)


def _placed(job: Job, number: int, one: Sent, place: Any) -> JobPart:
    path = folder_of(job) / f"{number}{one.path.suffix.lower()[:6]}"
    place(one.path, path)
    with path.open("rb") as f:
        digest = hashlib.file_digest(f, "sha256").hexdigest()
    return JobPart(job=job, position=number, name=one.name[-LONGEST_NAME:], digest=digest, path=path.name)


def parts_add(*, job: Job, parts: Iterable[JobPart]) -> None:
    """Within the caller's transaction: the parts of a job, each of which waits from now on."""
    JobPart.objects.bulk_create(list(parts), batch_size=500)
    # The longest first: begun last, it would be waited for by one worker while the others have nothing to do.
    waiting = sorted(job.parts.filter(state=PartState.WAITING), key=_size, reverse=True)
    priority = SOON if len(waiting) <= FEW else LATER
    for part in waiting:
        part_waits.send(JobPart, part=part.pk, priority=priority, seconds=0)
    job_end_if_over(job=job)


def job_end_if_over(*, job: Job) -> None:
    """Within the caller's transaction: a job whose parts all ended is done."""
    now = Job.objects.select_for_update().get(pk=job.pk)
    open_parts = now.parts.filter(state__in=[PartState.WAITING, PartState.BEGUN])
    if now.state == State.OPEN and not open_parts.exists():
        now.state, now.ended_at = State.DONE, timezone.now()
        now.save(update_fields=["state", "ended_at"])


@transaction.atomic
def job_cancel(*, job: Job, by: Any) -> Job:
    """What was not begun is not done any more; what is done stays. Nothing changes in a job that ended."""
    now = Job.objects.select_for_update().get(pk=job.pk)
    if not now.is_open:
        return now
    now.state, now.ended_at = State.CANCELLED, timezone.now()
    now.save(update_fields=["state", "ended_at"])
    waiting = now.parts.filter(state=PartState.WAITING)
    paths = [path_of(part) for part in waiting]
    waiting.update(state=PartState.CANCELLED, ended_at=timezone.now())
    transaction.on_commit(lambda: files_forget([*paths, folder_of(now) / f"archive{ARCHIVE}"]))
    audit_record(actor=by, action="desk-review.cancel-job", subject=str(now), job=now.pk)
    return now


@transaction.atomic
def job_try_again(*, job: Job, by: Any) -> Job:
    """What could not be read waits again. Raises DeskReviewError where there is nothing of it left."""
    now = Job.objects.select_for_update().get(pk=job.pk)
    refused = now.parts.filter(state=PartState.REFUSED)
    again = [part.pk for part in refused if now.kind == Job.Kind.GAPS or path_of(part).is_file()]
    if now.is_open or not again:
        raise DeskReviewError(_("There is nothing here that could be tried again."))
    now.parts.filter(pk__in=again).update(state=PartState.WAITING, tries=0, said={}, ended_at=None)
    now.state, now.ended_at = State.OPEN, None
    now.save(update_fields=["state", "ended_at"])
    for pk in again:
        part_waits.send(JobPart, part=pk, priority=SOON if len(again) <= FEW else LATER, seconds=0)
    audit_record(actor=by, action="desk-review.job-again", subject=str(now), job=now.pk)
    return now


def files_tidy() -> int:
    """Files of jobs that ended long ago are removed; how many folders that were."""
    removed = 0
    folder = Path(settings.TESSERA_HOME) / FOLDER
    for one in folder.iterdir() if folder.is_dir() else ():
        ended = Job.objects.filter(pk=one.name, ended_at__lt=timezone.now() - KEPT) if one.name.isdecimal() else None
        if ended is not None and ended.exists():
            shutil.rmtree(one, ignore_errors=True)
            removed += 1
    return removed


def folder_of(job: Job) -> Path:
    return Path(settings.TESSERA_HOME) / FOLDER / str(job.pk)


def path_of(part: JobPart) -> Path:
    return Path(settings.TESSERA_HOME) / FOLDER / str(part.job_id) / part.path


def _size(part: JobPart) -> int:
    path = path_of(part)
    return path.stat().st_size if part.path and path.is_file() else 0


def files_forget(paths: Iterable[Path]) -> None:
    for path in paths:
        if path.is_file():
            path.unlink(missing_ok=True)
