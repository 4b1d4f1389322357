"""What is said of texts, as `tessera classify --json` says it: by the model, or by rules where none was trained."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tessera.analysis.tagging import codes_of_words
from tessera.analysis.words import folded_words

from .model import Guess, Model
from .rules import action_by_words, issues_by_words


def texts_told(texts: Sequence[str], model: Model | None) -> list[dict[str, Any]]:
    """One for each text, `row` counting from 1. Issues and action say by whom they are: "model" or "rule"."""
    told = _by_model(texts, model) if model else [_by_rules(text) for text in texts]
    return [
        {"row": row, **own, **_by_words(text)} for row, (text, own) in enumerate(zip(texts, told, strict=True), start=1)
    ]


def _by_model(texts: Sequence[str], model: Model) -> list[dict[str, Any]]:
    found = []
    for one in model.read(texts):
        families = {name: [_guess(guess) for guess in guesses] for name, guesses in one.labels.items()}
        found.append(
            {
                "issues": [],
                **families,
                "unsure": {name: [_guess(g) for g in guesses] for name, guesses in one.unsure.items() if guesses},
                "action": _action(one.action) if one.action else None,
                "margin": one.margin,
                "by": "model",
            }
        )
    return found


def _by_rules(text: str) -> dict[str, Any]:
    found, action = issues_by_words(text), action_by_words(text)
    return {
        "issues": [{"label": one.label, "confidence": None} for one in found],
        "action": {"label": int(action.label), "confidence": None},
        "evidence": [[one.start, one.end, one.label] for one in found],
        "by": "rule",
    }


def _by_words(text: str) -> dict[str, Any]:
    words = folded_words(text)
    return {"groups": codes_of_words(words, text)["groups"], "sdgs": []}


def _guess(one: Guess) -> dict[str, Any]:
    return {"label": one.label, "confidence": one.confidence}


def _action(one: Guess) -> dict[str, Any]:
    return {"label": int(one.label), "confidence": one.confidence}
