"""`tessera restore FILE`: a backup takes the place of what is here; what was here is kept aside."""

from __future__ import annotations

import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from .frame import Failure, answer, failing_on, json_option, note, with_home
from .frame.home import database_migrate, home_alone

DERIVED = ("index", "cache")  # they know what was here, and are made anew
KEPT = ("files", "erasures.jsonl", "secret-key")


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--force", is_flag=True, help="Restore although there are data here; they are kept aside.")
@json_option
@with_home(migrated=False)
def command(file: Path, force: bool, as_json: bool) -> None:
    """Put the backup FILE in the place of what is here. Stop the server first.

    What was here is kept in TESSERA_HOME/replaced, and people erased since the backup are erased again.
    """
    from .archive import ArchiveError, DatabaseCopyError

    with home_alone(), failing_on(ArchiveError, DatabaseCopyError):
        done = restore(file, force=force)
    aside = f" What was here is in {done['replaced']}." if done["replaced"] else ""
    answer(done, as_json=as_json, text=f"Restored the backup of {done['made_at']}.{aside}")


def restore(file: Path, *, force: bool) -> dict[str, Any]:
    from django.conf import settings

    from .archive import Manifest, archive_unpack, database_dump_name, database_holds_data

    home = settings.TESSERA_HOME
    holds_data = database_holds_data() or any(Path(settings.MEDIA_ROOT).rglob("*"))
    if holds_data and not force:
        raise Failure("There are data here already: say --force to replace them (they are kept aside).")
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=home) as scratch:
        unpacked = Path(scratch)
        manifest: Manifest = archive_unpack(file, into=unpacked)
        _ensure_fits(manifest, unpacked / database_dump_name())
        replaced = _keep_aside(home) if holds_data else None
        try:
            _put_in_place(home, unpacked)
            _open_up()
        except BaseException:
            if replaced:
                note("The restore failed; what was here is being put back.")
                _put_in_place(home, replaced)
            raise
    return {
        "made_at": manifest.made_at,
        "version": manifest.version,
        "members": len(manifest.members),
        "replaced": str(replaced) if replaced else None,
    }


def _ensure_fits(manifest: Any, dump: Path) -> None:
    """The backup is of this engine, and of no newer Tessera."""
    from django.apps import apps
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    if not dump.exists():
        raise Failure(f"This backup is of a {manifest.engine} database; the one here is {connection.vendor}.")
    here = MigrationLoader(None).disk_migrations
    names = {*here, *(replaced for migration in here.values() for replaced in migration.replaces)}
    labels = {app.label for app in apps.get_app_configs()}
    for known in manifest.migrations:
        app, name = known.split(".", 1)
        if app in labels and (app, name) not in names:
            raise Failure(f"This backup is from a newer Tessera ({manifest.version}); it knows {known}.")


def _keep_aside(home: Path) -> Path:
    """Copy the database and everything beside it to TESSERA_HOME/replaced/<time>."""
    from .archive import database_dump, database_dump_name

    aside = home / "replaced" / f"{datetime.now(UTC):%Y%m%d-%H%M%S-%f}"
    aside.mkdir(mode=0o700, parents=True)
    database_dump(aside / database_dump_name())
    for name in KEPT:
        path = home / name
        if path.is_dir():
            shutil.copytree(path, aside / name)
        elif path.exists():
            shutil.copy2(path, aside / name)
    return aside


def _put_in_place(home: Path, source: Path) -> None:
    from .archive import database_dump_name, database_load

    database_load(source / database_dump_name())
    for name in DERIVED:
        shutil.rmtree(home / name, ignore_errors=True)
    for name in KEPT:
        if name == "erasures.jsonl":
            _erasures_join(home / name, source / name)
        elif (source / name).is_dir():
            shutil.rmtree(home / name, ignore_errors=True)
            shutil.copytree(source / name, home / name)
        elif (source / name).exists():
            shutil.copy2(source / name, home / name)
        elif name == "files":
            shutil.rmtree(home / name, ignore_errors=True)


def _erasures_join(here: Path, restored: Path) -> None:
    """Whoever was erased, before the backup or since, stays erased: the union of both lists, each line once."""
    lines = [line for path in (here, restored) if path.exists() for line in path.read_text("utf-8").splitlines()]
    if not lines:
        return
    part = here.with_name(f".{here.name}.part")
    part.touch(mode=0o600)
    part.write_text("".join(f"{line}\n" for line in dict.fromkeys(lines) if line.strip()), encoding="utf-8")
    part.replace(here)


def _open_up() -> None:
    """Bring an older backup up to date, and erase again whom it still knew."""
    from django.db import connections

    from tessera.network.services.erasure import erasures_repeat

    connections.close_all()
    database_migrate()
    erasures_repeat()
