"""A person who has only a keyboard: finds what they look for with Tab, and presses keys; each press is counted."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

FOCUSED = """() => {
  const e = document.activeElement;
  return [e.localName, (e.textContent || "").trim(), e.name || "", e.getAttribute("href") || ""];
}"""


class Keyboard:
    """Presses keys on the page of one person who is signed in."""

    def __init__(self, page: Page, session: str, server: str) -> None:
        self.page, self.server, self.presses = page, server, 0
        page.context.add_cookies([{"name": "sessionid", "value": session, "url": server}])

    def open(self, path: str) -> None:
        self.page.goto(self.server + path)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.presses += 1

    def write(self, words: str) -> None:
        self.page.keyboard.type(words)
        self.presses += len(words)

    def tab_to(self, words: str = "", *, name: str = "", href: str = "") -> None:
        """Until what has the focus begins with the words, or has that name, or leads there."""
        for _press in range(150):
            self.press("Tab")
            _tag, text, called, leads = self.page.evaluate(FOCUSED)
            if (words and text.startswith(words)) or (name and called == name) or (href and leads.endswith(href)):
                return
        raise AssertionError(f"Tab does not reach {words or name or href!r} on {self.page.url}")

    def go(self, words: str = "", **more: Any) -> None:
        """To a link or button, and press it; waits for the page that follows."""
        self.tab_to(words, **more)
        self.turn("Enter")

    def turn(self, *keys: str) -> None:
        """The last of the keys leads to another page."""
        self.press(*keys[:-1])
        with self.page.expect_navigation():
            self.press(keys[-1])
