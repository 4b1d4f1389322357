"""Errors as people read them: one plain sentence, and for the unexpected a log file that holds the traceback."""

from __future__ import annotations

import contextlib
import os
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import click


class Failure(Exception):
    """The verb could not do what was asked; the message is one sentence for people."""


@contextlib.contextmanager
def failing_on(*expected: type[Exception]) -> Iterator[None]:
    """Turn exceptions whose message is a sentence for people into a Failure."""
    try:
        yield
    except expected as error:
        raise Failure(one_sentence(str(error))) from error


def one_sentence(message: str) -> str:
    """On one line, with a stop at the end."""
    line = " ".join(message.split())
    return line if line.endswith((".", "?", "!", "。")) else f"{line}."


def usage_sentence(error: click.UsageError) -> str:
    command = error.ctx.command_path if error.ctx else "tessera"
    return f"{one_sentence(error.format_message())} See {command} --help."


def unexpected_sentence(error: BaseException) -> str:
    """Keep the traceback in a file and say where it is."""
    kept = _traceback_keep(error)
    where = f"The details are in {kept}." if kept else "The details could not be written to TESSERA_HOME/log."
    return f"Something failed that should not have ({type(error).__name__}). {where}"


def _traceback_keep(error: BaseException) -> Path | None:
    folder = Path(os.environ.get("TESSERA_HOME") or "var").expanduser().absolute() / "log"
    path = folder / f"error-{datetime.now(UTC):%Y%m%d-%H%M%S}-{os.getpid()}.txt"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text("".join(traceback.format_exception(error)), encoding="utf-8")
    except OSError:
        return None
    return path
