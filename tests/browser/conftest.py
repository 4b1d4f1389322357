"""Chromium for the tests of this folder: Debian's, driven by Playwright. Skips loudly where there is none."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.copies import database_copied, database_put_back
from tests.web.conftest import sink  # noqa: F401  the kitchen sink is looked at here

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "/tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)


def chromium_path() -> str | None:
    asked = os.environ.get("TESSERA_TEST_CHROMIUM")
    return asked or next((found for name in NAMES if (found := shutil.which(name))), None)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = chromium_path()
    if path is None:
        pytest.skip("NOT RUN: no Chromium on this machine (apt-get install chromium), so no page was looked at")
    # Playwright's own event loop runs in this thread; Django would take its tests for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="module")
def _copies() -> dict[Callable[..., Any], tuple[Any, Any, Any]]:
    return {}


@pytest.fixture
def made_once(_copies: Any, transactional_db: None, settings: Any, tmp_path_factory: Any) -> Callable[..., Any]:
    """Calls `make` in a home of its own, the first time; every later test of the module has its database put back as
    it was then, the same home with its index, and what `make` gave."""

    def made(make: Callable[[Any], Any]) -> Any:
        if make in _copies:
            copy, settings.TESSERA_HOME, given = _copies[make]
            database_put_back(copy)
            return given
        settings.TESSERA_HOME = home = tmp_path_factory.mktemp("world")
        given = make(home)
        if (copy := database_copied()) is not None:
            _copies[make] = copy, home, given
        return given

    return made


@pytest.fixture
def open_page(chromium: Browser, live_server: Any) -> Iterator[Callable[..., Page]]:
    """Opens a path of the live server; the language by its code, everything else as Playwright's context has it.

    Fails the test when the browser complains, as it does when the Content-Security-Policy stops something.
    """
    contexts, complaints = [], []

    def opened(path: str, *, language: str = "en", width: int = 1280, **options: Any) -> Page:
        context = chromium.new_context(viewport={"width": width, "height": 900}, locale="en-GB", **options)
        contexts.append(context)
        context.set_default_timeout(10_000)
        context.add_cookies([{"name": "tessera_language", "value": language, "url": live_server.url}])
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(live_server.url + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []
