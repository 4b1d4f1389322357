"""Requests, several at a time, from processes of their own so that the client's work does not queue behind itself."""

from __future__ import annotations

import http.client
import multiprocessing
import time
from dataclasses import dataclass, field
from multiprocessing.pool import Pool
from types import TracebackType


@dataclass
class Target:
    """One address and the seconds that each request of it took."""

    name: str
    port: int
    path: str
    cookie: str = ""
    seconds: list[float] = field(default_factory=list)
    size: int = 0

    def at(self, share: float) -> float:
        """The latency in seconds below which `share` (0 to 1) of the requests stayed."""
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


class Load:
    """Rounds over several targets: each target is asked alone, in turns, so that all meet the same weather."""

    def __init__(self, concurrency: int) -> None:
        self.concurrency = concurrency
        self._pool: Pool

    def __enter__(self) -> Load:
        self._pool = multiprocessing.get_context("spawn").Pool(self.concurrency)
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._pool.terminate()

    def run(self, targets: list[Target], *, requests: int, rounds: int) -> None:
        """At least `requests` of each target, in `rounds` turns; the first, unmeasured turn warms up."""
        share = -(-requests // (rounds * self.concurrency))
        for turn in range(rounds + 1):
            for target in targets:
                work = [(target.port, target.path, target.cookie, share)] * self.concurrency
                for seconds, size in self._pool.starmap(ask, work, chunksize=1):
                    if turn:
                        target.seconds += seconds
                    target.size = size


def ask(port: int, path: str, cookie: str, times: int) -> tuple[list[float], int]:
    """Seconds of `times` requests over one kept connection, and the bytes of a body as sent."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.connect()
    headers = {"Accept-Encoding": "gzip", "Accept-Language": "en"} | ({"Cookie": cookie} if cookie else {})
    seconds, size = [], 0
    for _ in range(times):
        started = time.perf_counter()
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        size = len(response.read())
        seconds.append(time.perf_counter() - started)
        if response.status != 200:
            raise RuntimeError(f"{path} answered {response.status}")
    connection.close()
    return seconds, size
