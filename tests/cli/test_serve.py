"""`tessera serve`: from an empty home to a page, and a clear word where that cannot be."""

from __future__ import annotations

import http.client
import re
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from .conftest import TESSERA, Home


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answer(port: int, path: str, **headers: str) -> tuple[int, dict[str, str], str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        named = {name.lower(): value for name, value in response.getheaders()}
        return response.status, named, response.read().decode("utf-8", "replace")
    finally:
        connection.close()


@contextmanager
def served(home: Home, *arguments: str, **environment: str) -> Iterator[tuple[int, subprocess.Popen[str]]]:
    port = free_port()
    process = subprocess.Popen(
        [str(TESSERA), "serve", "--port", str(port), *arguments],
        env=home.environment | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        until = time.monotonic() + 90
        while time.monotonic() < until and process.poll() is None:
            try:
                if answer(port, "/readyz")[0] == 200:
                    break
            except OSError:
                time.sleep(0.1)
        yield port, process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)


def said_by(process: subprocess.Popen[str]) -> str:
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert out == ""
    return err


@pytest.mark.slow
def test_an_empty_home_becomes_a_page_and_a_link_that_works_once(empty_home):
    with served(empty_home, "--workers", "1") as (port, process):
        status, _, page = answer(port, "/")
        assert status == 200
        assert re.search(r'href="(/static/[^"]+\.[0-9a-f]{12}\.css)"', page)
        said = said_by(process)
    assert f"http://127.0.0.1:{port}/\n" in said
    assert re.search(rf"http://127\.0\.0\.1:{port}/sign-in/\S{{20,}}/", said)
    assert process.returncode == 0


@pytest.mark.slow
def test_style_sheets_are_compressed_and_kept_for_good(home):
    with served(home, "--workers", "1") as (port, _):
        sheet = re.search(r'href="(/static/[^"]+\.css)"', answer(port, "/")[2]).group(1)
        status, headers, _ = answer(port, sheet, **{"Accept-Encoding": "gzip"})
    assert status == 200
    assert headers["content-encoding"] == "gzip"
    assert "immutable" in headers["cache-control"]


@pytest.mark.slow
def test_a_restore_is_refused_while_it_serves(home, tmp_path):
    file = tmp_path / "backup.tar.gz"
    with served(home, "--workers", "1"):
        assert home.tessera("backup", file).returncode == 0
        refused = home.tessera("restore", file, "--force")
    assert refused.returncode == 1
    assert "is running" in refused.stderr
    assert home.tessera("restore", file, "--force").returncode == 0


def test_a_port_in_use_is_one_sentence_and_nothing_is_prepared(empty_home):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = empty_home.tessera("serve", PORT=str(port))
    assert done.returncode == 1
    assert done.stderr.startswith(f"Port {port} at 127.0.0.1 cannot be used")
    assert done.stderr.count("\n") == 1
    assert not (empty_home.path / "tessera.sqlite3").exists()


def test_a_dangerous_configuration_does_not_start(home):
    environment = {"PORT": str(free_port()), "TESSERA_URL": "https://tessera.example.org", "TESSERA_DEBUG": "on"}
    done = home.tessera("serve", **environment)
    assert done.returncode == 1
    assert "tessera.E001" in done.stderr
