"""`tessera demands`: say which recommendations ask for the same."""

from __future__ import annotations

import sys

import click

from .frame import answer, json_option, with_home


@click.command("demands")
@click.option("--weights", is_flag=True, help="Print how words weigh by all that was imported, and place nothing.")
@json_option
@with_home()
def command(weights: bool, as_json: bool) -> None:
    """Place what is new or changed in demands: which recommendations ask one State, and which ask any, for the same.

    Small imports do this by themselves; run it after large ones. Numbers of demands stay, and what people joined or set
    apart stays as they left it.
    """
    from tessera.recommendations.services.demands import demands_place

    if weights:
        _weights(as_json)
        return
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


def _weights(as_json: bool) -> None:
    """The `weights` of vocabulary/data/demand_words.yml, made of the English recommendations that are here."""
    from tessera.recommendations.selectors.demand_words import word_weights_found

    found = {str(weight): stems for weight, stems in word_weights_found().items()}
    lines = (
        f"  {weight}: [{', '.join(repr(one) if one.isdigit() else one for one in stems)}]"
        for weight, stems in found.items()
    )
    answer({"weights": found}, as_json=as_json, text="\n".join(["weights:", *lines]))
