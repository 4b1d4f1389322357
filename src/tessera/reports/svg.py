"""Draws a Vega-Lite specification as an SVG that takes its colours from the page and passes a strict CSP.

Marks are given sentinel colours (CLASSES); each becomes a class of the stylesheet, so that light, dark, print and
forced colours follow the page. What screen readers get is the page's own sentence and table, not Vega's English.
"""

from __future__ import annotations

from typing import Any

import vl_convert
from lxml import etree

SVG = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}href"
CLASSES = {
    "#000001": "bar-shape",
    "#000002": "bar-done",
    "#000003": "bar-late",
    "#000004": "bar-open",
    "#000005": "today",
    "#000006": "grid",
    "#000007": "quiet",
    "#000008": "ink",
    "#000009": "strong",
}
COLOUR = {name: colour for colour, name in CLASSES.items()}
UNWANTED = ("font-family", "role", "aria-roledescription", "aria-label", "aria-hidden", "pointer-events", "style")
CONFIG = {"background": "transparent", "view": {"stroke": None}, "axis": {"labelFont": "sans-serif"}}


def svg_drawn(spec: dict[str, Any], *, title: str) -> str:
    """The drawing of `spec` with `title` as its text alternative."""
    drawn = vl_convert.vegalite_to_svg({**spec, "config": {**CONFIG, **spec.get("config", {})}}, vl_version="5.20")
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    root = etree.fromstring(drawn.encode(), parser)
    for node in list(root.iter()):
        _themed(node)
    for name in ("width", "height", "class"):
        root.attrib.pop(name, None)
    heading = etree.Element(f"{SVG}title")
    heading.text = title
    root.insert(0, heading)
    root.set("role", "group")
    root.set("aria-label", title)
    root.set("focusable", "false")
    return etree.tostring(root, encoding="unicode")


def _themed(node: Any) -> None:
    for name in UNWANTED:
        label = node.attrib.pop(name, None)
        if name == "aria-label" and label and node.getparent() is not None and node.getparent().tag == f"{SVG}a":
            tip = etree.SubElement(node, f"{SVG}title")
            tip.text = label
    classes = [CLASSES[node.get(name)] for name in ("fill", "stroke") if node.get(name) in CLASSES]
    for name in ("fill", "stroke"):
        if node.get(name) in CLASSES:
            del node.attrib[name]
    if classes:
        node.set("class", " ".join(dict.fromkeys(classes)))
    elif node.get("class", "").startswith("mark-") or node.get("class") in ("background", "foreground"):
        del node.attrib["class"]
    if node.get("target"):
        del node.attrib["target"]
