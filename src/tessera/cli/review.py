"""`tessera review`: where and how country documents speak of minorities, and what was not found; stores nothing."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .frame import Failure, answer, json_option, progress

if TYPE_CHECKING:
    from tessera.analysis.documents import Review

MANY = 6  # files, for which it pays to start workers


@click.command("review")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
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
def command(files: tuple[Path, ...], workers: int | None, folder: Path | None, as_json: bool) -> None:
    """Read country documents (CCA, UNDAF, reports; PDF, .docx, .odt, HTML, text) passage by passage. Stores nothing.

    --json prints a list of reviews in the order of the files. What the machine says is a suggestion for a person to
    judge: "not found" is no finding that a document is silent.
    """
    workers = workers or (os.cpu_count() or 1 if len(files) >= MANY else 1)
    if folder is not None:
        _into_folder(files, folder, workers=workers, as_json=as_json)
        return
    from .reviews import Task, outcomes

    tasks = [Task(place, file) for place, file in enumerate(files)]
    with progress(outcomes(tasks, workers=workers), label="Reading", length=len(tasks)) as several:
        done = sorted(several, key=lambda one: one.task.place)
    reviews = [(one.task.file, one.review) for one in done if one.review]
    unread = [one.refused for one in done if one.refused]
    if len(unread) == len(files) == 1:
        raise Failure(unread[0])
    data = [{"file": _name(file), **review.as_json()} for file, review in reviews]
    answer(data, as_json=as_json, text=lambda: "\n\n".join(_said(review) for _file, review in reviews))
    if unread:
        raise Failure(" ".join(unread))


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
