"""Settings read in a process of their own, so that each test has its own environment."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

READ = """
import json, sys, django
from django.conf import settings
django.setup()
print(json.dumps({name: getattr(settings, name, None) for name in sys.argv[1:]}, default=str))
"""


def bare_environment(home: Path, **given: str) -> dict[str, str]:
    kept = {n: v for n, v in os.environ.items() if not n.startswith("TESSERA_") and n not in {"PORT", "DATABASE_URL"}}
    return kept | {"TESSERA_HOME": str(home), "DJANGO_SETTINGS_MODULE": "tessera.config.settings"} | given


@pytest.fixture
def settings_of(tmp_path: Path) -> Callable[..., dict[str, Any]]:
    """Values of the named settings under an environment."""

    def read(*names: str, home: Path = tmp_path, **environment: str) -> dict[str, Any]:
        command = [sys.executable, "-c", READ, *names]
        done = subprocess.run(
            command, env=bare_environment(home, **environment), capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return read
