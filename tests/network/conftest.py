"""A Tessera of its own on disk, for what a database in memory cannot show: bytes that stay, writers that queue."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def in_home(home: Path) -> Callable[[str], str]:
    """Runs Python there, after migrating once; gives back what it printed, and fails where it fails."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("TESSERA_", "DATABASE_URL"))}
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    env = kept | {"TESSERA_HOME": str(home), "DJANGO_SETTINGS_MODULE": "tessera.config.settings", "PYTHONPATH": path}

    def run(script: str) -> str:
        start = "import django; django.setup()\n"
        done = subprocess.run(
            [sys.executable, "-c", start + script], env=env, capture_output=True, text=True, timeout=300, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    run("from django.core.management import call_command\ncall_command('migrate', verbosity=0)")
    return run
