"""`tessera relabel`: label all records anew by the rules of today."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator

import click

from .frame import answer, failing_on, json_option, with_home

Progress = Callable[[int, int], None]


@click.command("relabel")
@click.option("--again", is_flag=True, help="Also where the rules of today have been over all records before.")
@json_option
@with_home
def command(again: bool, as_json: bool) -> None:
    """Label all records by the rules of today: groups, themes, goals and the Guidance Note.

    Run it after an upgrade. Labels that a person corrected stay; cut off, it goes on where it was.
    """
    from tessera.extraction import SaidError
    from tessera.recommendations.services.relabelling import records_relabel

    with failing_on(SaidError), _told() as told:
        done = records_relabel(again=again, progress=told)
    answer(
        {"version": done.version, "read": done.read, "changed": done.changed, "ended": str(done.ended)},
        as_json=as_json,
        text=f"{done.read} records read by the rules of version {done.version}; the labels of {done.changed} changed.",
    )


@contextlib.contextmanager
def _told() -> Iterator[Progress | None]:
    """Progress goes to a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    yield lambda read, total: click.echo(f"\rRelabelling: {read} of {total}", err=True, nl=False)
    click.echo(err=True)
