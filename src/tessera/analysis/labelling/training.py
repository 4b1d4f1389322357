"""Learning a model from texts that carry labels. scikit-learn is needed here and nowhere else.

The same examples in any order give the same model, byte for byte. Scores of texts that a half of the sessions was not
trained on tell what a score means (a logistic curve for each label) and from where on it is a yes.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

from .features import Floats, Matrix, Vocabulary, letters_table, rows_of, vocabulary_learn
from .model import ACTION, ISSUES, PERSONS, THEMES, Family, Model, confidences
from .thresholds import curve_fit, thresholds_choose

FEWEST = 20  # a label with fewer examples is not learned
COST, COST_OF_ACTION = 1.0, 0.3
TOLERANCE = 0.1
MOST = 127
FAMILIES = (ISSUES, THEMES, PERSONS)
ACTIONS = ("1", "2", "3", "4", "5")


@dataclass(frozen=True, slots=True, order=True)
class Example:
    """A text with the labels its source gives it: by family, None where the source has no such labels.

    `group` is what its half is chosen by (a session, a year), so that texts of one occasion stay together.
    """

    text: str
    group: str
    language: str
    action: str
    issues: tuple[str, ...] | None = None
    themes: tuple[str, ...] | None = None
    persons: tuple[str, ...] | None = None

    def labels(self, family: str) -> tuple[str, ...] | None:
        """Its labels of a family."""
        if family == ACTION:
            return (self.action,) if self.action else None
        found: tuple[str, ...] | None = getattr(self, family)
        return found


class TooFew(ValueError):
    """There is nothing to learn from; the message is one sentence."""


def model_train(examples: Iterable[Example], *, about: dict[str, Any] | None = None) -> Model:
    """Raises TooFew where no label has enough examples."""
    rows = sorted(examples, key=_order)
    learned = {name: labels_learned(rows, name) for name in (*FAMILIES, ACTION)}
    if not any(learned.values()):
        raise TooFew(f"There is nothing to learn from: no label has {FEWEST} examples.")
    vocabulary = vocabulary_learn([one.text for one in rows])
    matrix = matrix_of([one.text for one in rows], vocabulary)
    halves = np.array([half_of(one) for one in rows], dtype=bool)
    weights, offsets, families = [], [], []
    for name, labels in learned.items():
        if labels:
            columns, levels, family = _family_learn(rows, matrix, halves, name, labels)
            weights.append(columns)
            offsets.append(levels)
            families.append(family)
    table = np.concatenate(weights, axis=1)
    scales = (np.abs(table).max(axis=0) / MOST + 1e-12).astype(np.float32)
    whole = np.rint(table / scales).astype(np.int8)
    told = {"examples": len(rows), "digest": digest_of(rows), **counted(rows, learned), **(about or {})}
    return Model(vocabulary, whole, scales, np.concatenate(offsets), tuple(families), told)


def labels_learned(rows: Sequence[Example], family: str) -> tuple[str, ...]:
    """The labels of a family that have examples enough."""
    counts = Counter(label for one in rows for label in one.labels(family) or ())
    enough = {label for label, count in counts.items() if count >= FEWEST}
    if family == ACTION:
        return tuple(a for a in ACTIONS if a in counts) if len(enough) > 1 else ()
    return tuple(sorted(enough))


def counted(rows: Sequence[Example], learned: dict[str, tuple[str, ...]]) -> dict[str, Any]:
    """What the card says of the data: texts by language, examples of each label, labels with too few."""
    counts = {name: Counter(label for one in rows for label in one.labels(name) or ()) for name in learned}
    return {
        "languages": dict(sorted(Counter(one.language for one in rows).items())),
        "labels": {name: {label: counts[name][label] for label in labels} for name, labels in learned.items()},
        "too_few": {name: dict(sorted((counts[name] - Counter(dict.fromkeys(labels, 10**9))).items()))
                    for name, labels in learned.items()},
        "fewest": FEWEST,
    }  # fmt: skip


def digest_of(rows: Sequence[Example]) -> str:
    """A digest of the examples, whatever their order."""
    held = hashlib.sha256()
    for one in sorted(rows, key=_order):
        held.update(repr(_order(one)).encode())
    return held.hexdigest()


def matrix_of(texts: Sequence[str], vocabulary: Vocabulary) -> Matrix:
    """Texts as rows: words, keys, and the letters of the words."""
    known, strange, names = rows_of(texts, vocabulary)
    letters = known[:, : len(vocabulary.words)] @ letters_table(list(vocabulary.words), vocabulary)
    letters = letters + strange @ letters_table(names, vocabulary)
    matrix = sparse.hstack([known, letters]).tocsr()
    matrix.sort_indices()
    return matrix


def half_of(one: Example) -> bool:
    """The half an example belongs to."""
    if one.group.isdecimal():
        return int(one.group) % 2 == 0
    return hashlib.blake2b((one.group or one.text).encode(), digest_size=1).digest()[0] % 2 == 0


def _order(one: Example) -> tuple[Any, ...]:
    return (one.group, one.text, one.action, one.language, one.issues or (), one.themes or (), one.persons or ())


def _family_learn(
    rows: Sequence[Example], matrix: Matrix, halves: npt.NDArray[np.bool_], name: str, labels: tuple[str, ...]
) -> tuple[Floats, Floats, Family]:
    own = np.array([one.labels(name) is not None for one in rows], dtype=bool)
    place = {label: at for at, label in enumerate(labels)}
    truth = np.zeros((int(own.sum()), len(labels)), dtype=bool)
    for row, one in enumerate(one for one in rows if one.labels(name) is not None):
        truth[row, [place[label] for label in one.labels(name) or () if label in place]] = True
    part, half = matrix[own], halves[own]
    cost = COST_OF_ACTION if name == ACTION else COST
    unseen = np.zeros(truth.shape, dtype=np.float32)
    for side in (half, ~half):
        weights, levels = _fit(part[side], truth[side], cost)
        unseen[~side] = part[~side] @ weights + levels
    slopes, levels = curve_fit(unseen, truth)
    blank = np.full(len(labels), 0.5, dtype=np.float32)
    family = Family(name, labels, name == ACTION, slopes, levels, blank, blank)
    yes, perhaps = thresholds_choose(confidences(family, unseen), truth)
    family = Family(name, labels, name == ACTION, slopes, levels, yes, perhaps)
    return *_fit(part, truth, cost), family


def _fit(matrix: Matrix, truth: npt.NDArray[np.bool_], cost: float) -> tuple[Floats, Floats]:
    """Weights and offsets: a column for each label, of linear support vector machines."""
    from sklearn.svm import LinearSVC

    weights = np.zeros((matrix.shape[1], truth.shape[1]), dtype=np.float32)
    offsets = np.full(truth.shape[1], -1, dtype=np.float32)
    for column in range(truth.shape[1]):
        wanted = truth[:, column]
        if wanted.any() and not wanted.all():
            machine = LinearSVC(C=cost, tol=TOLERANCE, random_state=0).fit(matrix, wanted)
            weights[:, column], offsets[column] = machine.coef_[0], machine.intercept_[0]
        elif len(wanted):
            offsets[column] = 1 if wanted.all() else -1
    return weights, offsets
