"""The map of the world in squares, shaded by amount in one hue; each square leads to its country. It ranks nobody."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from tessera.vocabulary.tile_map import tiles

from .charts import drawing_kept
from .svg import COLOUR, ELSEWHERE, svg_drawn

if TYPE_CHECKING:
    import altair

PITCH, SIDE, TEXT = 28, 26, 11
SHADES = (0.2, 0.4, 0.6, 0.8, 1.0)
ROUND = [first * 10**power for power in range(7) for first in (1, 2, 5)]
SHARES = (10, 25, 50, 75, 100)


@dataclass(frozen=True, slots=True)
class Tile:
    """One country's square: its shade from 0 (nothing) to 5, where it leads and what it says."""

    code: str
    shade: int
    href: str
    tip: str


def bounds_of(numbers: Sequence[int]) -> list[int]:
    """The upper bounds of at most five classes of amounts, in round numbers."""
    most = max(numbers, default=0)
    upper = next((at for at, number in enumerate(ROUND) if number >= most), len(ROUND) - 1)
    return ROUND[max(0, upper - len(SHADES) + 1) : upper + 1]


def shade_of(number: float, bounds: Sequence[int]) -> int:
    """The class of an amount: 0 for nothing, else the place of the first bound that is not below it, from 1."""
    return min(bisect_left(bounds, number), len(bounds) - 1) + 1 + (len(SHADES) - len(bounds)) if number > 0 else 0


def tiles_figure(
    shown: Sequence[Tile], *, bounds: Sequence[int], none: str, unit: str, title: str, sentence: str
) -> str:
    """The drawing, from the cache where it was drawn before. Countries without a square are not on it."""
    key = ["tiles", [asdict(tile) for tile in shown], list(bounds), none, unit, title, sentence]
    return drawing_kept(key, lambda: _drawn(shown, bounds, none, unit, title, sentence))


def _drawn(shown: Sequence[Tile], bounds: Sequence[int], none: str, unit: str, title: str, sentence: str) -> str:
    import altair as alt

    places = tiles()
    squares = [_square(*places[t.code], t.shade, code=t.code, href=t.href) for t in shown if t.code in places]
    rows = max(row for row, _column in places.values()) + 1
    keys = _keys(bounds, none, unit, row=rows)
    size = {
        "width": PITCH * (max(column for _row, column in places.values()) + 1),
        "height": PITCH * (rows + 2),
        "padding": 2,
        "background": "transparent",
    }
    layers = []
    for shade in range(len(SHADES) + 1):
        layers += [_rects([v for v in squares if v["shade"] == shade], shade, "Href")]
        layers += [_rects([v for v in keys if v["shade"] == shade], shade)]
    layers += [_texts(squares, "Href"), _texts([v for v in keys if v["text"]], align="left")]
    chart = alt.layer(*(layer for layer in layers if layer is not None)).properties(**size)
    tips = {tile.href: tile.tip for tile in shown if tile.code in places}
    return svg_drawn(chart.configure_view(stroke=None), title=title, description=sentence, tips=tips)


def _square(row: int, column: int, shade: int, *, code: str, href: str) -> dict[str, Any]:
    x, y = column * PITCH, row * PITCH
    middle = {"mx": x + SIDE / 2, "my": y + SIDE / 2 + 1}
    return {"x": x, "y": y, "x2": x + SIDE, "y2": y + SIDE, "shade": shade, "text": code, **middle} | {
        "href": ELSEWHERE + href
    }


def _keys(bounds: Sequence[int], none: str, unit: str, *, row: int) -> list[dict[str, Any]]:
    """What each shade means, below the map."""
    first = len(SHADES) - len(bounds) + 1
    lower = [1, *(bound + 1 for bound in bounds[:-1])] if unit != "%" else [0, *bounds[:-1]]
    said = [f"{low}–{high}{unit}" if low != high else f"{high}{unit}" for low, high in zip(lower, bounds, strict=True)]
    found = []
    for place, (shade, words) in enumerate([(0, none), *((first + n, text) for n, text in enumerate(said))]):
        x, y = place * PITCH * 5.5, (row + 1) * PITCH
        ends = {"x": x, "y": y, "x2": x + SIDE, "y2": y + SIDE, "shade": shade}
        found.append({**ends, "text": words, "mx": x + SIDE + 6, "my": y + SIDE / 2 + 1})
    return found


def _rects(values: list[dict[str, Any]], shade: int, *channels: str) -> altair.Chart | None:
    if not values:
        return None
    look = {"color": COLOUR["bar"], "fillOpacity": SHADES[shade - 1]} if shade else {"color": COLOUR["bar-open"]}
    return _over(values, "x", "y", X2="x2", Y2="y2", **{name: name.lower() for name in channels}).mark_rect(**look)


def _texts(values: list[dict[str, Any]], *channels: str, **more: Any) -> altair.Chart:
    chart = _over(values, "mx", "my", Text="text", **{name: name.lower() for name in channels})
    return chart.mark_text(fontSize=TEXT, color=COLOUR["ink"], **more)


def _over(values: list[dict[str, Any]], x: str, y: str, **channels: str) -> altair.Chart:
    import altair as alt

    places = tiles().values()
    wide = PITCH * (max(column for _row, column in places) + 1)
    high = PITCH * (max(row for row, _column in places) + 3)
    across = alt.Scale(domain=[0, wide], range=[0, wide], nice=False, zero=False)
    down = alt.Scale(domain=[0, high], range=[0, high], nice=False)
    return alt.Chart(alt.Data(values=values)).encode(
        alt.X(field=x, type="quantitative", scale=across, axis=None),
        alt.Y(field=y, type="quantitative", scale=down, axis=None),
        *(getattr(alt, name)(field=field) for name, field in channels.items()),
    )
