"""`tessera classify`: what texts are about, which is not stored; with --all, what is suggested of records, which is."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from .frame import Failure, answer, failing_on, json_option, note, with_home

BY_RULES = "No classifier has been trained yet: issues and actions are read by rules (tessera classifier train learns)."


@click.command("classify")
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--all", "all_records", is_flag=True, help="Suggest labels for the records whose sources give none.")
@json_option
@with_home
def command(file: Path | None, all_records: bool, as_json: bool) -> None:
    """Say what the texts of FILE are about: a table with a column "text", or one text a line. Stores nothing.

    With --all instead of a file, the trained model reads the records whose sources give no labels; what it suggests
    waits at the review desk. Stopped and run again it goes on where it was; run it after each import and training.

    What the model says is a suggestion; no person or organisation is assigned to a group.
    """
    if (file is None) != all_records:
        raise click.UsageError("Name a file, or say --all.")
    if file is None:
        _all(as_json)
    else:
        _texts(file, as_json)


def _texts(file: Path, as_json: bool) -> None:
    from tessera.analysis.labelling.telling import texts_told
    from tessera.harvest import texts_read
    from tessera.recommendations.services.classifying import classifier_load

    with failing_on(ValueError):
        texts = texts_read(file)
        model = classifier_load()
    if model is None:
        note(BY_RULES)
    told = texts_told(texts, model)
    answer(told, as_json=as_json, text=lambda: "\n".join(map(_said, told)) or "There are no texts in it.")


def _all(as_json: bool) -> None:
    from tessera.recommendations.services.classifying import classifier_load
    from tessera.recommendations.services.suggesting import suggestions_make

    with failing_on(ValueError):
        model = classifier_load()
    if model is None:
        raise Failure("No classifier has been trained yet: run tessera classifier train.")
    with click.progressbar(length=1, label="Reading", file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:

        def progress(read: int, total: int) -> None:
            bar.length = total
            bar.update(read - bar.pos)

        done = suggestions_make(model, progress=progress)
    told = {
        "model": done.model,
        "read": done.read,
        "suggestions": done.suggestions,
        "seconds": round(done.seconds, 3),
    }
    text = (
        f"{done.read:,} records read by {done.model} in {done.seconds:.1f} s; {done.suggestions:,} suggestions stand. "
        "None is a label until a person has confirmed it."
    )
    answer(told, as_json=as_json, text=text)


def _said(one: dict[str, Any]) -> str:
    issues = ", ".join(_with_confidence(issue) for issue in one["issues"]) or "no issue"
    unsure = ", ".join(_with_confidence(issue) for issue in one.get("unsure", {}).get("issues", ()))
    action = f"action {one['action']['label']}" if one["action"] else "no action"
    groups = f"; groups: {', '.join(one['groups'])}" if one["groups"] else ""
    return f"{one['row']}: {issues}{f'; unsure: {unsure}' if unsure else ''}; {action}{groups}"


def _with_confidence(one: dict[str, Any]) -> str:
    return one["label"] if one["confidence"] is None else f"{one['label']} ({one['confidence']:.2f})"
