"""The database of the tests copied and put back, where it is SQLite's in memory: a matter of milliseconds."""

from __future__ import annotations

import sqlite3

from django.db import connection

IN_USE = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
# Pages are remembered by the number of changes (web/remembered.py), and to put back counts as none.
COUNTED = ("CREATE TEMP TABLE IF NOT EXISTS put_back (n)", "INSERT INTO put_back VALUES (1)", "DELETE FROM put_back")


class InUse(Exception):
    """Another connection reads or writes."""


def database_copied() -> sqlite3.Connection | None:
    """A copy in memory; None where the database is not SQLite's."""
    if connection.vendor != "sqlite":
        return None
    connection.ensure_connection()
    copy = sqlite3.connect(":memory:", check_same_thread=False)
    connection.connection.backup(copy)
    return copy


def database_put_back(copy: sqlite3.Connection) -> None:
    """The database as it was when it was copied. Raises InUse rather than wait for somebody who may never go."""
    connection.ensure_connection()
    copy.backup(connection.connection, progress=_not_in_use)
    with connection.cursor() as cursor:
        for statement in COUNTED:
            cursor.execute(statement)


def _not_in_use(status: int, _left: int, _all: int) -> None:
    if status in IN_USE:
        raise InUse
