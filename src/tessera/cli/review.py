"""`tessera review`: where and how a country document speaks of minorities, and what was not found in it; stores nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .frame import answer, failing_on, json_option, progress

if TYPE_CHECKING:
    from tessera.analysis.documents import Review


@click.command("review")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@json_option
def command(files: tuple[Path, ...], as_json: bool) -> None:
    """Read country documents (CCA, UNDAF, reports; PDF, .docx, .odt, HTML, text) passage by passage. Stores nothing.

    With one file, --json prints its review; with several, a list of reviews in the order of the files. What the machine says is
    a suggestion for a person to judge: "not found" is no finding that a document is silent.
    """
    from tessera.analysis.documents import review_document
    from tessera.extraction.apart import read_passages_apart

    reviews = []
    with failing_on(ValueError), progress(files, label="Reading", length=len(files)) as several:
        for file in several:
            reviews.append(review_document(read_passages_apart(file)))
    data = [one.as_json() for one in reviews]
    answer(data[0] if len(data) == 1 else data, as_json=as_json, text=lambda: "\n\n".join(map(_said, reviews)))


def _said(review: Review) -> str:
    pages = f", {review.pages} pages" if review.pages else ""
    lines = [
        review.title or "No title",
        f"{review.kind}, {review.country or 'country not known'}, {review.language}{pages}",
        f"{len(review.relevant)} of {len(review.passages)} passages concern minorities or racial discrimination.",
    ]
    for one in review.relevant:
        place = f"p. {one.passage.page}" if one.passage.page else one.passage.number
        lines.append(f"  {place:<6} [{', '.join(one.reading.how)}] {', '.join(one.reading.groups)}: {one.passage.text[:100]}")
    lines += [f"  {one.criterion:<28} {one.rating} ({len(one.passages)} passages)" for one in review.scorecard]
    return "\n".join([*lines, *(f"  ! {remark}" for remark in review.remarks)])
