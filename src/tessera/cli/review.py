"""`tessera review`: where and how country documents speak of minorities, and what was not found; stores nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .frame import Failure, answer, json_option, progress

if TYPE_CHECKING:
    from tessera.analysis.documents import Review


@click.command("review")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@json_option
def command(files: tuple[Path, ...], as_json: bool) -> None:
    """Read country documents (CCA, UNDAF, reports; PDF, .docx, .odt, HTML, text) passage by passage. Stores nothing.

    --json prints a list of reviews in the order of the files. What the machine says is a suggestion for a person to
    judge: "not found" is no finding that a document is silent.
    """
    from tessera.analysis.documents import review_document
    from tessera.extraction import UnreadableFile
    from tessera.extraction.apart import read_passages_apart

    reviews: list[tuple[Path, Review]] = []
    unread: list[str] = []
    with progress(files, label="Reading", length=len(files)) as several:
        for file in several:
            try:
                reviews.append((file, review_document(read_passages_apart(file))))
            except UnreadableFile as error:
                unread.append(str(error))
    if len(unread) == len(files) == 1:
        raise Failure(unread[0])
    data = [{"file": file.name, **review.as_json()} for file, review in reviews]
    answer(data, as_json=as_json, text=lambda: "\n\n".join(_said(review) for _file, review in reviews))
    if unread:
        raise Failure(" ".join(unread))


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
