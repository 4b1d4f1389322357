"""Learning a model from texts that carry labels. scikit-learn is needed here and nowhere else.

The same examples in any order give the same model, byte for byte. The latest occasions (sessions, years) are held back
at first: the scores of their texts tell what a score means (a logistic curve for each label) and from where on it is a
yes. Then all are learned from.
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
from .model import ACTION, ISSUES, PERSONS, THEMES, Family, Model, confidences_of
from .thresholds import UNSURE_FROM, curve_fit, thresholds_choose

FEWEST = 20  # a label with fewer examples is not learned
COST, COST_OF_ACTION = 0.7, 0.3
TOLERANCE, ROUNDS = 1.0, 15  # of the machines; finer ones judge no better
MOST = 127
SHARE_OF_EARLIER = 0.65
FEWEST_HELD = 0.1
FAMILIES = (ISSUES, THEMES, PERSONS)
ACTIONS = ("1", "2", "3", "4", "5")


@dataclass(frozen=True, slots=True, order=True)
class Example:
    """A text with the labels its source gives it: by family, None where the source has no such labels.

    `group` is the number of its occasion (a session, a year), "" where it is not told; texts of one stay together.
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
    weights, offsets, families = [], [], []
    for name, labels in learned.items():
        if labels:
            columns, levels, family = _family_learn(rows, matrix, name, labels)
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
    matrix = sparse.hstack([known, letters]).tocsr().astype(np.float64)  # as the machines want it, once for all
    matrix.sort_indices()
    return matrix


def held_back(rows: Sequence[Example]) -> npt.NDArray[np.bool_]:
    """Which examples are held back: those of the latest occasions, about a third; where there are no two occasions, a
    third by their texts."""
    numbers = np.array([int(one.group) if one.group.isdecimal() else -1 for one in rows])
    late: npt.NDArray[np.bool_] = numbers > np.quantile(numbers, SHARE_OF_EARLIER, method="higher")
    if late.mean() < FEWEST_HELD:
        late = np.array([hashlib.blake2b(one.text.encode(), digest_size=1).digest()[0] % 3 == 0 for one in rows])
    return late


def _order(one: Example) -> tuple[Any, ...]:
    return (one.group, one.text, one.action, one.language, one.issues or (), one.themes or (), one.persons or ())


def _family_learn(
    rows: Sequence[Example], matrix: Matrix, name: str, labels: tuple[str, ...]
) -> tuple[Floats, Floats, Family]:
    own = [one for one in rows if one.labels(name) is not None]
    part = matrix[np.array([one.labels(name) is not None for one in rows])]
    place = {label: at for at, label in enumerate(labels)}
    truth = np.zeros((len(own), len(labels)), dtype=bool)
    for row, one in enumerate(own):
        truth[row, [place[label] for label in one.labels(name) or () if label in place]] = True
    cost, late = COST_OF_ACTION if name == ACTION else COST, held_back(own)
    weights, offsets = _fit(part[~late], truth[~late], cost)
    unseen = np.asarray(part[late] @ weights + offsets, dtype=np.float32)
    slopes, levels = curve_fit(unseen, truth[late])
    yes = confidences_of(thresholds_choose(unseen, truth[late]), slopes, levels)
    family = Family(name, labels, name == ACTION, slopes, levels, yes, yes * np.float32(UNSURE_FROM))
    return *_fit(part, truth, cost), family


def _fit(matrix: Matrix, truth: npt.NDArray[np.bool_], cost: float) -> tuple[Floats, Floats]:
    """Weights and offsets: a column for each label, of linear support vector machines."""
    from sklearn.svm import LinearSVC

    weights = np.zeros((matrix.shape[1], truth.shape[1]), dtype=np.float32)
    offsets = np.full(truth.shape[1], -1, dtype=np.float32)
    for column in range(truth.shape[1]):
        wanted = truth[:, column]
        if wanted.any() and not wanted.all():
            machine = LinearSVC(C=cost, tol=TOLERANCE, max_iter=ROUNDS, random_state=0).fit(matrix, wanted)
            weights[:, column], offsets[column] = machine.coef_[0], machine.intercept_[0]
        elif len(wanted):
            offsets[column] = 1 if wanted.all() else -1
    return weights, offsets
