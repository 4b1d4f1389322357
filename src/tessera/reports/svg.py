"""Draws an Altair chart as an SVG that takes its colours from the page and passes a strict CSP.

Marks are given sentinel colours (COLOUR); each becomes a class of the stylesheet, so that light, dark, print and forced
colours follow the page. No fonts, styles or English of Vega's stay in it. The classes:

    chart-ink        text                             chart-bar          an amount, or work under way
    chart-strong     headings                         chart-bar-planned  work that has not started
    chart-muted      scales, and what is given up     chart-bar-done     work that is done
    chart-grid       lines of the scale               chart-bar-late     the one accent: late or blocked
    chart-today      today's line                     chart-bar-open     nothing has been reported
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Any

from lxml import etree

from .xml_text import xml_text

if TYPE_CHECKING:
    from altair import TopLevelMixin

VEGA_LITE = "6.4"
SVG = "{http://www.w3.org/2000/svg}"
HREF = "{http://www.w3.org/1999/xlink}href"
NAMES = ("ink", "strong", "muted", "grid", "today", "bar", "bar-planned", "bar-done", "bar-late", "bar-open")
COLOUR = {name: f"#00000{number:x}" for number, name in enumerate(NAMES, start=1)}
CLASSES = {colour: f"chart-{name}" for name, colour in COLOUR.items()}
# Vega resolves relative addresses against a host of its own; under this one they come back as they were given.
ELSEWHERE = "https://drawing.invalid"
KEPT = frozenset(
    {
        "d",
        "x",
        "y",
        "x2",
        "y2",
        "dx",
        "dy",
        "transform",
        "text-anchor",
        "font-size",
        "fill-opacity",
        "viewBox",
        "version",
    }
    | {HREF}
)
LONG_FRACTION = re.compile(r"-?\d+\.\d{3,}(?:e-?\d+)?")


def svg_drawn(chart: TopLevelMixin, *, title: str, description: str = "", tips: dict[str, str] | None = None) -> str:
    """The drawing of `chart`. `title` and `description` are its text alternative; `tips` names what its links lead to.

    Without links it is one picture to a screen reader; with links it is a group, or they could not be reached.
    """
    import vl_convert  # loads a JavaScript engine: only where a drawing is not in the cache

    spec = chart.to_dict(context={"pre_transform": False})
    drawn = vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE, allowed_base_urls=[])
    root = etree.fromstring(drawn.encode(), etree.XMLParser(resolve_entities=False, no_network=True))
    for node in root.xpath("//*[local-name()='rect' or contains(@class, 'background') or @d='']"):
        node.getparent().remove(node)
    for node in root.iter():
        _themed(node)
    links = _links_joined(root, tips or {})
    _labelled(root, title, description, role="group" if links else "img")
    return etree.tostring(root, encoding="unicode")


def _themed(node: Any) -> None:
    """Sentinel colours become classes; of the rest only geometry stays."""
    classes = {CLASSES[node.get(name)] for name in ("fill", "stroke") if node.get(name) in CLASSES}
    for name, value in list(node.attrib.items()):
        if name not in KEPT:
            del node.attrib[name]
        elif name != HREF:
            node.set(name, LONG_FRACTION.sub(lambda m: f"{float(m[0]):.2f}".rstrip("0").rstrip("."), value))
    if classes:
        node.set("class", " ".join(sorted(classes)))


def _links_joined(root: Any, tips: dict[str, str]) -> int:
    """A mark and its label that lead to the same place become one link, named by its tip, in the order of the tips.

    Returns how many links there are. All of them lie in the same coordinates, so that any group may hold them.
    """
    first: dict[str, Any] = {}
    for link in list(root.iter(f"{SVG}a")):
        address = link.get(HREF, "").removeprefix(ELSEWHERE)
        link.set(HREF, address)
        if address in first:
            first[address].extend(list(link))
            link.getparent().remove(link)
        else:
            first[address] = link
    if not first:
        return 0
    group = next(iter(first.values())).getparent()
    for address in [*(a for a in tips if a in first), *(a for a in first if a not in tips)]:
        link = first[address]
        group.append(link)
        if address in tips:
            tip = etree.Element(f"{SVG}title")
            tip.text = xml_text(tips[address])
            link.insert(0, tip)
    return len(first)


def _labelled(root: Any, title: str, description: str, *, role: str) -> None:
    """Title and description are found by their ids, which differ from those of other drawings on the page."""
    mark = hashlib.sha256(f"{title}\n{description}".encode()).hexdigest()[:8]
    told = [(name, words) for name, words in (("title", title), ("desc", description)) if words]
    for place, (name, words) in enumerate(told):
        element = etree.Element(f"{SVG}{name}", id=f"{name}-{mark}")
        element.text = xml_text(words)
        root.insert(place, element)
    root.set("role", role)
    root.set("aria-labelledby", f"title-{mark}")
    if description:
        root.set("aria-describedby", f"desc-{mark}")
