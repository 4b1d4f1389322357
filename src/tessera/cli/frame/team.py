"""Several processes of one verb, kept at work: one that dies is replaced, and the one in its place is told who died.

Whoever watches knows no Django and holds nothing open.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from .hourly import VERB

LOOK = 0.2
PATIENCE = 8.0  # seconds that a process has to finish what it does, when it is told to stop
MORE = 75  # the code with which a process ends that leaves work for the next
BREATH = 5.0  # seconds before a process is replaced that did not live this long


@dataclass(slots=True)
class _Member:
    key: str
    process: subprocess.Popen[bytes]
    begun: float


@dataclass(slots=True)
class Team:
    """`count` processes of `tessera work`, each under a key of its own."""

    count: int
    until_empty: bool = False
    members: list[_Member] = field(default_factory=list)
    stopped: bool = False

    def work(self, *, under: int = 0) -> None:
        """Until told to stop, until the process `under` which it stands is gone, or until nothing is left to do."""
        for one in (signal.SIGTERM, signal.SIGINT):
            signal.signal(one, self._stop)
        self.members = [self._started() for _ in range(self.count)]
        try:
            while self.members and not self.stopped and (not under or os.getppid() == under):
                self._look()
                time.sleep(LOOK)
        finally:
            self._end()

    def _stop(self, *_signal: object) -> None:
        self.stopped = True

    def _look(self) -> None:
        for one in list(self.members):
            code = one.process.poll()
            if code is None:
                continue
            self.members.remove(one)
            if self.until_empty and code == 0:
                continue
            if code not in (0, MORE) and time.monotonic() - one.begun < BREATH:
                time.sleep(BREATH)
            self.members.append(self._started(after=one.key))

    def _started(self, after: str = "") -> _Member:
        key = f"{os.getpid()}-{secrets.token_hex(8)}"
        command = [sys.executable, "-c", VERB, "work", "--as", key, *(["--after", after] if after else [])]
        command += ["--until-empty"] if self.until_empty else []
        # A session of its own: Ctrl-C is for the one that watches, which then tells each once.
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, start_new_session=True)  # noqa: S603
        return _Member(key, process, time.monotonic())

    def _end(self) -> None:
        for one in self.members:
            one.process.terminate()
        until = time.monotonic() + PATIENCE
        for one in self.members:
            with contextlib.suppress(subprocess.TimeoutExpired):
                one.process.wait(max(0.1, until - time.monotonic()))
            one.process.kill()
            one.process.wait()


@contextlib.contextmanager
def team(count: int) -> Iterator[subprocess.Popen[bytes] | None]:
    """Keep a team beside this process until the block ends, or this process is gone; none where `count` is 0."""
    if not count:
        yield None
        return
    command = [sys.executable, "-c", VERB, "work", "--processes", str(count), "--under", str(os.getpid())]
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, start_new_session=True)  # noqa: S603
    try:
        yield child
    finally:
        child.terminate()
        child.wait()
