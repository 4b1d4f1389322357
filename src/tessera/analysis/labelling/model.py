"""What a trained classifier is: weights of words for every label, what a score means, and from where on it is a yes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from .features import Floats, Matrix, Vocabulary, letters_table, rows_of

BATCH = 4_000
ISSUES, THEMES, PERSONS, ACTION = "issues", "themes", "persons", "action"


class Guess(NamedTuple):
    """A label, and how sure the model is of it, from 0 to 1."""

    label: str
    confidence: float


class Reading(NamedTuple):
    """What a model reads in one text, by family: the labels it says yes to, and those it is unsure of.

    `action` is the best guess, or None where the model has not learned actions. `margin` says how near the nearest
    decision was, from 0 (could as well be otherwise) to 1: what a person's answer teaches most is near 0.
    """

    labels: Mapping[str, tuple[Guess, ...]]
    unsure: Mapping[str, tuple[Guess, ...]]
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
        labels: list[dict[str, tuple[Guess, ...]]] = [{} for _ in texts]
        unsure: list[dict[str, tuple[Guess, ...]]] = [{} for _ in texts]
        actions: list[Guess | None] = [None] * len(texts)
        margins = np.ones(len(texts), dtype=np.float32)
        for family in self.families:
            own = scores[:, first : first + len(family.labels)]
            sure = confidences_of(own, family.slopes, family.levels)
            first += len(family.labels)
            if family.single:
                actions = _best(family, own, sure)
                continue
            _given_add(labels, family, sure, sure >= family.yes, blank=True)
            _given_add(unsure, family, sure, (sure >= family.perhaps) & (sure < family.yes))
            margins = np.minimum(margins, 2 * np.abs(sure - family.yes).min(axis=1))
        rounded = np.round(margins.astype(np.float64), 3).tolist()
        return list(map(Reading, labels, unsure, actions, rounded))


def _given_add(
    readings: list[dict[str, tuple[Guess, ...]]], family: Family, sure: Floats, given: Any, *, blank: bool = False
) -> None:
    """Add what is given of a family to each text's, the surest first; `blank`: nothing, too, where nothing is."""
    rows, columns = np.nonzero(given)
    values = sure[rows, columns]
    order = np.lexsort((columns, -values, rows))
    rows, columns = rows[order], columns[order].tolist()
    names = [family.labels[column] for column in columns]
    guesses = list(map(Guess, names, np.round(values[order].astype(np.float64), 3).tolist()))
    ends = np.searchsorted(rows, np.arange(len(readings) + 1)).tolist()
    for one, begin, end in zip(readings, ends, ends[1:], strict=False):
        if blank or begin < end:
            one[family.name] = tuple(guesses[begin:end])


def _best(family: Family, scores: Floats, sure: Floats) -> list[Guess | None]:
    best = scores.argmax(axis=1)
    shares = sure[np.arange(len(best)), best] / np.maximum(sure.sum(axis=1), 1e-9)
    values = np.round(shares.astype(np.float64), 3).tolist()
    return [Guess(family.labels[at], value) for at, value in zip(best.tolist(), values, strict=True)]


def confidences_of(scores: Floats, slopes: Floats, levels: Floats) -> Floats:
    """Scores as confidences, by the curve of each label."""
    told: Floats = (1 / (1 + np.exp(-np.clip(scores * slopes + levels, -30, 30)))).astype(np.float32)
    return told
