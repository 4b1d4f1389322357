"""The command in processes of its own, on homes and databases of its own (PostgreSQL's where the suite runs on it)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

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


@pytest.fixture
def home(seeded: Home, tmp_path: Path) -> Iterator[Home]:
    """A home like one that is used: migrated, with the shipped plan."""
    shutil.copytree(seeded.path, tmp_path / "home")
    yield from _with_database(tmp_path / "home", template=(seeded.database_url or "").rsplit("/", 1)[-1])


@pytest.fixture
def empty_home(tmp_path: Path) -> Iterator[Home]:
    """A home that does not exist yet, with an empty database."""
    yield from _with_database(tmp_path / "empty", template="template1")


def _with_database(path: Path, *, template: str) -> Iterator[Home]:
    if not on_postgresql():
        yield Home(path)
        return
    name = f"cli_{uuid.uuid4().hex}"
    server_run(f"CREATE DATABASE {name} TEMPLATE {template}")
    yield Home(path, url_of(name))
    server_run(f"DROP DATABASE {name} WITH (FORCE)")
