"""`tessera migrate`: bring the database up to date."""

from __future__ import annotations

import click

from .frame import answer, json_option, with_home


@click.command("migrate")
@json_option
@with_home(migrated=False)
def command(as_json: bool) -> None:
    """Bring the database up to date. Every other verb does so by itself."""
    from .frame.home import database_migrate

    migrated = database_migrate()
    answer({"migrated": migrated}, as_json=as_json, text="Migrated." if migrated else "Nothing to migrate.")
