"""`tessera classifier`: train it, judge it, read its card."""

from __future__ import annotations

import time
from typing import Any

import click

from .frame import Failure, answer, failing_on, json_option, with_home


@click.group("classifier")
def command() -> None:
    """The classifier that learns issues and actions from imported sources that carry labels."""


@command.command("train")
@json_option
@with_home()
def train(as_json: bool) -> None:
    """Learn from the labels of what is imported. The same data give the same file, byte for byte."""
    from tessera.recommendations.services.classifying import classifier_path, classifier_train

    began = time.monotonic()
    with failing_on(ValueError):
        model = classifier_train()
    about = model.about
    told = {
        "examples": about["examples"],
        "digest": about["digest"],
        "labels": {one.name: len(one.labels) for one in model.families},
        "too_few": about["too_few"],
        "file": str(classifier_path()),
        "bytes": classifier_path().stat().st_size,
        "seconds": round(time.monotonic() - began, 1),
    }
    answer(told, as_json=as_json, text=lambda: _trained(told))


@command.command("evaluate")
@json_option
@with_home()
def evaluate(as_json: bool) -> None:
    """Train on the earlier sessions and judge on the later; the figures go into the card."""
    from tessera.recommendations.services.classifying import classifier_evaluate

    with failing_on(ValueError):
        found = classifier_evaluate()
    answer(found, as_json=as_json, text=lambda: "\n".join(_judged(found)))


@command.command("card")
@json_option
@with_home()
def card(as_json: bool) -> None:
    """What the model learned from, how good it is, and what it must not be used for."""
    from tessera.recommendations.services.classifying import classifier_card

    with failing_on(ValueError):
        found = classifier_card()
    if found is None:
        raise Failure("No classifier has been trained yet: run tessera classifier train.")
    answer(found, as_json=as_json, text=lambda: _card(found))


def _trained(told: dict[str, Any]) -> str:
    counts = ", ".join(f"{count} {name}" for name, count in told["labels"].items())
    lines = [f"Learned {counts} from {told['examples']:,} texts in {told['seconds']} s ({told['bytes']:,} bytes)."]
    lines += [
        f"Not learned, too few examples ({name}): {', '.join(labels)}."
        for name, labels in told["too_few"].items()
        if labels
    ]
    return "\n".join(lines)


def _judged(found: dict[str, Any]) -> list[str]:
    lines = [
        f"Trained until {kind} {one['trained_until']} ({one['trained_on']:,} texts), judged from {one['judged_from']}"
        f" on ({one['judged_on']:,} texts)."
        for kind, one in found["split"].items()
    ]
    for name in ("issues", "themes", "persons"):
        if name in found:
            own = found[name]
            lines.append(f"{name}: micro-F1 {own['micro_f1']:.3f}, macro-F1 {own['macro_f1']:.3f}.")
            lines += [
                f"  {code}: {one['texts']:,} texts, micro-F1 {one['micro_f1']:.3f}"
                for code, one in own["languages"].items()
            ]
            lines += [
                f"  {label}: precision {one['precision']:.2f}, recall {one['recall']:.2f}, F1 {one['f1']:.2f}"
                f" ({one['examples']:,} texts)"
                for label, one in own["labels"].items()
            ]
    if "action" in found:
        lines.append(f"action: {found['action']['right']:.3f} right.")
    return lines


def _card(found: dict[str, Any]) -> str:
    data = found["data"]
    lines = [
        f"{found['model']}, trained on {found['trained']} from {data['examples']:,} texts"
        f" (digest {data['digest'][:16]}).",
        "Languages: " + ", ".join(f"{code} {count:,} texts" for code, count in data["languages"].items()) + ".",
        found["use"],
        *found["not_for"],
    ]
    judged = found["judged_on_later"]
    return "\n".join(lines + (_judged(judged) if judged else ["Not judged yet: run tessera classifier evaluate."]))
