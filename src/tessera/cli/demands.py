"""`tessera demands`: say which recommendations ask for the same."""

from __future__ import annotations

import sys

import click

from .frame import answer, json_option, with_home


@click.command("demands")
@json_option
@with_home()
def command(as_json: bool) -> None:
    """Place what is new or changed in demands: which recommendations ask one State, and which ask any, for the same.

    Small imports do this by themselves; run it after large ones. Numbers of demands stay, and what people joined or set
    apart stays as they left it.
    """
    from tessera.recommendations.services.demands import demands_place

    with click.progressbar(length=1, label="Placing", file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:

        def progress(placed: int, total: int) -> None:
            bar.length = total
            bar.update(placed - bar.pos)

        done = demands_place(progress=progress)
    told = {
        "recommendations": done.recommendations,
        "demands": done.demands,
        "shared": done.shared,
        "seconds": round(done.seconds, 3),
    }
    text = (
        f"{done.recommendations:,} recommendations placed; {done.demands:,} demands and {done.shared:,} shared demands "
        f"begun, in {done.seconds:.1f} s."
    )
    answer(told, as_json=as_json, text=text)
