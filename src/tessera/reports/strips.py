"""A plain chart of amounts over years: one row of small columns for each kind, all to one scale, direct labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from .gantt import read_from
from .svg import COLOUR, svg_drawn

WIDTH, LABELS, PITCH, COLUMN, AXIS, TEXT = 680, 190, 36, 20, 20, 11
MOST_YEARS_NAMED = 13


@dataclass(frozen=True, slots=True)
class Strip:
    """One row: its label and a number for each year."""

    label: str
    numbers: Sequence[int]


def strips_svg(
    strips: Sequence[Strip], years: Sequence[str], *, title: str, description: str, mirrored: bool = False
) -> str:
    """The rows one below the other, years beneath; read from the right where `mirrored`."""
    most = max((number for strip in strips for number in strip.numbers), default=0) or 1
    pitch = (WIDTH - LABELS) / max(len(years), 1)
    width = min(0.7 * pitch, 26)
    columns, numbers, labels = [], [], []
    for row, strip in enumerate(strips):
        foot = row * PITCH + PITCH - 4
        edge = WIDTH if mirrored else 0
        labels.append({"x": edge, "y": foot - 5, "text": read_from(strip.label, right=mirrored)})
        for place, number in enumerate(strip.numbers):
            middle = _across((place + 0.5) * pitch + LABELS, mirrored)
            if number:
                high = max(COLUMN * number / most, 1)
                columns.append({"x": middle - width / 2, "x2": middle + width / 2, "y": foot - high, "y2": foot})
                numbers.append({"x": middle, "y": foot - high - 6, "text": str(number)})
    height = len(strips) * PITCH + AXIS
    named = _years_named(years, pitch, height, mirrored)
    lines = [{"x": 0, "x2": WIDTH, "y": r * PITCH + PITCH - 4, "y2": r * PITCH + PITCH - 4} for r in range(len(strips))]
    return svg_drawn(
        _layers(columns, numbers, labels, named, lines, height=height, mirrored=mirrored),
        title=title,
        description=description,
    )


def _years_named(years: Sequence[str], pitch: float, height: int, mirrored: bool) -> list[dict[str, Any]]:
    step = -(-len(years) // MOST_YEARS_NAMED)
    last = len(years) - 1
    return [
        {"x": _across((place + 0.5) * pitch + LABELS, mirrored), "y": height - AXIS / 2 + 2, "text": year}
        for place, year in enumerate(years)
        if (last - place) % step == 0
    ]


def _across(x: float, mirrored: bool) -> float:
    return WIDTH - x if mirrored else x


def _layers(columns: Any, numbers: Any, labels: Any, named: Any, lines: Any, *, height: int, mirrored: bool) -> Any:
    import altair as alt

    def over(values: list[dict[str, Any]], **channels: str) -> alt.Chart:
        wide = alt.Scale(domain=[0, WIDTH], range=[0, WIDTH], nice=False, zero=False)
        high = alt.Scale(domain=[0, height], range=[0, height], nice=False, zero=False)
        more = [getattr(alt, name.title())(field=field) for name, field in channels.items()]
        return alt.Chart(alt.Data(values=values)).encode(
            alt.X(field="x", type="quantitative", scale=wide, axis=None),
            alt.Y(field="y", type="quantitative", scale=high, axis=None),
            *more,
        )

    def words(values: list[dict[str, Any]], look: str, **more: Any) -> alt.Chart:
        return over(values, text="text").mark_text(fontSize=TEXT, color=COLOUR[look], **more)

    drawn = [
        over(lines, x2="x2", y2="y2").mark_rule(color=COLOUR["grid"]),
        over(columns, x2="x2", y2="y2").mark_rect(color=COLOUR["bar-done"]),
        words(numbers, "ink"),
        words(labels, "ink", align="right" if mirrored else "left"),
        words(named, "muted"),
    ]
    size = {"width": WIDTH, "height": height, "padding": 0, "background": "transparent"}
    return alt.layer(*drawn).properties(**size).configure_view(stroke=None)
