"""The card of a model: what it is, what it learned from, how good it is, and what it must not be used for."""

from __future__ import annotations

from typing import Any

from .model import Model
from .model_file import VERSION

FOR = (
    "It suggests what a recommendation is about and how specific the requested action is, so that people find and "
    "check more quickly."
)
NOT_FOR = (
    "No person and no organisation is ever assigned to a group by it.",
    "What it says is a suggestion, not a finding, until a person has confirmed it.",
    "It is not for ranking or judging countries: its mistakes differ by country, language and year.",
    "It is not for texts that are no recommendations.",
)


def card_of(model: Model) -> dict[str, Any]:
    """As plain data."""
    return {
        "model": f"labels {model.about['digest'][:12]}",
        "version": VERSION,
        "use": FOR,
        "not_for": list(NOT_FOR),
        "labels": {one.name: len(one.labels) for one in model.families},
        "thresholds": {
            one.name: {label: round(float(at), 3) for label, at in zip(one.labels, one.yes, strict=True)}
            for one in model.families
            if not one.single
        },
        "data": model.about,
    }
