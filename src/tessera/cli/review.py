"""`tessera review`: where and how country documents speak of minorities, and what was not found.

Stores nothing unless asked to with --save.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .frame import Failure, answer, json_option, progress, with_home

if TYPE_CHECKING:
    from tessera.analysis.documents import Review


@click.command("review")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--save", is_flag=True, help="Keep what was read for the Network's desk review.")
@json_option
def command(files: tuple[Path, ...], save: bool, as_json: bool) -> None:
    """Read country documents (CCA, UNDAF, reports; PDF, .docx, .odt, HTML, text) passage by passage.

    Stores nothing, or with --save, once for each file, what the Network then reviews in the browser. --json prints a
    list of reviews in the order of the files. What the machine says is a suggestion for a person to judge: "not found"
    is no finding that a document is silent.
    """
    reviews, unread = _saved(files) if save else _read(files)
    if len(unread) == len(files) == 1:
        raise Failure(unread[0])
    data = [{"file": file.name, **review.as_json()} for file, review in reviews]
    answer(data, as_json=as_json, text=lambda: "\n\n".join(_said(review) for _file, review in reviews))
    if unread:
        raise Failure(" ".join(unread))


Read = tuple[list[tuple[Path, "Review"]], list[str]]  # the reviews, and a sentence on each file that was not read


def _read(files: Sequence[Path]) -> Read:
    from tessera.analysis.documents import review_document
    from tessera.extraction.apart import read_passages_apart

    return _each(files, lambda file: review_document(read_passages_apart(file)))


@with_home
def _saved(files: Sequence[Path]) -> Read:
    from tessera.desk_review.services.documents import document_add

    return _each(files, lambda file: document_add(path=file).review)


def _each(files: Sequence[Path], read: Callable[[Path], Review]) -> Read:
    from tessera.desk_review.errors import DeskReviewError
    from tessera.extraction import UnreadableFile

    reviews: list[tuple[Path, Review]] = []
    unread: list[str] = []
    with progress(files, label="Reading", length=len(files)) as several:
        for file in several:
            try:
                reviews.append((file, read(file)))
            except (UnreadableFile, DeskReviewError) as error:
                unread.append(str(error))
    return reviews, unread


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
