"""`tessera gaps`: what the mechanisms asked of a country about minorities, set against its documents; no trace."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .frame import Failure, answer, json_option, progress, with_home

if TYPE_CHECKING:
    from tessera.analysis.documents import Review
    from tessera.analysis.gaps import Gap
    from tessera.recommendations.selectors.demands_in_focus import InFocus


@click.command("gaps")
@click.argument("country")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@json_option
@with_home
def command(country: str, files: tuple[Path, ...], as_json: bool) -> None:
    """Set what COUNTRY was asked about minorities against its documents: addressed, partly, not found. Stores nothing.

    The demands are those of the recommendations that were imported. What the machine says is a suggestion for a person
    to judge: "not found" means not found in this document, and is no finding that it is silent.
    """
    from tessera.extraction import UnreadableFile
    from tessera.network.models.audience import OPERATOR
    from tessera.recommendations.selectors.demands_in_focus import demands_in_focus
    from tessera.vocabulary.countries import resolve

    code = resolve(country)
    if code is None:
        raise Failure(f"“{country}” is no country.")
    demands = demands_in_focus(OPERATOR, code)
    if not demands:
        raise Failure(
            f"No recommendation to {code} about minorities is placed in a demand: run `tessera demands` first."
        )
    told: list[dict[str, Any]] = []
    unread: list[str] = []
    with progress(files, label="Reading", length=len(files)) as several:
        for file in several:
            try:
                told.append(_document(file, code, demands))
            except UnreadableFile as error:
                unread.append(str(error))
    if len(unread) == len(files):
        raise Failure(" ".join(unread))
    data = {"country": code, "demands": len(demands), "documents": told}
    answer(data, as_json=as_json, text=lambda: "\n\n".join(_said(one) for one in told))
    if unread:
        raise Failure(" ".join(unread))


def _document(file: Path, code: str, demands: list[InFocus]) -> dict[str, Any]:
    from tessera.analysis.documents import review_document
    from tessera.analysis.gaps import Asked, Passage, gaps_found
    from tessera.extraction.apart import read_passages_apart

    review = review_document(read_passages_apart(file))
    passages = [Passage(one.id, one.passage.text, one.passage.headings) for one in review.passages]
    asked = [Asked(str(one.demand), one.text) for one in demands]
    found = gaps_found(asked, passages, countries=(code,))
    return {
        "file": file.name,
        "document": {"title": review.title, "language": review.language, "country": review.country or None},
        "remarks": _remarks(review, code),
        "gaps": [_gap(one, gap, review) for one, gap in zip(demands, found, strict=True)],
    }


def _remarks(review: Review, code: str) -> list[str]:
    said = list(review.remarks)
    if review.country and review.country != code:
        said.append(f"The document seems to be about {review.country}, not {code}.")
    if review.language != "en":
        said.append("How well gaps are found was measured on English documents only.")
    return said


def _gap(one: InFocus, gap: Gap, review: Review) -> dict[str, Any]:
    by_id = {passage.id: passage.passage for passage in review.passages}
    found = gap.as_json()
    return {
        **found,
        "demand": one.demand,
        "text": one.text,
        "language": one.language,
        "recommendations": list(one.recommendations),
        "groups": sorted({*one.groups, *found["groups"]}),
        "passages": [
            {"id": key, "page": by_id[key].page or None, "text": by_id[key].text} for key in found["passages"]
        ],
    }


def _said(one: dict[str, Any]) -> str:
    lines = [one["document"]["title"] or one["file"]]
    for status in ("addressed", "partly", "not found"):
        own = [gap for gap in one["gaps"] if gap["status"] == status]
        lines.append(f"{status}: {len(own)} of {len(one['gaps'])} demands")
        for gap in own:
            pages = ", ".join(f"p. {passage['page']}" for passage in gap["passages"] if passage["page"])
            lines.append(f"  {gap['confidence']:.2f}  {gap['text'][:100]}{f'  [{pages}]' if pages else ''}")
    return "\n".join([*lines, *(f"  ! {remark}" for remark in one["remarks"])])
