"""Django's `migrate`, quick on an empty database.

Applied one by one, our migrations render most models again for each change: minutes of work for an empty database. What
they come to is known without that. So an empty database gets the tables of the last state at once, then what our
migrations do besides (triggers), and all of them are noted as applied. A database that holds anything is migrated by
Django, step by step. tests/config/test_migrate.py holds that both ways end with the same tables.
"""

from __future__ import annotations

from typing import Any

from django.core.management.commands import migrate
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations import RunPython, RunSQL
from django.db.migrations.executor import MigrationExecutor

STEPWISE = ("app_label", "migration_name", "fake", "fake_initial", "plan", "check_unapplied", "prune")


class Command(migrate.Command):
    """`migrate` with all its options; `--stepwise` applies the migrations one by one in any case."""

    def add_arguments(self, parser: Any) -> None:
        super().add_arguments(parser)
        parser.add_argument("--stepwise", action="store_true", help="Apply one by one, on an empty database, too.")

    def handle(self, *args: Any, **options: Any) -> str | None:
        connection = connections[options["database"]]
        if not options.pop("stepwise", False) and not any(options.get(name) for name in STEPWISE):
            connection.prepare_database()
            if not connection.introspection.table_names():
                tables_make(connection)
        return super().handle(*args, **options)  # type: ignore[no-any-return]


def tables_make(connection: BaseDatabaseWrapper) -> None:
    """The tables of the last state, what our migrations do besides, and the note that all of them were applied."""
    executor = MigrationExecutor(connection)
    executor.recorder.ensure_schema()
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes(), clean_start=True)
    state = executor.loader.project_state()
    with connection.schema_editor(atomic=True) as editor:
        for model in state.apps.get_models():
            if model._meta.can_migrate(connection):
                editor.create_model(model)
        for migration, _backwards in plan:
            if type(migration).__module__.startswith("tessera."):
                for operation in migration.operations:
                    if isinstance(operation, RunPython | RunSQL):
                        operation.database_forwards(migration.app_label, editor, state, state)
        for migration, _backwards in plan:
            executor.record_migration(migration)
