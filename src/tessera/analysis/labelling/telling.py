"""What is said of texts, as `tessera classify --json` says it: by the model, or by rules where none was trained."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tessera.analysis.tagging import codes_of_words
from tessera.analysis.theming import goals_by_rule, themes_by_rule
from tessera.analysis.words import folded_words
from tessera.vocabulary import themes

from .model import ISSUES, THEMES, Guess, Model
from .rules import action_by_words, issues_by_words


def texts_told(texts: Sequence[str], model: Model | None) -> list[dict[str, Any]]:
    """One for each text, `row` counting from 1. Issues and action say by whom they are: "model" or "rule"."""
    told = _by_model(texts, model) if model else [_by_rules(text) for text in texts]
    return [
        {"row": row, **own, **_concerned(text, own)} for row, (text, own) in enumerate(zip(texts, told, strict=True), 1)
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


def _concerned(text: str, own: dict[str, Any]) -> dict[str, Any]:
    """Groups by the text's words; goals by rule of its issues, its themes and its groups."""
    words = folded_words(text)
    groups = codes_of_words(words, text)["groups"]
    labels = [one["label"] for name in (ISSUES, THEMES) for one in own.get(name, ())]
    codes = [code for label in labels if (code := themes.resolve(label))] or themes_by_rule(words, text, groups)
    return {"groups": groups, "sdgs": list(goals_by_rule(tuple(dict.fromkeys(codes)), tuple(groups)))}


def _guess(one: Guess) -> dict[str, Any]:
    return {"label": one.label, "confidence": one.confidence}


def _action(one: Guess) -> dict[str, Any]:
    return {"label": int(one.label), "confidence": one.confidence}
