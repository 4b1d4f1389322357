"""`tessera classify`: what texts are about; stores nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from .frame import answer, failing_on, json_option, note, with_home

BY_RULES = "No classifier has been trained yet: issues and actions are read by rules (tessera classifier train learns)."


@click.command("classify")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@json_option
@with_home
def command(file: Path, as_json: bool) -> None:
    """Say what the texts of FILE are about: a table with a column "text", or one text a line. Stores nothing.

    What the model says is a suggestion; no person or organisation is assigned to a group.
    """
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


def _said(one: dict[str, Any]) -> str:
    issues = ", ".join(_with_confidence(issue) for issue in one["issues"]) or "no issue"
    unsure = ", ".join(_with_confidence(issue) for issue in one.get("unsure", {}).get("issues", ()))
    action = f"action {one['action']['label']}" if one["action"] else "no action"
    groups = f"; groups: {', '.join(one['groups'])}" if one["groups"] else ""
    return f"{one['row']}: {issues}{f'; unsure: {unsure}' if unsure else ''}; {action}{groups}"


def _with_confidence(one: dict[str, Any]) -> str:
    return one["label"] if one["confidence"] is None else f"{one['label']} ({one['confidence']:.2f})"
