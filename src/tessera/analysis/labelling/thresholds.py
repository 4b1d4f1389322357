"""What a score means, and from where on it is a yes: learned on scores of texts that were not trained on."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from .features import Floats

SCORES = np.linspace(-0.7, 0.2, 91)
STEPS = np.linspace(-0.3, 0.3, 61)
HOLDS_TO_ALL = 600  # examples at which a label's own threshold counts as much as that of all labels
UNSURE_FROM = 0.4  # of the confidence from which on it is a yes
ROUNDS = 25
Truth = npt.NDArray[np.bool_]
Steps = npt.NDArray[np.float64]


def curve_fit(scores: Floats, truth: Truth) -> tuple[Floats, Floats]:
    """Slope and level of a logistic curve for each column, by Newton's method, with a pull to 4 and 0 that few examples
    cannot resist (Platt 1999, with a prior)."""
    slopes, levels = np.full(scores.shape[1], 4.0), np.zeros(scores.shape[1])
    x, y = scores.astype(np.float64), truth.astype(np.float64)
    for _ in range(ROUNDS):
        p = 1 / (1 + np.exp(-np.clip(x * slopes + levels, -30, 30)))
        w, error = p * (1 - p), p - y
        g1, g0 = (error * x).sum(0) + (slopes - 4), error.sum(0) + levels
        h11, h10, h00 = (w * x * x).sum(0) + 1, (w * x).sum(0), w.sum(0) + 1
        det = h11 * h00 - h10 * h10
        step1, step0 = (h00 * g1 - h10 * g0) / det, (h11 * g0 - h10 * g1) / det
        slopes, levels = slopes - np.clip(step1, -1, 1), levels - np.clip(step0, -1, 1)
    return slopes.astype(np.float32), levels.astype(np.float32)


def thresholds_choose(scores: Floats, truth: Truth) -> Floats:
    """For each label from which score on it is a yes.

    The best of all labels together (micro-averaged F1), moved to the label's own best as far as its examples bear: few
    examples tell little of where to cut.
    """
    there = truth.sum(0)
    hits, said = _counted(scores, truth, SCORES)
    of_all = SCORES[int(np.argmax(2 * hits.sum(1) / np.maximum(said.sum(1) + there.sum(), 1)))]
    hits, said = _counted(scores, truth, of_all + STEPS)
    own = STEPS[_smooth(2 * hits / np.maximum(said + there, 1)).argmax(axis=0)]
    return np.asarray(of_all + own * there / (there + HOLDS_TO_ALL), dtype=np.float32)


def _counted(scores: Floats, truth: Truth, steps: Steps) -> tuple[Steps, Steps]:
    """For each step and label: how many right ones are at or above it, and how many."""
    hits = np.array([((scores >= step) & truth).sum(0) for step in steps], dtype=np.float64)
    return hits, np.array([(scores >= step).sum(0) for step in steps], dtype=np.float64)


def _smooth(values: Steps) -> Steps:
    """Means of seven neighbours: a peak of one step is chance."""
    padded = np.pad(values, ((3, 3), (0, 0)), mode="edge")
    return np.asarray(sum(padded[at : at + len(values)] for at in range(7)) / 7)
