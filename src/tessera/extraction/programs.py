"""Other programs, run with a bound on how long they take and how much they say."""

from __future__ import annotations

import contextlib
import os
import selectors
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence

CHUNK = 65_536


class SaidTooMuch(Exception):
    """The program wrote more than it may."""


def program_run(
    command: Sequence[str],
    *,
    seconds: float,
    most_bytes: int,
    environment: Mapping[str, str],
    given: bytes = b"",
    alone: bool = False,
) -> tuple[int, bytes]:
    """Runs a program on `given` as its stdin: its exit code (minus the signal that ended it) and its stdout.

    Raises TimeoutError or SaidTooMuch where a bound is met, OSError where there is no such program; it is ended then.
    `alone` puts it into a group of its own, so that what it has started ends with it.
    """
    until = time.monotonic() + seconds
    with subprocess.Popen(  # noqa: S603  a list of words, no shell
        command,
        stdin=subprocess.PIPE if given else subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=dict(environment),
        start_new_session=alone,
    ) as process:
        try:
            said = _exchanged(process, given, until, most_bytes)
            return process.wait(max(0.1, until - time.monotonic())), said
        except subprocess.TimeoutExpired:
            raise TimeoutError from None
        finally:
            _end(process, alone)


def _end(process: subprocess.Popen[bytes], alone: bool) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if alone:
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()


def _exchanged(process: subprocess.Popen[bytes], given: bytes, until: float, most: int) -> bytes:
    """Gives and takes as the program is ready for either."""
    out, into = process.stdout, process.stdin
    if out is None:
        return b""
    said, rest = bytearray(), memoryview(given)
    with selectors.DefaultSelector() as ready:
        ready.register(out, selectors.EVENT_READ)
        if into is not None:
            os.set_blocking(into.fileno(), False)
            ready.register(into, selectors.EVENT_WRITE)
        while (left := until - time.monotonic()) > 0:
            for key, _events in ready.select(left):
                if key.fileobj is not out:
                    rest = _written(key.fd, rest)
                    if into is not None and not rest:
                        ready.unregister(into)
                        into.close()
                    continue
                part = os.read(key.fd, CHUNK)
                said += part
                if len(said) > most:
                    raise SaidTooMuch
                if not part:
                    return bytes(said)
    raise TimeoutError


def _written(descriptor: int, rest: memoryview) -> memoryview:
    """What is still to be given; nothing to a program that does not listen any more."""
    try:
        return rest[os.write(descriptor, rest[:CHUNK]) :]
    except BlockingIOError:
        return rest
    except BrokenPipeError:
        return rest[:0]
