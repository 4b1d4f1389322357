"""Drawings of the pages as paper takes them: with colours of their own, and as PNG where SVG cannot be."""

from __future__ import annotations

import re

from .typesetting import FAMILIES

# The light colours of the stylesheet (docs: look of the pages).
FILL = {"ink": "#1b2430", "strong": "#1b2430", "muted": "#55606e", "bar": "#5f9dc4", "bar-done": "#0a5a8c"}
FILL |= {"bar-late": "#a3231f"}
OUTLINED = {"bar-planned": ("#e8f1f7", ""), "bar-open": ("#ffffff", ' stroke-dasharray="3 2"')}
STROKE = {"grid": "#d5dae1"}
SCALE = 3.0
PIXEL, LARGER = 25.4 / 96, 1.25  # millimetres
VOWEL_SIGNS = re.compile("[\u064b-\u0652]")  # of Arabic: optional, and typst finds no glyph for them in a drawing


def svg_printed(svg: str) -> str:
    """The drawing with colours and font families in it."""
    for name, colour in FILL.items():
        svg = svg.replace(f'class="chart-{name}"', f'fill="{colour}"')
    for name, (colour, dashes) in OUTLINED.items():
        svg = svg.replace(f'class="chart-{name}"', f'fill="{colour}" stroke="#7b8794"{dashes}')
    for name, colour in STROKE.items():
        svg = svg.replace(f'class="chart-{name}"', f'stroke="{colour}" fill="none"')
    svg = VOWEL_SIGNS.sub("", svg)
    families = ", ".join(FAMILIES)
    return re.sub(r"<svg ", f'<svg font-family="{families}" ', svg, count=1)


def width_printed(svg: str, *, most: float) -> float:
    """In millimetres: a quarter larger than on a screen, so that its letters are those of the text; at most `most`."""
    found = re.search(r'viewBox="[\d.]+ [\d.]+ ([\d.]+)', svg)
    return min(float(found[1]) * PIXEL * LARGER, most) if found else most


def png_printed(svg: str) -> bytes:
    """The drawing as a picture, sharp at the size of a page."""
    import vl_convert

    return bytes(vl_convert.svg_to_png(svg_printed(svg), scale=SCALE))
