"""An empty database is made at once, and ends as if every migration had been applied to it."""

from __future__ import annotations

import sqlite3

import pytest
from django.core.management import call_command
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder


def made(alias: str, path, settings, **options):
    """A database of its own, and what stands in it."""
    connections.settings[alias] = {**connections.settings["default"], "NAME": str(path), "ENGINE": SQLITE}
    try:
        call_command("migrate", database=alias, verbosity=0, interactive=False, **options)
        connection = connections[alias]
        applied = set(MigrationRecorder(connection).applied_migrations())
        return described(connection), applied
    finally:
        connections[alias].close()
        del connections.settings[alias]


SQLITE = "django.db.backends.sqlite3"


def described(connection) -> dict:
    """Tables with their columns, constraints and indexes, and the triggers."""
    with connection.cursor() as cursor:
        tables = {name: described_table(connection, cursor, name) for name in connection.introspection.table_names()}
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        return {"tables": tables, "triggers": dict(cursor.fetchall())}


def described_table(connection, cursor, name: str) -> dict:
    columns = {
        column.name: (column.type_code, column.null_ok, column.pk)
        for column in connection.introspection.get_table_description(cursor, name)
    }
    found = connection.introspection.get_constraints(cursor, name).items()
    # A constraint without a name of its own is named after its place.
    constraints = sorted(
        (key if not key.startswith("__") else "", str(sorted(value.items(), key=str))) for key, value in found
    )
    return {"columns": columns, "constraints": constraints}


@pytest.mark.slow
def test_it_ends_as_if_every_migration_had_been_applied(tmp_path, settings, django_db_blocker):
    if connections["default"].vendor != "sqlite":
        pytest.skip("compared once, on SQLite; every test runs on tables made at once")
    with django_db_blocker.unblock():
        stepwise, applied = made("stepwise", tmp_path / "stepwise.sqlite3", settings, stepwise=True)
        at_once, noted = made("at_once", tmp_path / "at_once.sqlite3", settings)
    assert applied == noted
    assert at_once["tables"].keys() == stepwise["tables"].keys()
    for name, table in stepwise["tables"].items():
        assert at_once["tables"][name] == table, name
    assert at_once["triggers"] == stepwise["triggers"]
    assert len(at_once["triggers"]) == 2


def test_a_database_that_holds_anything_is_left_to_django(tmp_path, settings, django_db_blocker, monkeypatch):
    path = tmp_path / "held.sqlite3"
    with sqlite3.connect(path) as held:
        held.execute("CREATE TABLE mine (a)")
    held.close()
    called = []
    monkeypatch.setattr("tessera.config.management.commands.migrate.tables_make", called.append)
    with django_db_blocker.unblock():
        monkeypatch.setattr("django.core.management.commands.migrate.Command.handle", lambda *_a, **_o: None)
        connections.settings["held"] = {**connections.settings["default"], "NAME": str(path), "ENGINE": SQLITE}
        call_command("migrate", database="held", verbosity=0, interactive=False)
        connections["held"].close()
        del connections.settings["held"]
    assert called == []
