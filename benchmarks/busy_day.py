"""Clicks, keys, pages and seconds of waiting of ten things that a secretariat does most. See README.md.

    .venv/bin/python benchmarks/busy_day.py [--checkout FOLDER] [--json]

Each is done in Chromium on the demonstration, from "My work" to done. `--checkout` takes the pages of another checkout,
such as one of an earlier state.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from time import sleep

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE)]

from busy_day_things import THINGS, Hand  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
SERVE = "from tessera.cli import main; main()"
READY = 300  # seconds


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--checkout", type=Path, default=HERE.parent)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="tessera-bench.") as home:
        environment = os.environ | {"TESSERA_HOME": home, "PYTHONPATH": str(asked.checkout.resolve() / "src")}
        environment.pop("DATABASE_URL", None)
        with served(environment) as address:
            world = [sys.executable, str(HERE / "busy_day_world.py")]
            cookie = subprocess.check_output(world, env=environment, text=True).strip()
            figures = day_of(address, cookie)
    tell(figures, as_json=asked.json)
    return 0


@contextlib.contextmanager
def served(environment: dict[str, str]) -> Iterator[str]:
    """The demonstration, on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-c", SERVE, "serve", "--demo", "--port", str(port), "--workers", "1"]
    log = Path(environment["TESSERA_HOME"]) / "serve.log"
    with log.open("w") as said:
        server = subprocess.Popen(command, env=environment, stdout=said, stderr=said)
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(f"{address}/readyz", server)
        yield address
    finally:
        server.terminate()
        server.wait(30)


def wait_for(address: str, server: subprocess.Popen) -> None:
    for _ in range(READY * 2):
        with contextlib.suppress(OSError):
            urllib.request.urlopen(address, timeout=5).close()
            return
        if server.poll() is not None:
            break
        sleep(0.5)
    raise RuntimeError(f"{address} does not answer")


def day_of(address: str, cookie: str) -> list[dict]:
    """What each thing took; the first walk over the pages, before any is counted, warms the server."""
    path = os.environ.get("TESSERA_TEST_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    name, value = cookie.split("=", 1)
    figures = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
        context.set_default_timeout(20_000)
        context.add_cookies([{"name": name, "value": value, "url": address}])
        page = context.new_page()
        for warm in ("/", "/my-work/", "/working-groups/", "/endorsements/", "/yearly-reports/", "/countries/XAR/"):
            page.goto(address + warm)
        for thing in THINGS:
            hand = Hand(page)
            hand.open(f"{address}/my-work/")
            thing(hand)
            figures.append(figure((thing.__doc__ or "").strip(), hand))
        browser.close()
    total = {key: sum(row[key] for row in figures) for key in ("clicks", "keys", "pages", "seconds")}
    return [*figures, {"thing": "All ten", **total, "seconds": round(total["seconds"], 2)}]


def figure(thing: str, hand: Hand) -> dict:
    seconds = round(hand.seconds, 2)
    return {"thing": thing, "clicks": hand.clicks, "keys": hand.keys, "pages": hand.loads, "seconds": seconds}


def tell(figures: list[dict], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(figures, indent=1))
        return
    print(f"{'thing':<75}{'clicks':>7}{'keys':>7}{'pages':>7}{'waited':>10}")
    for row in figures:
        print(f"{row['thing']:<75}{row['clicks']:>7}{row['keys']:>7}{row['pages']:>7}{row['seconds']:>8.2f} s")


if __name__ == "__main__":
    sys.exit(main())
