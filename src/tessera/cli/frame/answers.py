"""What a verb says: its answer on stdout, everything else on stderr."""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from contextvars import ContextVar
from typing import Any, TextIO

import click

_answers: ContextVar[TextIO | None] = ContextVar("answers", default=None)


def answer(data: Any, *, as_json: bool, text: Callable[[], str] | str = "") -> None:
    """Print the verb's one answer: `data` as one JSON document, or `text` for people."""
    out = _answers.get() or sys.stdout
    if as_json:
        click.echo(json.dumps(data, ensure_ascii=False, indent=2, default=str), file=out)
        return
    words = text() if callable(text) else text
    if words:
        click.echo(words, file=out)


def note(sentence: str) -> None:
    """Say on stderr what is being done."""
    click.echo(sentence, err=True)


def progress(rows: Iterable[Any], *, label: str, length: int | None = None) -> AbstractContextManager[Iterable[Any]]:
    """A progress bar on stderr, and only on a terminal."""
    if not sys.stderr.isatty():
        return contextlib.nullcontext(rows)
    return click.progressbar(rows, label=label, length=length, file=sys.stderr)


@contextlib.contextmanager
def stdout_kept_for_answers() -> Iterator[None]:
    """Whatever else prints while a verb works goes to stderr."""
    token = _answers.set(sys.stdout)
    try:
        with contextlib.redirect_stdout(sys.stderr):
            yield
    finally:
        _answers.reset(token)
