"""What every page must hold to, whoever looks at it and however: for the tests of this folder."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LOOKS: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "Arabic": {"language": "ar"},
    "narrow": {"width": 360},
    "forced colours": {"forced_colors": "active"},
}
OUTLINE = """() => {
  const e = document.activeElement, style = getComputedStyle(e), box = e.getBoundingClientRect();
  return {tag: e.tagName, text: (e.textContent || e.name || "").trim().slice(0, 40), outline: style.outlineStyle,
          width: parseFloat(style.outlineWidth), seen: box.bottom > 0 && box.width > 0 && box.right > 0};
}"""
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def axe_violations(page: Page) -> list[str]:
    """Each violation of WCAG 2.2 AA and of axe's best practices, with the elements."""
    options = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
    found = Axe().run(page, options=options).response["violations"]
    return [f"{v['id']}: {v['help']}: {[node['html'][:160] for node in v['nodes']][:3]}" for v in found]


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    return page.evaluate(OVERFLOW)


def tab_stops(page: Page, *, count: int) -> list[dict[str, Any]]:
    """What has the focus after each press of Tab, and how that shows: `count` stops, fewer where the page ends."""
    stops: list[dict[str, Any]] = []
    for _ in range(count):
        page.keyboard.press("Tab")
        stop = page.evaluate(OUTLINE)
        if stop["tag"] == "BODY":
            break
        stops.append(stop)
    return stops
