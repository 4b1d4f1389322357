"""A Gantt chart: a bar for each row over the years, its label above it, with today's line. Plain values in, SVG out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from .svg import COLOUR, ELSEWHERE, svg_drawn
from .xml_text import xml_text

if TYPE_CHECKING:
    import altair

WIDTH, PITCH, BAR, HEAD = 900, 36, 10, 40
TEXT = 13
LABEL_CHARACTERS = 110  # what fits WIDTH in the widest script at TEXT pixels is cut off; the tip has it whole
MOST_YEARS_NAMED = 12


@dataclass(frozen=True, slots=True)
class GanttRow:
    """A bar from `start` to the end of `end`, or, without years, a heading over the bars that follow.

    `look` is one of the bars in svg.NAMES; `tip` is said of the link to `href`.
    """

    label: str
    start: int | None = None
    end: int | None = None
    look: str = "bar"
    href: str = ""
    tip: str = ""


@dataclass(frozen=True, slots=True)
class GanttWords:
    """What the drawing says beside its labels."""

    title: str
    description: str
    today: str


def gantt_svg(
    rows: list[GanttRow], *, years: range, today: date | None, words: GanttWords, mirrored: bool = False
) -> str:
    """The drawing; `mirrored` lets time run from right to left, for Arabic. `today` is left out where it is None."""
    chart = _Gantt(rows=[_fitting(row, mirrored) for row in rows], years=years, mirrored=mirrored)
    now = chart.today(today, words.today) if today is not None and today.year in years else []
    layers = [chart.grid(), chart.year_names(), *now, *chart.bars(), *chart.labels()]
    tips = {row.href: row.tip for row in rows if row.href}
    return svg_drawn(chart.drawn(layers), title=words.title, description=words.description, tips=tips)


def _fitting(row: GanttRow, mirrored: bool) -> GanttRow:
    """The label on one line, and read from the side it starts at whatever its first letter is."""
    label = " ".join(xml_text(row.label).split())
    if len(label) > LABEL_CHARACTERS:
        label = label[: LABEL_CHARACTERS - 1].rstrip() + "…"
    return replace(row, label=read_from(label, right=mirrored))


def read_from(words: str, *, right: bool) -> str:
    """`words` isolated with their direction (Unicode 9, X5a-X5c), so that “1a” stands where a line begins."""
    return f"{chr(0x2067) if right else chr(0x2066)}{words}{chr(0x2069)}"


@dataclass(frozen=True, slots=True)
class _Gantt:
    rows: list[GanttRow]
    years: range
    mirrored: bool

    @property
    def height(self) -> int:
        return HEAD + PITCH * len(self.rows)

    def drawn(self, layers: list[altair.Chart]) -> altair.LayerChart:
        import altair as alt

        size = {"width": WIDTH, "height": self.height, "padding": 2, "background": "transparent"}
        return alt.layer(*layers).properties(**size).configure_view(stroke=None)

    def grid(self) -> altair.Chart:
        values = [{"x": year, "y": HEAD - 10, "y2": self.height} for year in [*self._named(), self.years.stop]]
        return self._over(values, "Y2").mark_rule(color=COLOUR["grid"])

    def year_names(self) -> altair.Chart:
        values = [{"x": year, "y": HEAD - 19, "text": str(year)} for year in self._named()]
        return self._text(values, "muted")

    def bars(self) -> list[altair.Chart]:
        values: dict[str, list[dict[str, Any]]] = {}
        for top, row in self._placed():
            if row.start is not None:
                bar = {"x": row.start, "x2": (row.end or row.start) + 1, "y": top + 21, "y2": top + 21 + BAR}
                values.setdefault(row.look, []).append({**bar, "href": ELSEWHERE + row.href})
        return [
            self._over(bars, "X2", "Y2", "Href").mark_rect(color=COLOUR[look]) for look, bars in sorted(values.items())
        ]

    def labels(self) -> list[altair.Chart]:
        first = self.years.start
        heads = [{"x": first, "y": t + 20, "text": r.label} for t, r in self._placed() if r.start is None]
        own = [
            {"x": first, "y": t + 11, "text": r.label, "href": ELSEWHERE + r.href}
            for t, r in self._placed()
            if r.start is not None
        ]
        strong = [self._text(heads, "strong")] if heads else []
        return [*strong, self._text(own, "ink", "Href")] if own else strong

    def today(self, day: date, word: str) -> list[altair.Chart]:
        days = (date(day.year + 1, 1, 1) - date(day.year, 1, 1)).days
        at = day.year + (day.timetuple().tm_yday - 1) / days
        line = self._over([{"x": at, "y": 14, "y2": self.height}], "Y2").mark_rule(color=COLOUR["today"])
        # At either edge the word leans inwards, or half of it would be cut off.
        part = (at - self.years.start) / len(self.years)
        leaning = 0 if 0.05 < part < 0.95 else 1 if part <= 0.05 else -1
        side = ("left" if (leaning > 0) != self.mirrored else "right") if leaning else "center"
        named = [{"x": at, "y": 7, "text": read_from(word, right=self.mirrored)}]
        return [line, self._text(named, "ink", align=side, dx=0)]

    def _placed(self) -> list[tuple[int, GanttRow]]:
        return [(HEAD + PITCH * place, row) for place, row in enumerate(self.rows)]

    def _named(self) -> range:
        """Every year, or as many as there is room for."""
        return self.years[:: -(-len(self.years) // MOST_YEARS_NAMED)]

    def _over(self, values: list[dict[str, Any]], *channels: str) -> altair.Chart:
        """A layer over the common scales, x in years and y in pixels, with further `channels` of the same names."""
        import altair as alt

        ends = [WIDTH, 0] if self.mirrored else [0, WIDTH]
        across = alt.Scale(domain=[self.years.start, self.years.stop], range=ends, nice=False, zero=False)
        down = alt.Scale(domain=[0, self.height], range=[0, self.height], nice=False)
        more = [getattr(alt, name)(field=name.lower()) for name in channels]
        return alt.Chart(alt.Data(values=values)).encode(
            alt.X(field="x", type="quantitative", scale=across, axis=None),
            alt.Y(field="y", type="quantitative", scale=down, axis=None),
            *more,
        )

    def _text(self, values: list[dict[str, Any]], look: str, *channels: str, **more: Any) -> altair.Chart:
        start = {"align": "right", "dx": -3} if self.mirrored else {"align": "left", "dx": 3}
        chart = self._over(values, "Text", *channels)
        return chart.mark_text(fontSize=TEXT, color=COLOUR[look], **{**start, **more})
