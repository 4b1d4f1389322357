"""The lines of a page in the order in which a person reads them."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from ..laid_pages import WIDE, Stretch

BESIDE = 0.4  # of the lines: so many stand beside one another on a page that was printed across its columns
LEAST_LINES = 8
LABEL = 0.1  # of the page's width: what is narrower beside a line is its number or label, and no column
MIDDLE = (0.3, 0.7)  # of the page's width, where the blank between two columns lies


def lines_of(stretches: Sequence[Stretch], width: float) -> list[Stretch]:
    """Lines in reading order: halves of a line joined, columns one after another."""
    lines = _joined(stretches)
    gutter = _gutter(lines, width)
    return _by_column(lines, gutter) if gutter else lines


def _joined(stretches: Sequence[Stretch]) -> list[Stretch]:
    """A raised sign or a change of type breaks a line in the file: what stands close behind goes on."""
    lines: list[Stretch] = []
    for one in stretches:
        last = lines[-1] if lines else None
        if last is not None and last.is_level_with(one) and one.right - last.right > 0 and (
            -last.size < one.left - last.right < WIDE * max(last.size, one.size)
        ):  # fmt: skip
            between = "" if one.left - last.right < 0.1 * last.size and not one.mark else " "
            lines[-1] = replace(last, text=f"{last.text}{between}{one.text}", right=one.right)
        else:
            lines.append(one)
    return lines


def _gutter(lines: Sequence[Stretch], width: float) -> float:
    """Where the blank between two columns lies that the file runs across; 0 where there is none."""
    beside = [
        (one, other)
        for one, other in itertools.pairwise(lines)
        if one.is_level_with(other) and MIDDLE[0] * width < other.left < MIDDLE[1] * width and one.right < other.left
    ]
    beside = [(one, other) for one, other in beside if one.right - one.left > LABEL * width]
    if len(beside) < max(LEAST_LINES, BESIDE * len(lines) / 2):
        return 0.0
    lefts = sorted(other.left for _, other in beside)
    usual = lefts[len(lefts) // 2]
    close = [left for left in lefts if abs(left - usual) < width / 20]
    return usual - 1.0 if len(close) > BESIDE * len(lefts) else 0.0


def _by_column(lines: Sequence[Stretch], gutter: float) -> list[Stretch]:
    """The left column, then the right one, between the lines that go across."""
    ordered: list[Stretch] = []
    left: list[Stretch] = []
    right: list[Stretch] = []
    for one in sorted(lines, key=lambda s: (-s.bottom, s.left)):
        if one.left < gutter - 1 and one.right > gutter + 1:
            ordered += [*left, *right, one]
            left, right = [], []
        else:
            (left if one.left < gutter - 1 else right).append(one)
    return [*ordered, *left, *right]
