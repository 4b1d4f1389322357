"""What a trained classifier is: weights of words for every label, what a score means, and from where on it is a yes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from .features import Floats, Matrix, Vocabulary, letters_table, rows_of

BATCH = 4_000
ISSUES, THEMES, PERSONS, ACTION = "issues", "themes", "persons", "action"


@dataclass(frozen=True, slots=True)
class Guess:
    """A label, and how sure the model is of it, from 0 to 1."""

    label: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Reading:
    """What a model reads in one text, by family: the labels it says yes to, and those it is unsure of.

    `action` is the best guess, or None where the model has not learned actions. `margin` says how near the nearest
    decision was, from 0 (could as well be otherwise) to 1: what a person's answer teaches most is near 0.
    """

    labels: dict[str, list[Guess]]
    unsure: dict[str, list[Guess]]
    action: Guess | None
    margin: float


@dataclass(frozen=True, slots=True)
class Family:
    """Labels of one kind, of which a text may have several (or, if `single`, has one).

    A score becomes a confidence by a logistic curve of each label (`slopes`, `levels`). From `yes` on a label is given;
    between `perhaps` and `yes` the model is unsure.
    """

    name: str
    labels: tuple[str, ...]
    single: bool
    slopes: Floats
    levels: Floats
    yes: Floats
    perhaps: Floats


@dataclass(frozen=True)
class Model:
    """A trained classifier. `weights` has a row for each word, key and piece, a column for each label, and is rounded
    to whole numbers that `scales` makes weights of."""

    vocabulary: Vocabulary
    weights: npt.NDArray[np.int8]
    scales: Floats
    offsets: Floats
    families: tuple[Family, ...]
    about: dict[str, Any] = field(default_factory=dict)

    def read(self, texts: Sequence[str]) -> list[Reading]:
        """What it reads in each text."""
        return [
            reading for first in range(0, len(texts), BATCH) for reading in self._read(texts[first : first + BATCH])
        ]

    def scores(self, texts: Sequence[str]) -> Floats:
        """A row for each text, a column for each label of the families in their order."""
        known, strange, names = rows_of(texts, self.vocabulary)
        rows: Floats = known @ self._known_weights
        if names:
            rows += strange @ (letters_table(names, self.vocabulary) @ self._piece_weights)
        return rows + self.offsets

    @cached_property
    def _piece_weights(self) -> Floats:
        first = len(self.vocabulary.words) + len(self.vocabulary.keys)
        return self.weights[first:].astype(np.float32) * self.scales

    @cached_property
    def _known_weights(self) -> Floats:
        """Weights of words with those of their letters in them, and of keys."""
        words, keys = len(self.vocabulary.words), len(self.vocabulary.keys)
        table: Floats = self.weights[: words + keys].astype(np.float32) * self.scales
        letters: Matrix = letters_table(list(self.vocabulary.words), self.vocabulary)
        table[:words] += letters @ self._piece_weights
        return table

    def _read(self, texts: Sequence[str]) -> list[Reading]:
        scores, first = self.scores(texts), 0
        readings = [Reading({}, {}, None, 1.0) for _ in texts]
        for family in self.families:
            own = scores[:, first : first + len(family.labels)]
            first += len(family.labels)
            readings = _singly(family, own, readings) if family.single else _severally(family, own, readings)
        return readings


def _severally(family: Family, scores: Floats, readings: Sequence[Reading]) -> list[Reading]:
    sure = confidences(family, scores)
    says = np.where(sure >= family.yes, 2, np.where(sure >= family.perhaps, 1, 0))
    margins = np.minimum(np.abs(sure - family.yes).min(axis=1) / np.float32(0.5), 1) if sure.size else []
    found: list[tuple[list[Guess], list[Guess]]] = [([], []) for _ in readings]
    for row, column in zip(*(places.tolist() for places in np.nonzero(says)), strict=True):
        guess = Guess(family.labels[column], round(float(sure[row, column]), 3))
        found[row][0 if says[row, column] == 2 else 1].append(guess)
    for yes, perhaps in found:
        yes.sort(key=lambda one: -one.confidence)
        perhaps.sort(key=lambda one: -one.confidence)
    return [
        Reading(
            one.labels | {family.name: yes},
            one.unsure | {family.name: perhaps},
            one.action,
            min(one.margin, round(float(margin), 3)),
        )
        for one, (yes, perhaps), margin in zip(readings, found, margins, strict=True)
    ]


def _singly(family: Family, scores: Floats, readings: Sequence[Reading]) -> list[Reading]:
    sure = confidences(family, scores)
    sure /= np.maximum(sure.sum(axis=1, keepdims=True), 1e-9)
    best = scores.argmax(axis=1)
    return [
        Reading(one.labels, one.unsure, Guess(family.labels[at], round(float(sure[row, at]), 3)), one.margin)
        for row, (one, at) in enumerate(zip(readings, best.tolist(), strict=True))
    ]


def confidences(family: Family, scores: Floats) -> Floats:
    """Scores as confidences."""
    told: Floats = (1 / (1 + np.exp(-np.clip(scores * family.slopes + family.levels, -30, 30)))).astype(np.float32)
    return told
