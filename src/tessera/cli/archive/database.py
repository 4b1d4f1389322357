"""A consistent copy of the database while others write to it, and putting one in its place."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connection

DROP_TABLES = """DO $$ DECLARE name text; BEGIN
  FOR name IN SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = current_schema() LOOP
    EXECUTE 'DROP TABLE IF EXISTS ' || name || ' CASCADE';
  END LOOP;
END $$"""
# Whoever has none of these has nothing that could be lost.
TELLING = ("network.Person", "plans.Plan")


class DatabaseCopyError(Exception):
    """The database could not be copied or replaced; the message is one sentence."""


def database_dump_name() -> str:
    """What the copy is called in the archive; it tells the engine, too."""
    return "database.sqlite3" if connection.vendor == "sqlite" else "database.pgdump"


def database_holds_data() -> bool:
    tables = set(connection.introspection.table_names())
    models = [apps.get_model(name) for name in TELLING]
    return any(m._meta.db_table in tables and m._default_manager.exists() for m in models)


def database_dump(target: Path) -> None:
    """Copy the database to `target`, as it stands at one moment. Writers are not held up."""
    if connection.vendor == "sqlite":
        _sqlite_copy(target)
    else:
        _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={target}", _pg_name())


def database_load(source: Path) -> None:
    """Put a copy in the database's place: wholly or not at all."""
    connection.close()
    if connection.vendor == "sqlite":
        _sqlite_replace(source)
        return
    script = source.with_suffix(".sql")
    try:
        _run("pg_restore", "--clean", "--if-exists", "--no-owner", "--no-privileges", f"--file={script}", str(source))
        _run(
            *("psql", "--quiet", "--no-psqlrc", "--single-transaction", "--set=ON_ERROR_STOP=1", "--output=/dev/null"),
            *(f"--command={DROP_TABLES}", f"--file={script}", _pg_name()),
        )
    finally:
        script.unlink(missing_ok=True)


def _sqlite_copy(target: Path) -> None:
    try:
        source = sqlite3.connect(f"file:{_sqlite_path()}?mode=rw", uri=True, timeout=60, isolation_level=None)
        try:
            # VACUUM INTO leaves out what was deleted: an erased person is not in the free pages of a backup.
            source.execute("VACUUM INTO ?", [str(target)])
        finally:
            source.close()
    except sqlite3.Error as error:
        raise DatabaseCopyError(f"The database could not be copied: {error}.") from error
    target.chmod(0o600)


def _sqlite_replace(source: Path) -> None:
    path = _sqlite_path()
    for ending in ("-wal", "-shm"):
        Path(f"{path}{ending}").unlink(missing_ok=True)
    part = path.with_name(f".{path.name}.part")
    shutil.copyfile(source, part)
    part.chmod(0o600)
    part.replace(path)


def _sqlite_path() -> Path:
    return Path(connection.settings_dict["NAME"])


def _pg_name() -> str:
    return f"--dbname={connection.settings_dict['NAME']}"


def _run(program: str, *arguments: str) -> None:
    """A PostgreSQL tool, connected as Django is; the password is in no command line."""
    at: dict[str, Any] = connection.settings_dict
    place = {"PGHOST": at["HOST"], "PGPORT": at["PORT"], "PGUSER": at["USER"], "PGPASSWORD": at["PASSWORD"]}
    environment = os.environ | {name: str(value) for name, value in place.items() if value}
    try:
        subprocess.run(  # noqa: S603  the program is one of three named above
            [program, *arguments], env=environment, check=True, capture_output=True, text=True, stdin=subprocess.DEVNULL
        )
    except FileNotFoundError:
        raise DatabaseCopyError(
            f"{program} was not found; install PostgreSQL's client programs (on Debian: postgresql-client)."
        ) from None
    except subprocess.CalledProcessError as error:
        said = (error.stderr or "").strip().splitlines() or [f"exit code {error.returncode}"]
        raise DatabaseCopyError(f"{program} failed: {said[0]}.") from error
