"""`tessera silence`: close the silence periods whose end has come."""

from __future__ import annotations

import click

from .frame import answer, json_option, with_home


@click.command("silence")
@json_option
@with_home()
def command(as_json: bool) -> None:
    """Close the silence periods whose end has come: a text on which silence was kept is endorsed as of that moment.

    A running server does this by itself, once an hour; opening the page of a text does it, too.
    """
    from tessera.coordination.services.silence import silences_settle

    closed = silences_settle()
    answer({"closed": closed}, as_json=as_json, text=f"{closed} silence periods were closed.")
