"""The command in processes of its own, on homes and databases of its own (PostgreSQL's where the suite runs on it)."""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

TESSERA = Path(sys.executable).with_name("tessera")
SHELL = "import django; django.setup()\n"


@dataclass
class Home:
    """A TESSERA_HOME with its database."""

    path: Path
    database_url: str | None = None

    @property
    def environment(self) -> dict[str, str]:
        kept = {
            n: v for n, v in os.environ.items() if not n.startswith("TESSERA_") and n not in {"PORT", "DATABASE_URL"}
        }
        kept |= {"TESSERA_HOME": str(self.path), "DJANGO_SETTINGS_MODULE": "tessera.config.settings"}
        return kept | ({"DATABASE_URL": self.database_url} if self.database_url else {})

    def tessera(self, *arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
        return self.run(str(TESSERA), *map(str, arguments), **environment)

    def python(self, code: str) -> str:
        done = self.run(sys.executable, "-c", SHELL + code)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def run(self, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, env=self.environment | environment, capture_output=True, text=True, check=False, timeout=120
        )


def on_postgresql() -> bool:
    return settings.DATABASES["default"]["ENGINE"].endswith("postgresql")


def server_run(sql: str) -> None:
    import psycopg

    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
        server.execute(sql)


def url_of(name: str) -> str:
    return os.environ["DATABASE_URL"].rsplit("/", 1)[0] + f"/{name}"


@pytest.fixture(scope="session")
def seeded(tmp_path_factory) -> Iterator[Home]:
    """Migrated and holding the shipped plan, once for the session; to be copied, not used."""
    name = f"seed_{uuid.uuid4().hex}"
    home = Home(tmp_path_factory.mktemp("seeded") / "home", url_of(name) if on_postgresql() else None)
    if on_postgresql():
        server_run(f"CREATE DATABASE {name}")
    done = home.tessera("migrate")
    assert done.returncode == 0, done.stderr
    home.python("from tessera.plans.services.seed import seed_load; seed_load()")
    yield home
    if on_postgresql():
        server_run(f"DROP DATABASE {name}")


@contextmanager
def copied(home: Home, to: Path) -> Iterator[Home]:
    """Another home that holds the same, its database too."""
    shutil.copytree(home.path, to)
    with _with_database(to, template=(home.database_url or "").rsplit("/", 1)[-1]) as copy:
        yield copy


@pytest.fixture
def home(seeded: Home, tmp_path: Path) -> Iterator[Home]:
    """A home like one that is used: migrated, with the shipped plan."""
    with copied(seeded, tmp_path / "home") as copy:
        yield copy


@dataclass
class Inside:
    """The command in the test's own process, on the test's database: what a verb says and ends with, in a twentieth of
    the time. For what starts, locks, migrates or replaces, a `Home`."""

    path: Path
    capture: pytest.CaptureFixture[str]

    def tessera(self, *arguments: object) -> subprocess.CompletedProcess[str]:
        from tessera.cli.frame.run import run

        self.capture.readouterr()
        root = logging.getLogger()
        handlers = root.handlers[
            :
        ]  # the verb sets Django up anew, and with it the log: on this stderr, as a process has it
        try:
            code = run([str(one) for one in arguments])
        finally:
            root.handlers[:] = handlers
        said = self.capture.readouterr()
        return subprocess.CompletedProcess(arguments, code, said.out, said.err)


@pytest.fixture
def inside(db: None, settings: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Inside:
    """With the shipped plan, like `home`."""
    from tessera.plans.services.seed import seed_load

    settings.TESSERA_HOME = tmp_path / "home"
    settings.TESSERA_HOME.mkdir()
    seed_load()
    return Inside(settings.TESSERA_HOME, capsys)


@pytest.fixture
def closed_home(tmp_path: Path) -> Home:
    """A home that does not exist yet, with a database that nobody can open: for verbs that need none."""
    return Home(tmp_path / "closed", "postgresql://nobody@127.0.0.1:1/none")


@pytest.fixture
def empty_home(tmp_path: Path) -> Iterator[Home]:
    """A home that does not exist yet, with an empty database."""
    with _with_database(tmp_path / "empty", template="template1") as home:
        yield home


@contextmanager
def _with_database(path: Path, *, template: str) -> Iterator[Home]:
    if not on_postgresql():
        yield Home(path)
        return
    name = f"cli_{uuid.uuid4().hex}"
    server_run(f"CREATE DATABASE {name} TEMPLATE {template}")
    yield Home(path, url_of(name))
    server_run(f"DROP DATABASE {name} WITH (FORCE)")
