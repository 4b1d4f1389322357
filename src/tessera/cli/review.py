"""`tessera review`: where and how country documents speak of minorities, and what was not found.

Stores nothing unless asked to with --save.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .frame import Failure, answer, json_option, progress, with_home

if TYPE_CHECKING:
    from tessera.analysis.documents import Review

MANY = 6  # files, for which it pays to start workers


@click.command("review")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--save", is_flag=True, help="Keep what was read for the Network's desk review.")
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    help="Processes that read at once; for many files otherwise one for each core.",
)
@click.option(
    "--out",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write a JSON file for each document into this folder; run again it goes on where it was.",
)
@json_option
def command(files: tuple[Path, ...], save: bool, workers: int | None, folder: Path | None, as_json: bool) -> None:
    """Read country documents (CCA, UNDAF, reports; PDF, .docx, .odt, HTML, text) passage by passage.

    Stores nothing, or with --save, once for each file, what the Network then reviews in the browser (with --workers as
    long work, which goes on where it was cut off). --json prints a
    list of reviews in the order of the files. What the machine says is a suggestion for a person to judge: "not found"
    is no finding that a document is silent.
    """
    if save and folder:
        raise click.UsageError("--save keeps what was read here; --out writes it elsewhere.")
    if save and workers:
        _queued(files, workers=workers, as_json=as_json)
        return
    workers = workers or (os.cpu_count() or 1 if len(files) >= MANY else 1)
    if folder is not None:
        _into_folder(files, folder, workers=workers, as_json=as_json)
        return
    reviews, unread = _saved(files) if save else _read(files, workers=workers)
    if len(unread) == len(files) == 1:
        raise Failure(unread[0])
    data = [{"file": _name(file), **review.as_json()} for file, review in reviews]
    answer(data, as_json=as_json, text=lambda: "\n\n".join(_said(review) for _file, review in reviews))
    if unread:
        raise Failure(" ".join(unread))


Read = tuple[list[tuple[Path, "Review"]], list[str]]  # the reviews, and a sentence on each file that was not read


def _read(files: Sequence[Path], *, workers: int) -> Read:
    from .reviews import Task, outcomes

    tasks = [Task(place, file) for place, file in enumerate(files)]
    with progress(outcomes(tasks, workers=workers), label="Reading", length=len(tasks)) as several:
        done = sorted(several, key=lambda one: one.task.place)
    return [(one.task.file, one.review) for one in done if one.review], [one.refused for one in done if one.refused]


@with_home
def _saved(files: Sequence[Path]) -> Read:
    from tessera.desk_review.errors import DeskReviewError
    from tessera.desk_review.services.documents import document_add
    from tessera.extraction import UnreadableFile

    reviews: list[tuple[Path, Review]] = []
    unread: list[str] = []
    with progress(files, label="Reading", length=len(files)) as several:
        for file in several:
            try:
                reviews.append((file, document_add(path=file).review))
            except (UnreadableFile, DeskReviewError) as error:
                unread.append(str(error))
    return reviews, unread


@with_home
def _queued(files: Sequence[Path], *, workers: int, as_json: bool) -> None:
    """As one piece of long work: what is cut off here goes on in a running server, or with `tessera work`."""
    from tessera.desk_review.selectors.jobs import job_counts
    from tessera.desk_review.services.jobs import Sent, job_read

    from .frame.team import Team

    job = job_read(files=[Sent(file, _name(file)) for file in files])
    Team(workers, until_empty=True).work()
    counts = job_counts(job)
    refused = [part.name for part in job.parts.filter(state="refused")]
    told = {"job": job.pk, **counts, "refused_files": refused}
    text = f"{counts['done']} files read; {counts['known']} were here already; {counts['refused']} could not be read."
    answer(told, as_json=as_json, text=text)
    if counts["waiting"] or counts["begun"]:
        raise Failure("Stopped before all was read; `tessera work` or a running server goes on.")
    if refused:
        raise Failure(f"{len(refused)} of {len(files)} files could not be read; the work's page says why.")


def _into_folder(files: tuple[Path, ...], path: Path, *, workers: int, as_json: bool) -> None:
    """One review a file; what the folder's ledger knows is not read again."""
    from .reviews import Folder, outcomes

    folder = Folder(path)
    tasks = list(folder.tasks(files))
    refused: list[dict[str, str]] = []
    with progress(outcomes(tasks, workers=workers), label="Reading", length=len(tasks)) as several:
        for one in several:
            folder.note(one)
            if one.refused:
                refused.append({"file": _name(one.task.file), "reason": one.refused})
    folder.close()
    read, known = len(tasks) - len(refused), len(files) - len(tasks)
    data = {"folder": str(path), "read": read, "known": known, "refused": refused}
    answer(data, as_json=as_json, text=f"{read} files read; {known} the folder held already.")
    if refused:
        raise Failure(f"{len(refused)} of {len(files)} files could not be read; {path / 'ledger.jsonl'} says why.")


def _name(file: Path) -> str:
    """As it can be printed: names on disk need not be text."""
    return file.name.encode("utf-8", "replace").decode()


def _said(review: Review) -> str:
    pages = f", {review.pages} pages" if review.pages else ""
    lines = [
        review.title or "No title",
        f"{review.kind}, {review.country or 'country not known'}, {review.language}{pages}",
        f"{len(review.relevant)} of {len(review.passages)} passages concern minorities or racial discrimination.",
    ]
    for one in review.relevant:
        place = f"p. {one.passage.page}" if one.passage.page else one.passage.number
        lines.append(
            f"  {place:<6} [{', '.join(one.reading.how)}] {', '.join(one.reading.groups)}: {one.passage.text[:100]}"
        )
    lines += [f"  {one.criterion:<28} {one.rating} ({len(one.passages)} passages)" for one in review.scorecard]
    return "\n".join([*lines, *(f"  ! {remark}" for remark in review.remarks)])
