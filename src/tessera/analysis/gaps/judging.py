"""From signs to a status with a confidence: an ordered logistic model whose few numbers are kept as data."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Literal, NamedTuple

from tessera.vocabulary.gaps import Confidence, gap_confidence

Status = Literal["addressed", "partly", "not found"]


class Judged(NamedTuple):
    """`confidence` is how likely the status is right, from 0 to 1, as measured (docs/explanation/gaps.md)."""

    status: Status
    confidence: float


def judged(signs: Mapping[str, float], *, something: bool, may_be_addressed: bool) -> Judged:
    """The likeliest status. Without a passage it is "not found"; without an act for the very group, by the very name,
    it is never "addressed"."""
    if not something:
        return Judged("not found", gap_confidence().without)
    chances = chances_of(signs, gap_confidence())
    allowed: list[Status] = ["not found", "partly"]
    if may_be_addressed:
        allowed.append("addressed")
    status = max(allowed, key=lambda one: chances[one])
    return Judged(status, round(chances[status] / sum(chances[one] for one in allowed), 2))


def chances_of(signs: Mapping[str, float], model: Confidence) -> dict[Status, float]:
    """How likely each status is by the signs alone; together they make one."""
    score = sum(weight * signs[sign] for sign, weight in model.weights.items())
    missing = 1 - _logistic(score - model.found)
    addressed = _logistic(score - model.addressed)
    return {"addressed": addressed, "partly": max(0.0, 1 - missing - addressed), "not found": missing}


def _logistic(value: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, value))))
