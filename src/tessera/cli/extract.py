"""`tessera extract`: what a mechanism's document recommends; stores nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .frame import answer, failing_on, json_option

if TYPE_CHECKING:
    from tessera.harvest import Extraction


@click.command("extract")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@json_option
def command(file: Path, as_json: bool) -> None:
    """Read the recommendations out of a document (PDF, .docx) of a human rights mechanism. Stores nothing."""
    from tessera.harvest import extract_file

    with failing_on(ValueError):
        found = extract_file(file)
    answer(found.as_json(), as_json=as_json, text=lambda: _said(found))


def _said(found: Extraction) -> str:
    own = found.document
    lines = [f"{own.symbol or 'No symbol'}: {own.title}", f"{len(found.recommendations)} recommendations."]
    for one in found.recommendations:
        states = ", ".join(state.printed for state in one.recommending_states)
        lines.append(
            f"  {one.paragraph:<8} [{one.position or one.kind}] {one.text[:100]} ({states or 'no State named'})"
        )
    return "\n".join([*lines, *(f"  ! {remark}" for remark in found.remarks)])
