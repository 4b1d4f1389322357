"""`tessera backup FILE`: everything that people entered, in one file, while others go on working."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import click

from .frame import Failure, answer, failing_on, json_option, with_home


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--force", is_flag=True, help="Replace FILE where it exists.")
@json_option
@with_home
def command(file: Path, force: bool, as_json: bool) -> None:
    """Write database, files, erasure list and signing key to FILE (.tar.gz). Tessera may be in use meanwhile.

    Keep the file as safe as the server: it holds everything, the signing key included.
    """
    if file.exists() and not force:
        raise Failure(f"{file} exists already: choose another name, or say --force to replace it.")
    if not file.absolute().parent.is_dir():
        raise Failure(f"The folder {file.absolute().parent} does not exist.")
    done = backup_write(file)
    answer(done, as_json=as_json, text=f"Backed up to {file}: {done['members']} files, {done['bytes']:,} bytes.")


def backup_write(file: Path) -> dict[str, Any]:
    from django.conf import settings

    from .archive import DatabaseCopyError, Manifest, archive_write, database_dump, database_dump_name

    home = settings.TESSERA_HOME
    manifest = Manifest(
        version=version("tessera"),
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        engine=settings.DATABASES["default"]["ENGINE"].rsplit(".", 1)[-1],
        migrations=migrations_known(),
    )
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=home) as scratch, failing_on(DatabaseCopyError, OSError):
        dump = Path(scratch) / database_dump_name()
        # The database first: a file that a record names was there before the record.
        database_dump(dump)
        archive_write(file, manifest=manifest, members=_members(home, dump, Path(settings.MEDIA_ROOT)))
    return {
        "file": str(file),
        "bytes": file.stat().st_size,
        "members": len(manifest.members),
        "version": manifest.version,
        "made_at": manifest.made_at,
    }


def _members(home: Path, dump: Path, files: Path) -> Iterator[tuple[str, Path]]:
    yield dump.name, dump
    for name in ("erasures.jsonl", "secret-key"):
        if (home / name).exists():
            yield name, home / name
    for path in sorted(p for p in files.rglob("*") if p.is_file() and not p.is_symlink()):
        yield f"files/{path.relative_to(files).as_posix()}", path


def migrations_known() -> list[str]:
    """Every migration that the database has seen: a Tessera that lacks one of them must not open this backup."""
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())
