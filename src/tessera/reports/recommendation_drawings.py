"""Two drawings of recommendations: columns over years, a row of them for each line; and bars that are parted by share.

Plain values in, SVG out. Axes start at zero, every row stands on the same scale, labels stand at what they name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from .bars import WIDTH, Scales
from .gantt import read_from
from .svg import svg_drawn

LABEL, COLUMNS, GAP = 18, 50, 8
HIGHEST, WIDEST = 0.68, 30  # of a row, so that the number above a column has room; in pixels
BAR, BAR_PITCH = 14, 58
YEARS_NAMED = 7


@dataclass(frozen=True, slots=True)
class YearsRow:
    """One row of columns: its label, and how many in each year."""

    label: str
    numbers: Sequence[int]


@dataclass(frozen=True, slots=True)
class Parted:
    """One bar: its label above it, and its parts as (look, share of 1); `words` tell the parts below it."""

    label: str
    parts: Sequence[tuple[str, float]]
    words: str


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
    for place, bar in enumerate(bars):
        top, at = place * BAR_PITCH, 0.0
        edge = WIDTH if mirrored else 0
        labels.append({"x": edge, "y": top + 9, "text": read_from(bar.label, right=mirrored)})
        words.append({"x": edge, "y": top + 20 + BAR + 9, "text": read_from(bar.words, right=mirrored)})
        for look, share in bar.parts:
            left, right = at * WIDTH, (at + share) * WIDTH
            ends = {"x": WIDTH - right, "x2": WIDTH - left} if mirrored else {"x": left, "x2": right}
            parts.append({**ends, "y": top + 18, "y2": top + 18 + BAR, "look": look})
            at += share
    height = BAR_PITCH * len(bars)
    scales = Scales(across=[0, WIDTH], down=[0, height], height=height)
    side = {"align": "right" if mirrored else "left"}
    layers = [
        *scales.rects(parts),
        scales.texts(labels, x="x", y="y", text="text", look="ink", **side),
        scales.texts(words, x="x", y="y", text="text", look="muted", **side),
    ]
    return svg_drawn(scales.drawn(layers), title=title, description=description)


def _year_names(first: int, count: int, height: int, mirrored: bool) -> list[dict[str, Any]]:
    """As many years as there is room for, under their columns."""
    every, step = -(-count // YEARS_NAMED), min(WIDTH / count, WIDEST)
    return [
        {
            "x": min(max(WIDTH - (at + 0.5) * step if mirrored else (at + 0.5) * step, 15), WIDTH - 15),
            "y": height - 8,
            "text": str(first + at),
        }
        for at in range(0, count, every)
    ]
