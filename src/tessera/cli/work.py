"""`tessera work`: do the long work that people asked for, such as reading documents."""

from __future__ import annotations

import os

import click

from .frame import with_home
from .frame.team import MORE, Team


@click.command("work")
@click.option("--processes", type=click.IntRange(1, 64), default=1, show_default=True, help="How many work at once.")
@click.option("--until-empty", is_flag=True, help="End when nothing waits any more.")
@click.option("--as", "key", hidden=True)
@click.option("--after", hidden=True, multiple=True)
@click.option("--under", type=int, default=0, hidden=True)
@click.pass_context
def command(
    ctx: click.Context, processes: int, until_empty: bool, key: str | None, after: tuple[str, ...], under: int
) -> None:
    """Read documents and compare them with what was recommended, as people asked for in the browser.

    A running server does this by itself, with as many processes as TESSERA_READERS says; more may be started beside it,
    on the same TESSERA_HOME. What a process had begun that was killed is begun again by another.
    """
    if key:
        ctx.exit(MORE if _member(key, after, until_empty=until_empty) else 0)
    Team(processes, until_empty=until_empty).work(under=under)


@with_home
def _member(key: str, after: tuple[str, ...], *, until_empty: bool) -> bool:
    from tessera.desk_review.working import queue_work

    return queue_work(key=key, dead=after, until_empty=until_empty, parent=os.getppid())
