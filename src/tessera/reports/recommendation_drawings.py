"""Two drawings of recommendations: columns over years, a row of them for each line; and bars that are parted by share.

Plain values in, SVG out. Axes start at zero, every row stands on the same scale, labels stand at what they name.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from .bars import WIDTH, Scales
from .gantt import read_from
from .svg import svg_drawn

LABEL, COLUMNS, GAP = 18, 50, 8
HIGHEST, WIDEST = 0.68, 30  # of a row, so that the number above a column has room; in pixels
BAR, LINE = 14, 16
YEARS_NAMED, YEAR_WIDTH, LINE_CHARACTERS = 7, 38, 48  # a year's four figures with the room between two of them


@dataclass(frozen=True, slots=True)
class YearsRow:
    """One row of columns: its label, and how many in each year."""

    label: str
    numbers: Sequence[int]


@dataclass(frozen=True, slots=True)
class Parted:
    """One bar: its label above it, and its parts as (look, share of 1); `words` tell them below it, each by itself."""

    label: str
    parts: Sequence[tuple[str, float]]
    words: Sequence[str]


def years_svg(
    rows: Sequence[YearsRow], *, first: int, most: int, title: str, description: str, mirrored: bool = False
) -> str:
    """A row of columns for each of `rows`, from the year `first` on; `most` is the number that fills a row."""
    count = max(len(row.numbers) for row in rows)
    step = min(WIDTH / count, WIDEST)
    columns, peaks, labels = [], [], []
    for place, row in enumerate(rows):
        top = place * (LABEL + COLUMNS + GAP)
        base = top + LABEL + COLUMNS
        labels.append({"x": WIDTH if mirrored else 0, "y": top + 8, "text": read_from(row.label, right=mirrored)})
        peak = max(row.numbers)
        for at, number in enumerate(row.numbers):
            if number:
                left = WIDTH - (at + 1) * step if mirrored else at * step
                high = base - max(1.0, COLUMNS * HIGHEST * number / most)
                columns.append({"x": left + step * 0.1, "x2": left + step * 0.9, "y": high, "y2": base, "look": "bar"})
                if number == peak and not any(p["row"] == place for p in peaks):
                    middle = min(max(left + step / 2, 8), WIDTH - 8)
                    peaks.append({"x": middle, "y": high - 7, "text": str(number), "row": place})
    height = len(rows) * (LABEL + COLUMNS + GAP) + LABEL
    scales = Scales(across=[0, WIDTH], down=[0, height], height=height)
    side = {"align": "right" if mirrored else "left"}
    layers = [
        *scales.rects(columns),
        scales.texts(peaks, x="x", y="y", text="text", look="ink"),
        scales.texts(labels, x="x", y="y", text="text", look="ink", **side),
        scales.texts(_year_names(first, count, height, mirrored), x="x", y="y", text="text", look="muted"),
    ]
    return svg_drawn(scales.drawn(layers), title=title, description=description)


def shares_svg(bars: Sequence[Parted], *, title: str, description: str, mirrored: bool = False) -> str:
    """A bar of full width for each of `bars`, parted by share."""
    parts, labels, words = [], [], []
    top, edge = 0, WIDTH if mirrored else 0
    for bar in bars:
        labels.append({"x": edge, "y": top + 9, "text": read_from(bar.label, right=mirrored)})
        parts += _parts(bar, top + 18, mirrored)
        top += 18 + BAR
        for line in _lines(bar.words):
            words.append({"x": edge, "y": top + 9, "text": read_from(line, right=mirrored)})
            top += LINE
        top += LINE
    height = top
    scales = Scales(across=[0, WIDTH], down=[0, height], height=height)
    side = {"align": "right" if mirrored else "left"}
    layers = [
        *scales.rects(parts),
        scales.texts(labels, x="x", y="y", text="text", look="ink", **side),
        scales.texts(words, x="x", y="y", text="text", look="muted", **side),
    ]
    return svg_drawn(scales.drawn(layers), title=title, description=description)


def _parts(bar: Parted, top: int, mirrored: bool) -> list[dict[str, Any]]:
    found, at = [], 0.0
    for look, share in bar.parts:
        left, right = at * WIDTH, (at + share) * WIDTH
        ends = {"x": WIDTH - right, "x2": WIDTH - left} if mirrored else {"x": left, "x2": right}
        found.append({**ends, "y": top, "y2": top + BAR, "look": look})
        at += share
    return found


def _lines(words: Sequence[str]) -> list[str]:
    """As many words on a line as are read unscaled on a telephone."""
    lines: list[str] = []
    for word in words:
        if lines and len(lines[-1]) + len(word) + 3 <= LINE_CHARACTERS:
            lines[-1] = f"{lines[-1]} · {word}"
        else:
            lines.append(word)
    return lines


def _year_names(first: int, count: int, height: int, mirrored: bool) -> list[dict[str, Any]]:
    """As many years as there is room for, under their columns."""
    step = min(WIDTH / count, WIDEST)
    every = max(-(-count // YEARS_NAMED), math.ceil(YEAR_WIDTH / step))
    return [
        {
            "x": min(max(WIDTH - (at + 0.5) * step if mirrored else (at + 0.5) * step, 15), WIDTH - 15),
            "y": height - 8,
            "text": str(first + at),
        }
        for at in range(0, count, every)
    ]
