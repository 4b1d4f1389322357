"""Verbs that run once an hour beside a server, in a process of their own that ends with it.

The process that waits knows no Django and holds nothing open; each run is a process, too, and leaves nothing behind.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator

HOUR, FIRST, LOOK = 3600.0, 60.0, 5.0
VERB = "import sys; from tessera.cli import main; main(sys.argv[1:])"


@contextlib.contextmanager
def hourly(*verbs: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run `tessera VERB` ("digest", "index --tidy"), one after the other, once an hour until the block ends, or the
    process that holds it is gone."""
    command = [sys.executable, "-m", __name__, ",".join(verbs), str(os.getpid())]
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)  # noqa: S603  our own words
    try:
        yield child
    finally:
        child.terminate()
        child.wait()


def _keep_running(verbs: str, server: int) -> None:
    due = time.monotonic() + FIRST
    while os.getppid() == server:
        if time.monotonic() >= due:
            due = time.monotonic() + HOUR
            for verb in verbs.split(","):
                command = [sys.executable, "-c", VERB, *verb.split()]
                subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False)  # noqa: S603
        time.sleep(LOOK)


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):  # the server's Ctrl-C is ours, too
        _keep_running(sys.argv[1], int(sys.argv[2]))
