"""Many rows of one table at once, without a model object for each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models

Row = Sequence[Any]


def next_id(model: type[models.Model]) -> int:
    """The first free id. For whoever alone writes the table."""
    last = model._default_manager.aggregate(last=models.Max("pk"))["last"]
    return (last or 0) + 1


def rows_insert(model: type[models.Model], fields: Sequence[str], rows: Sequence[Row]) -> None:
    """Insert rows of values as the database takes them, in the order of `fields` (names of columns)."""
    if not rows:
        return
    quote = connection.ops.quote_name
    columns = ", ".join(quote(name) for name in fields)
    marks = ", ".join(["%s"] * len(fields))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({marks})", rows)  # noqa: S608


def rows_update(model: type[models.Model], fields: Sequence[str], rows: Sequence[Row]) -> None:
    """Change `fields` (names of columns) of many rows: each is an id and the values as the database takes them."""
    if not rows:
        return
    quote = connection.ops.quote_name
    sets = ", ".join(f"{quote(name)} = %s" for name in fields)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {quote(model._meta.db_table)} SET {sets} WHERE id = %s",  # noqa: S608
            [(*values, pk) for pk, *values in rows],
        )


def ids_reset(*kinds: type[models.Model]) -> None:
    """After rows were inserted with their ids: let the database count on from them."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(kinds)):
            cursor.execute(statement)
