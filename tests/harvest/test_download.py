"""Downloads from a server of our own: whole, cut off and gone on, unchanged, changed midway, wrong."""

from __future__ import annotations

import hashlib
import threading
from base64 import b64encode
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tessera.harvest import NotFetched, download, file_fetch

BODY = bytes(range(256)) * 400  # 102,400 bytes
OTHER = BODY[::-1]


class Server(ThreadingHTTPServer):
    """Serves `body` under `etag`; sends at most `cut` bytes of an answer while there are `cuts` left."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.body, self.etag, self.ranges, self.status = BODY, '"one"', True, 200
        self.cuts, self.cut, self.digest, self.then = 0, 30_000, "", None
        self.asked: list[dict[str, str]] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/export.json"


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        server: Server = self.server
        server.asked.append({name.lower(): value for name, value in self.headers.items()})
        if server.status != 200:
            self.send_error(server.status)
            return
        if server.etag and self.headers.get("If-None-Match") == server.etag:
            self.answer(304, b"")
            return
        first = self.first()
        if first >= len(server.body) and first:
            self.answer(416, b"")
        elif first:
            self.answer(206, server.body[first:])
        else:
            self.answer(200, server.body)

    def first(self) -> int:
        asked, still = self.headers.get("Range"), self.headers.get("If-Range") == self.server.etag
        return int(asked.removeprefix("bytes=").rstrip("-")) if asked and still and self.server.ranges else 0

    def answer(self, status: int, body: bytes) -> None:
        server: Server = self.server
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        if server.etag:
            self.send_header("ETag", server.etag)
        if server.digest:
            self.send_header("Repr-Digest", server.digest)
        self.end_headers()
        if server.cuts and body:
            server.cuts -= 1
            body = body[: server.cut]
            self.wfile.write(body)
            self.wfile.flush()
            if server.then:
                server.then()
            self.connection.close()
            return
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Tests are quiet."""


@pytest.fixture
def server(monkeypatch):
    monkeypatch.setattr(download, "PIECE", 10_000)
    made = Server()
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield made
    made.shutdown()
    made.server_close()
    thread.join()


def fetch(server: Server, folder, **options):
    return file_fetch(server.address, folder, name="export.json", **options)


def test_a_file_is_fetched_whole_and_its_progress_told(server, tmp_path):
    told: list[tuple[int, int]] = []
    done = fetch(server, tmp_path, progress=lambda now, of: told.append((now, of)))
    assert done.path.read_bytes() == BODY
    assert (done.changed, done.sha256) == (True, hashlib.sha256(BODY).hexdigest())
    assert told[-1] == (len(BODY), len(BODY))
    assert [now for now, _of in told] == sorted(now for now, _of in told)
    assert not (tmp_path / "export.json.part").exists()


def test_a_download_that_was_cut_off_goes_on_from_there(server, tmp_path):
    server.cuts = 2
    assert fetch(server, tmp_path).path.read_bytes() == BODY
    asked = [one.get("range") for one in server.asked]
    assert asked[0] is None
    assert asked[1] == "bytes=30000-"
    assert all(one["if-range"] == '"one"' for one in server.asked[1:])


def test_a_download_that_was_given_up_goes_on_in_the_next_call(server, tmp_path):
    server.cuts, server.cut = 100, 15_000
    with pytest.raises(NotFetched) as told:
        fetch(server, tmp_path)
    assert "goes on from where it stopped" in str(told.value)
    assert not (tmp_path / "export.json").exists()
    got = (tmp_path / "export.json.part").stat().st_size
    assert got
    server.cuts = 0
    assert fetch(server, tmp_path).path.read_bytes() == BODY
    assert server.asked[-1]["range"] == f"bytes={got}-"


def test_a_file_that_has_not_changed_is_not_fetched_again(server, tmp_path):
    first = fetch(server, tmp_path)
    again = fetch(server, tmp_path)
    assert (again.changed, again.sha256) == (False, first.sha256)
    assert server.asked[-1]["if-none-match"] == '"one"'
    assert again.path.read_bytes() == BODY


def test_a_file_that_has_changed_is_fetched_anew(server, tmp_path):
    fetch(server, tmp_path)
    server.body, server.etag = OTHER, '"two"'
    done = fetch(server, tmp_path)
    assert (done.changed, done.path.read_bytes()) == (True, OTHER)


def test_a_file_that_changes_midway_is_begun_anew_and_never_mixed(server, tmp_path):
    def change() -> None:
        server.body, server.etag = OTHER, '"two"'

    server.cuts, server.then = 1, change
    assert fetch(server, tmp_path).path.read_bytes() == OTHER
    assert server.asked[1]["if-range"] == '"one"'


def test_a_server_without_ranges_sends_it_whole_again(server, tmp_path):
    server.ranges, server.cuts = False, 1
    assert fetch(server, tmp_path).path.read_bytes() == BODY


def test_without_an_etag_a_part_is_not_gone_on_with(server, tmp_path):
    server.etag, server.cuts = "", 1
    assert fetch(server, tmp_path).path.read_bytes() == BODY
    assert all("range" not in one for one in server.asked)


def test_a_part_that_is_already_whole_or_too_long_is_begun_anew(server, tmp_path):
    server.cuts, server.cut = 100, 15_000
    with pytest.raises(NotFetched):
        fetch(server, tmp_path)
    server.cuts = 0
    (tmp_path / "export.json.part").write_bytes(BODY + b"more")
    assert fetch(server, tmp_path).path.read_bytes() == BODY


def test_the_digest_that_the_server_tells_must_be_right(server, tmp_path):
    server.digest = f"sha-256=:{b64encode(hashlib.sha256(BODY).digest()).decode()}:"
    assert fetch(server, tmp_path).path.read_bytes() == BODY
    server.body, server.etag = OTHER, '"two"'
    with pytest.raises(NotFetched):
        fetch(server, tmp_path)
    assert (tmp_path / "export.json").read_bytes() == BODY, "what was there before stays"


@pytest.mark.parametrize("status", [404, 403, 500])
def test_what_is_not_there_is_said_in_one_sentence(server, tmp_path, status):
    server.status = status
    with pytest.raises(NotFetched) as told:
        fetch(server, tmp_path)
    assert str(status) in str(told.value)
    assert "\n" not in str(told.value)
    assert not (tmp_path / "export.json").exists()


def test_a_server_that_cannot_be_reached_is_said_in_one_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr(download, "TRIES", 1)
    with pytest.raises(NotFetched) as told:
        file_fetch("http://127.0.0.1:9/export.json", tmp_path, name="export.json")
    assert "could not be fetched" in str(told.value)
