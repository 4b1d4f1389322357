"""Two plain charts of amounts: columns over years, and bars one below the other. Axes from zero, direct labels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .gantt import MOST_YEARS_NAMED, TEXT, read_from
from .svg import COLOUR, svg_drawn

if TYPE_CHECKING:
    import altair

WIDTH, COLUMNS_HEIGHT, PITCH, BAR = 340, 120, 36, 12  # narrow enough to be read unscaled on a telephone


@dataclass(frozen=True, slots=True)
class Amount:
    """How many of something; `look` is one of the bars in svg.NAMES."""

    label: str
    number: int
    look: str = "bar"


def columns_svg(amounts: list[Amount], *, title: str, description: str, mirrored: bool = False) -> str:
    """A column for each amount, in their order (from the right where `mirrored`), its number above it."""
    most, count = max((a.number for a in amounts), default=0) or 1, len(amounts)
    step = -(-count // MOST_YEARS_NAMED)
    values = []
    for place, amount in enumerate(amounts):
        left = count - 1 - place if mirrored else place
        values.append(
            {
                "x": left + 0.1,
                "x2": left + 0.9,
                "middle": left + 0.5,
                "y": 0,
                "y2": amount.number,
                "name": amount.label if place % step == 0 else "",
                "number": str(amount.number) if amount.number else "",
                "look": amount.look,
            }
        )
    scales = Scales(across=[0, count], down=[most, 0], height=COLUMNS_HEIGHT)
    numbers = [v for v in values if count <= 2 * MOST_YEARS_NAMED and v["number"]]
    layers = [
        *scales.rects(values),
        scales.texts(values, x="middle", y="y", text="name", look="muted", dy=14),
        *([scales.texts(numbers, x="middle", y="y2", text="number", look="ink", dy=-8)] if numbers else []),
    ]
    return svg_drawn(scales.drawn(layers), title=title, description=description)


def bars_svg(amounts: list[Amount], *, title: str, description: str, mirrored: bool = False) -> str:
    """A bar for each amount, one below the other, its label and number above it."""
    most = max((a.number for a in amounts), default=0) or 1
    values = []
    for place, amount in enumerate(amounts):
        top = place * PITCH
        label = read_from(f"{amount.label}: {amount.number}", right=mirrored)
        ends = {"x": most - amount.number, "x2": most} if mirrored else {"x": 0, "x2": amount.number}
        edge = {"edge": most if mirrored else 0, "words": top + 9, "label": label}
        values.append({**ends, **edge, "y": top + 19, "y2": top + 19 + BAR, "look": amount.look})
    height = PITCH * len(amounts)
    scales = Scales(across=[0, most], down=[0, height], height=height)
    side = {"align": "right" if mirrored else "left"}
    labels = scales.texts(values, x="edge", y="words", text="label", look="ink", **side)
    return svg_drawn(scales.drawn([*scales.rects(values), labels]), title=title, description=description)


@dataclass(frozen=True, slots=True)
class Scales:
    """Two scales of one drawing, and layers over them."""

    across: list[int]
    down: list[int]
    height: int

    def drawn(self, layers: list[altair.Chart]) -> altair.LayerChart:
        import altair as alt

        size = {"width": WIDTH, "height": self.height, "padding": 4, "background": "transparent"}
        return alt.layer(*layers).properties(**size).configure_view(stroke=None)

    def rects(self, values: list[dict[str, Any]]) -> list[altair.Chart]:
        looks = sorted({v["look"] for v in values})
        return [
            self._over([v for v in values if v["look"] == look], x="x", y="y", x2="x2", y2="y2").mark_rect(
                color=COLOUR[look]
            )
            for look in looks
        ]

    def texts(self, values: list[dict[str, Any]], *, x: str, y: str, text: str, look: str, **more: Any) -> altair.Chart:
        return self._over(values, x=x, y=y, text=text).mark_text(fontSize=TEXT, color=COLOUR[look], **more)

    def _over(self, values: list[dict[str, Any]], *, x: str, y: str, **channels: str) -> altair.Chart:
        import altair as alt

        wide = alt.Scale(domain=self.across, range=[0, WIDTH], nice=False, zero=False)
        high = alt.Scale(domain=self.down, range=[0, self.height], nice=False)
        more = [getattr(alt, name.title())(field=field) for name, field in channels.items()]
        return alt.Chart(alt.Data(values=values)).encode(
            alt.X(field=x, type="quantitative", scale=wide, axis=None),
            alt.Y(field=y, type="quantitative", scale=high, axis=None),
            *more,
        )
