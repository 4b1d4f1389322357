"""`tessera index`: bring the search index up to date, or make it anew."""

from __future__ import annotations

import click

from .frame import answer, json_option, with_home


@click.command("index")
@click.option("--rebuild", is_flag=True, help="Make the whole index anew from the database.")
@click.option("--tidy", is_flag=True, help="Make it anew only where it lies in many parts, as after a large import.")
@json_option
@with_home()
def command(rebuild: bool, tidy: bool, as_json: bool) -> None:
    """Bring the search index up to date.

    Searching does this by itself as long as there is little to do; run it after large imports. A running server tidies
    once an hour.
    """
    from tessera.search.writer import index_rebuild, index_tidy, index_write

    write = index_rebuild if rebuild else index_tidy if tidy else index_write
    done = write()
    made = "The index was made anew: " if done.rebuilt else ""
    answer(
        {"records": done.records, "rebuilt": done.rebuilt, "seconds": round(done.seconds, 3)},
        as_json=as_json,
        text=f"{made}{done.records} records indexed in {done.seconds:.1f} s.",
    )
