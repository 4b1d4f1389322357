"""A Tessera of its own on disk, for what a database in memory cannot show: bytes that stay, writers that queue."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def run_in(home: Path, script: str) -> str:
    """Runs Python there; gives back what it printed, and fails where it fails."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("TESSERA_", "DATABASE_URL"))}
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    env = kept | {"TESSERA_HOME": str(home), "DJANGO_SETTINGS_MODULE": "tessera.config.settings", "PYTHONPATH": path}
    start = "import django; django.setup()\n"
    done = subprocess.run(
        [sys.executable, "-c", start + script], env=env, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def migrated(tmp_path_factory) -> Path:
    """A home with an empty SQLite database, whatever the other tests run on; to be copied, not used."""
    home = tmp_path_factory.mktemp("migrated") / "home"
    run_in(home, "from django.core.management import call_command\ncall_command('migrate', verbosity=0)")
    return home


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def in_home(home: Path, migrated: Path) -> Callable[[str], str]:
    """Runs Python in a copy of the migrated home."""
    shutil.copytree(migrated, home)
    return lambda script: run_in(home, script)
