"""`tessera doctor`: what is well, what should be looked at, what is broken, and what to do about it."""

from __future__ import annotations

import shutil
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import click

from .frame import answer, json_option, with_home

MANY_WAITING = 20_000
LITTLE_SPACE, TOO_LITTLE_SPACE = 2_000_000_000, 200_000_000
SIGNS = {"well": "well    ", "look": "look at ", "broken": "BROKEN  ", "note": "note    "}


class Finding(NamedTuple):
    """`state` is well, look (works, but should be mended), broken, or note (nothing to do)."""

    name: str
    state: str
    message: str


@click.command("doctor")
@json_option
@click.pass_context
@with_home(migrated=False)
def command(ctx: click.Context, as_json: bool) -> None:
    """Check configuration, database, disk, fonts and programs. Ends with 1 when something is broken."""
    from django.conf import settings

    findings = [finding for check in CHECKS for finding in check()]
    broken = any(f.state == "broken" for f in findings)
    data = {
        "version": version("tessera"),
        "python": sys.version.split()[0],
        "home": str(settings.TESSERA_HOME),
        "ok": not broken,
        "checks": [f._asdict() for f in findings],
    }
    lines = [f"Tessera {data['version']}, Python {data['python']}, home {data['home']}", ""]
    lines += [f"{SIGNS[f.state]} {f.name}: {f.message}" for f in findings]
    answer(data, as_json=as_json, text="\n".join(lines))
    ctx.exit(1 if broken else 0)


def configuration() -> Iterator[Finding]:
    """The numbered system checks; docs/reference/settings.md explains each number."""
    from django.core import checks

    found = checks.run_checks(include_deployment_checks=False)
    for message in found:
        state = "broken" if message.level >= checks.ERROR else "look"
        yield Finding(f"configuration {message.id}", state, str(message.msg))
    if not found:
        yield Finding("configuration", "well", "no system check complains")


def home() -> Iterator[Finding]:
    from django.conf import settings

    folder: Path = settings.TESSERA_HOME
    if stat.S_IMODE(folder.stat().st_mode) & 0o007:
        yield Finding("home", "look", f"everybody on this machine may enter {folder}: run chmod 700 on it")
    else:
        yield Finding("home", "well", "closed to others")
    key = folder / "secret-key"
    if key.exists():
        mode = stat.S_IMODE(key.stat().st_mode)
        state = "broken" if mode & 0o077 else "well"
        yield Finding("secret key", state, f"mode {mode:o}" + (": run chmod 600 on it" if state == "broken" else ""))
    else:
        yield Finding("secret key", "note", "given by TESSERA_SECRET_KEY")
    if kept := sorted((folder / "replaced").glob("*")):
        yield Finding("replaced", "look", f"{len(kept)} homes kept by tessera restore: delete them when not needed")


def database() -> Iterator[Finding]:
    from django.db import DatabaseError, connection

    from .frame.home import database_migrate

    try:
        if not connection.introspection.table_names():
            database_migrate()
        name = f"{connection.vendor} {'.'.join(map(str, connection.get_database_version()))}"
        yield Finding("database", *_database_state(name))
    except (DatabaseError, OSError) as error:
        yield Finding("database", "broken", f"cannot be reached: {str(error).splitlines()[0]}")
        return
    yield _migrations()


def _database_state(name: str) -> tuple[str, str]:
    from django.db import connection

    if connection.vendor != "sqlite":
        return "well", name
    with connection.cursor() as cursor:
        wrong = cursor.execute("PRAGMA quick_check(1)").fetchone()[0]
        mode = cursor.execute("PRAGMA journal_mode").fetchone()[0]
    if wrong != "ok":
        return "broken", f"{name}: damaged ({wrong}); restore a backup"
    if mode != "wal":
        return "look", f"{name}: not in WAL mode, so readers wait for writers"
    return "well", f"{name}, WAL mode, undamaged"


def _migrations() -> Finding:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if pending:
        return Finding("migrations", "look", f"{len(pending)} to apply: run tessera migrate")
    return Finding("migrations", "well", "all applied")


def disk() -> Iterator[Finding]:
    from django.conf import settings

    free = shutil.disk_usage(settings.TESSERA_HOME).free
    state = "broken" if free < TOO_LITTLE_SPACE else "look" if free < LITTLE_SPACE else "well"
    yield Finding("disk", state, f"{free / 1e9:.1f} GB free in TESSERA_HOME")


def search_index() -> Iterator[Finding]:
    from django.db import DatabaseError

    from tessera.search.models import Outbox
    from tessera.search.place import index_open

    try:
        waiting = Outbox.objects.count()
        opened = index_open()
    except (DatabaseError, OSError, ValueError):
        yield Finding("search index", "note", "cannot be looked at before the database can")
        return
    if opened is None:
        yield Finding("search index", "note", "none yet, or of an older kind: the first search makes it")
    elif waiting > MANY_WAITING:
        yield Finding("search index", "look", f"{waiting:,} changes wait to be indexed: run tessera index")
    else:
        yield Finding("search index", "well", f"{waiting:,} changes wait to be indexed")


def fonts() -> Iterator[Finding]:
    """Drawings and documents in Arabic and Chinese need fonts that hold their letters."""
    for language, name, package in (("ar", "Arabic", "fonts-noto-core"), ("zh-cn", "Chinese", "fonts-droid-fallback")):
        if not shutil.which("fc-list"):
            yield Finding(f"fonts for {name}", "note", "not known: the program fc-list is not installed")
        elif _said("fc-list", f":lang={language}", "family"):
            yield Finding(f"fonts for {name}", "well", "present")
        else:
            yield Finding(f"fonts for {name}", "look", f"missing: charts cannot show {name} (Debian: {package})")


def fonts_of_pdf() -> Iterator[Finding]:
    """Briefs and packs as PDF are set by typst, which finds fonts by itself, and are refused where letters lack."""
    from tessera.reports.typesetting import fonts_missing

    if packages := fonts_missing():
        yield Finding(
            "fonts for PDF", "look", f"missing: not every language can be set (Debian: {', '.join(packages)})"
        )
    else:
        yield Finding("fonts for PDF", "well", "present for every language")


def programs() -> Iterator[Finding]:
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    yield Finding("Chromium", "note", chromium or "not installed; only the browser tests need it")
    yield scans()


def scans() -> Finding:
    """Scanned pages are read by Tesseract, in the languages that it has."""
    from tessera.extraction.tesseract import TURNED, languages_installed, tesseract

    if not (program := tesseract()):
        return Finding("Tesseract", "note", "not installed; scanned pages stay pictures")
    languages = ", ".join(code for code in languages_installed(program) if code != TURNED)
    return Finding("Tesseract", "note", f"{program}, reads {languages or 'no language'}")


def _said(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=20).stdout.strip()  # noqa: S603


CHECKS: tuple[Callable[[], Iterator[Finding]], ...] = (
    configuration,
    home,
    database,
    disk,
    search_index,
    fonts,
    fonts_of_pdf,
    programs,
)
