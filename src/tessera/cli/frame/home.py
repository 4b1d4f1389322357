"""An open TESSERA_HOME: Django set up and the database migrated, once, whoever comes first."""

from __future__ import annotations

import contextlib
import fcntl
import functools
import os
import pkgutil
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import IO, Any

from .answers import stdout_kept_for_answers
from .errors import Failure, one_sentence

_held: list[IO[str]] = []
ADVISORY_LOCK = 0x7E55E7A  # one number for every Tessera that migrates the same PostgreSQL database


def with_home(function: Callable[..., Any] | None = None, *, migrated: bool = True) -> Callable[..., Any]:
    """Decorate a verb: it runs with Django set up, a migrated database, and stdout kept for its answer."""
    if function is None:
        return functools.partial(with_home, migrated=migrated)

    @functools.wraps(function)
    def verb(*args: Any, **kwargs: Any) -> Any:
        with stdout_kept_for_answers():
            home_open(migrated=migrated)
            return function(*args, **kwargs)

    return verb


def home_open(*, migrated: bool = True) -> None:
    """Set Django up and, unless told otherwise, bring the database up to date."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tessera.config.settings")
    import django
    from pydantic import ValidationError

    try:
        django.setup()
    except ValidationError as error:
        wrong = "; ".join(f"{'.'.join(map(str, e['loc'])).upper()}: {e['msg'].lower()}" for e in error.errors())
        raise Failure(one_sentence(f"A setting in the environment is not valid: {wrong}")) from None
    except OSError as error:
        raise Failure(f"TESSERA_HOME cannot be used ({error.filename}: {error.strerror}).") from None
    _home_hold()
    if migrated:
        database_migrate()


def database_migrate() -> bool:
    """Apply the migrations that are missing; True where there were any. Two processes at once take turns."""
    from django.core.management import call_command
    from django.db import OperationalError

    try:
        if not migrations_missing():
            return False
        with home_lock("migrate"), _database_lock():
            if not migrations_missing():
                return False
            call_command("migrate", verbosity=0, interactive=False)
    except OperationalError as error:
        raise Failure(one_sentence(f"The database cannot be opened: {error}")) from error
    return True


def migrations_missing() -> bool:
    """Whether a migration on disk is not recorded in the database. Compares names only: imports no migration."""
    from django.apps import apps
    from django.conf import settings
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    applied = MigrationRecorder(connection).applied_migrations().keys()
    for app in apps.get_app_configs():
        elsewhere = settings.MIGRATION_MODULES.get(app.label)
        folder = Path(str(import_module(elsewhere).__file__)).parent if elsewhere else Path(app.path) / "migrations"
        names = {name for _, name, _ in pkgutil.iter_modules([str(folder)]) if name[0] not in "_~"}
        if any((app.label, name) not in applied for name in names):
            return True
    return False


@contextlib.contextmanager
def home_lock(name: str) -> Iterator[None]:
    """Only one process on this home does `name` at a time; the others wait."""
    from django.conf import settings

    with (settings.TESSERA_HOME / f".{name}.lock").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _home_hold() -> None:
    """Until this process ends (and the workers it forks), nobody replaces what is here."""
    from django.conf import settings

    if _held:
        return
    file = (settings.TESSERA_HOME / ".in-use.lock").open("a")
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        raise Failure("A backup is being restored here; try again when that is done.") from None
    _held.append(file)


@contextlib.contextmanager
def home_alone() -> Iterator[None]:
    """For replacing what is here: raises Failure while a server or another verb works on it."""
    try:
        fcntl.flock(_held[0], fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise Failure("Tessera is running on this home; stop it and try again.") from None
    try:
        yield
    finally:
        fcntl.flock(_held[0], fcntl.LOCK_SH)


@contextlib.contextmanager
def _database_lock() -> Iterator[None]:
    """Homes on several machines may share one PostgreSQL database."""
    from django.db import connection

    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [ADVISORY_LOCK])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [ADVISORY_LOCK])
