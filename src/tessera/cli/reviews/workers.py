"""Files reviewed one after another, or by several processes at once."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path

from tessera.analysis.documents import Review, review_document
from tessera.extraction import UnreadableFile
from tessera.extraction.apart import read_passages_apart

from ..frame import Failure


@dataclass(frozen=True, slots=True)
class Task:
    """A file to review, its place among those asked for, and where its review is written; None: it is handed back."""

    place: int
    file: Path
    out: Path | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a task: the review where it is handed back, or the sentence that says why there is none."""

    task: Task
    review: Review | None = None
    refused: str = ""


def outcomes(tasks: Iterable[Task], *, workers: int) -> Iterator[Outcome]:
    """Reviews files as they get ready, with several workers in any order. Raises Failure where a worker is lost."""
    several = list(tasks)
    if workers < 2 or len(several) < 2:
        yield from map(reviewed, several)
        return
    with pool(min(workers, len(several))) as executor:
        try:
            # The longest first: begun last, it would be waited for by one worker while the others have nothing to do.
            longest_first = sorted(several, key=_size, reverse=True)
            for done in as_completed([executor.submit(reviewed, task) for task in longest_first]):
                yield done.result()
        except BrokenProcessPool:
            raise Failure("A worker process ended before its work was done; what is done is kept.") from None
        finally:
            executor.shutdown(wait=False, cancel_futures=True)


def _size(task: Task) -> int:
    try:
        return task.file.stat().st_size
    except OSError:
        return 0  # it is gone: whoever reads it says so


def pool(workers: int) -> ProcessPoolExecutor:
    """Processes that start anew and share nothing with this one, open files least of all. Ctrl-C is for this one."""
    return ProcessPoolExecutor(
        workers,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=signal.signal,
        initargs=(signal.SIGINT, signal.SIG_IGN),
    )


def reviewed(task: Task) -> Outcome:
    """Reviews one file, and writes the review where the task says so."""
    try:
        review = review_document(read_passages_apart(task.file))
    except UnreadableFile as error:
        return Outcome(task, refused=str(error))
    if task.out is None:
        return Outcome(task, review)
    _write(task.out, json.dumps({"file": task.file.name, **review.as_json()}, ensure_ascii=False, indent=1))
    return Outcome(task)


def _write(path: Path, text: str) -> None:
    """Whole or not at all: a run that is cut off leaves no half of a review."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    beside.write_bytes(text.encode("utf-8", "replace"))
    beside.replace(path)
