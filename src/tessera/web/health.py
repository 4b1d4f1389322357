"""Answers for whoever watches the server: is the process alive, can it serve."""

from __future__ import annotations

from functools import cache

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers. Asks nothing of the database: a restart would not mend that."""
    return plain("alive\n")


@require_safe
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """The database answers and is migrated; 503 and why, otherwise."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            cursor.fetchone()
        missing = migrations_missing()
    except DatabaseError:
        return plain("not ready: the database does not answer\n", status=503)
    if missing:
        return plain(f"not ready: {missing} migrations are not applied; run tessera migrate\n", status=503)
    return plain("ready\n")


def migrations_missing() -> int:
    """How many migrations the database still lacks."""
    try:
        all_applied()
    except LookupError as found:
        return int(found.args[0])
    return 0


@cache
def all_applied() -> bool:
    """Remembered once true, since migrations are read from files; raised, and so not remembered, while false."""
    executor = MigrationExecutor(connection)
    if plan := executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise LookupError(len(plan))
    return True


def plain(text: str, *, status: int = 200) -> HttpResponse:
    return HttpResponse(text, content_type="text/plain; charset=utf-8", status=status)
