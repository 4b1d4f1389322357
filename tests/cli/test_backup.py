"""Backup and restore: whole or refused, nothing lost, the erased stay erased."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tessera.cli.archive import ArchiveError, Manifest, archive_unpack, archive_write

from .conftest import SHELL, Home, copied

TITLE = "from tessera.plans.models import Plan; print(Plan.objects.get().title)"
RENAME = "from tessera.plans.models import Plan; p = Plan.objects.get(); p.title = {!r}; p.save()"


@pytest.fixture(scope="module")
def once(seeded: Home, tmp_path_factory) -> Iterator[tuple[Home, Path]]:
    """A home with a title of its own, a file and an erasure, and its backup; to be copied, not used."""
    folder = tmp_path_factory.mktemp("once")
    file = folder / "backup.tar.gz"
    with copied(seeded, folder / "home") as home:
        home.python(RENAME.format("As backed up"))
        (home.path / "files" / "ab").mkdir(parents=True)
        (home.path / "files" / "ab" / "note.txt").write_text("evidence")
        (home.path / "erasures.jsonl").write_text('{"person": "first"}\n')
        done = home.tessera("backup", file, "--json")
        assert done.returncode == 0, done.stderr
        assert json.loads(done.stdout)["file"] == str(file)
        yield home, file


@pytest.fixture
def used(once: tuple[Home, Path], tmp_path: Path) -> Iterator[Home]:
    with copied(once[0], tmp_path / "home") as home:
        yield home


@pytest.fixture
def backup(once: tuple[Home, Path], tmp_path: Path) -> Path:
    """Of `used`."""
    return Path(shutil.copy2(once[1], tmp_path / "backup.tar.gz"))


def members(file: Path) -> set[str]:
    with tarfile.open(file) as tar:
        return set(tar.getnames())


def test_a_backup_holds_database_files_erasures_key_and_a_manifest(backup):
    names = members(backup)
    assert {"files/ab/note.txt", "erasures.jsonl", "secret-key", "manifest.json"} <= names
    assert len(names & {"database.sqlite3", "database.pgdump"}) == 1
    assert backup.stat().st_mode & 0o077 == 0


def test_a_backup_replaces_a_file_only_when_told(used, backup):
    refused = used.tessera("backup", backup)
    assert refused.returncode == 1
    assert "--force" in refused.stderr
    assert used.tessera("backup", "--force", backup).returncode == 0


def test_a_backup_into_no_folder_is_one_sentence(used, tmp_path):
    done = used.tessera("backup", tmp_path / "nowhere" / "b.tar.gz")
    assert done.returncode == 1
    assert "does not exist" in done.stderr


def test_restoring_into_an_empty_home_gives_what_was_backed_up(backup, used, empty_home):
    done = empty_home.tessera("restore", backup, "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["replaced"] is None
    assert empty_home.python(TITLE) == "As backed up"
    assert (empty_home.path / "files/ab/note.txt").read_text() == "evidence"
    assert (empty_home.path / "secret-key").read_text() == (used.path / "secret-key").read_text()
    assert empty_home.tessera("doctor").returncode == 0


def test_restoring_over_data_needs_force_and_keeps_what_was_there(backup, used):
    used.python(RENAME.format("Written since"))
    (used.path / "files/ab/later.txt").write_text("later")
    refused = used.tessera("restore", backup)
    assert refused.returncode == 1
    assert used.python(TITLE) == "Written since"

    done = used.tessera("restore", backup, "--force", "--json")
    assert done.returncode == 0, done.stderr
    assert used.python(TITLE) == "As backed up"
    assert not (used.path / "files/ab/later.txt").exists()
    replaced = Path(json.loads(done.stdout)["replaced"])
    assert (replaced / "files/ab/later.txt").read_text() == "later"
    assert any(
        (replaced / name).stat().st_size
        for name in ("database.sqlite3", "database.pgdump")
        if (replaced / name).exists()
    )


def test_erasures_of_both_sides_survive(backup, used):
    (used.path / "erasures.jsonl").write_text('{"person": "first"}\n{"person": "since"}\n')
    assert used.tessera("restore", backup, "--force").returncode == 0
    assert (used.path / "erasures.jsonl").read_text() == '{"person": "first"}\n{"person": "since"}\n'


def test_erasures_only_in_the_backup_are_taken_over(backup, empty_home):
    assert empty_home.tessera("restore", backup).returncode == 0
    assert (empty_home.path / "erasures.jsonl").read_text() == '{"person": "first"}\n'


def test_a_damaged_backup_changes_nothing(backup, used):
    used.python(RENAME.format("Written since"))
    whole = backup.read_bytes()
    middle = len(whole) // 2
    for damaged in (whole[:middle], whole[:middle] + b"\x00\xff\x00" + whole[middle + 3 :], b"", b"not an archive"):
        backup.write_bytes(damaged)
        done = used.tessera("restore", backup, "--force")
        assert done.returncode == 1, done.stdout
        assert done.stderr.count("\n") == 1, done.stderr
        assert "went wrong" not in done.stderr
    assert used.python(TITLE) == "Written since"
    assert not (used.path / "replaced").exists()
    assert not list(used.path.glob(".restore-*"))


def test_a_restore_that_fails_midway_puts_back_what_was_there(backup, used):
    used.python(RENAME.format("Written since"))
    failing = (
        "import sys\nfrom tessera.cli import restore\nfrom tessera.cli.frame.run import run\n"
        "def fail(): raise OSError('disk full')\n"
        f"restore._open_up = fail\nsys.exit(run(['restore', {str(backup)!r}, '--force']))"
    )
    done = used.run(sys.executable, "-c", SHELL + failing)
    assert done.returncode == 1
    assert "put back" in done.stderr
    assert used.python(TITLE) == "Written since"
    assert (used.path / "files/ab/note.txt").read_text() == "evidence"


def test_a_restore_waits_for_nobody_while_tessera_runs(backup, used):
    hold = SHELL + "from tessera.cli.frame.home import home_open; home_open(); print('open', flush=True); input()"
    running = subprocess.Popen(
        [sys.executable, "-c", hold], env=used.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert running.stdout.readline() == "open\n"
    done = used.tessera("restore", backup, "--force")
    running.communicate("\n", timeout=30)
    assert done.returncode == 1
    assert "is running" in done.stderr


def test_a_backup_of_a_newer_tessera_is_refused(backup, empty_home, tmp_path):
    unpacked = tmp_path / "unpacked"
    manifest = archive_unpack(backup, into=unpacked)
    manifest.migrations.append("plans.9999_from_the_future")
    inside = [(name, unpacked / name) for name in manifest.members]
    manifest.members = {}
    archive_write(backup, manifest=manifest, members=inside)
    done = empty_home.tessera("restore", backup)
    assert done.returncode == 1
    assert "newer Tessera" in done.stderr


def archive_of(file: Path, *infos: tarfile.TarInfo) -> Path:
    with tarfile.open(file, "w:gz") as tar:
        for info in infos:
            tar.addfile(info, io.BytesIO(b"x" * info.size))
    return file


def info_of(name: str, **values: object) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.size = 1
    for key, value in values.items():
        setattr(info, key, value)
    return info


@pytest.mark.parametrize(
    "info",
    [
        info_of("../outside"),
        info_of("files/../../outside"),
        info_of("/tmp/outside"),
        info_of("files/link", type=tarfile.SYMTYPE, linkname="/etc/passwd", size=0),
        info_of("files/link", type=tarfile.LNKTYPE, linkname="../outside", size=0),
        info_of("files/device", type=tarfile.CHRTYPE, size=0),
        info_of("files\\..\\outside"),
    ],
    ids=lambda info: f"{info.name} {info.type!r}",
)
def test_nothing_is_written_outside(tmp_path, info):
    into = tmp_path / "into"
    into.mkdir()
    with pytest.raises(ArchiveError):
        archive_unpack(archive_of(tmp_path / "a.tar.gz", info), into=into)
    assert [p.name for p in tmp_path.iterdir() if p.name not in {"into", "a.tar.gz"}] == []


def test_what_the_manifest_does_not_vouch_for_is_refused(tmp_path):
    (tmp_path / "one").write_text("one")
    manifest = Manifest(version="0", made_at="", engine="sqlite3", migrations=[])
    archive = tmp_path / "a.tar.gz"
    archive_write(archive, manifest=manifest, members=[("files/one", tmp_path / "one")])
    assert archive_unpack(archive, into=tmp_path / "good").members.keys() == {"files/one"}

    with tarfile.open(archive) as old, tarfile.open(tmp_path / "b.tar.gz", "w:gz") as new:
        for member in old:
            new.addfile(member, old.extractfile(member))
        new.addfile(info_of("files/smuggled"), io.BytesIO(b"x"))
    with pytest.raises(ArchiveError, match="smuggled"):
        archive_unpack(tmp_path / "b.tar.gz", into=tmp_path / "bad")
