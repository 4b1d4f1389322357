"""Many rows of one table at once, without a model object for each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models

from .locking import import_lock_held

Row = Sequence[Any]


def next_id(model: type[models.Model]) -> int:
    """The first free id. For whoever alone writes the table: raises RuntimeError without the lock of imports."""
    if not import_lock_held():
        raise RuntimeError(f"ids of {model.__name__} are chosen under the lock of imports only")
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
    key = quote(model._meta.pk.column)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {quote(model._meta.db_table)} SET {sets} WHERE {key} = %s",  # noqa: S608
            [(*values, pk) for pk, *values in rows],
        )


def records_update(model: type[models.Model], fields: Sequence[str], records: Iterable[models.Model]) -> None:
    """Write `fields` (names as in the model) of records that are there, as they stand in the objects."""
    columns = [model._meta.get_field(name) for name in fields]
    rows = [
        (one.pk, *[column.get_db_prep_save(getattr(one, column.attname), connection) for column in columns])
        for one in records
    ]
    rows_update(model, [column.column for column in columns], rows)


def ids_reset(*kinds: type[models.Model]) -> None:
    """After rows were inserted with their ids: let the database count on from them."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(kinds)):
            cursor.execute(statement)
