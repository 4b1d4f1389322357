"""TESSERA_HOME: the folder that holds everything a running Tessera writes, and its secret key."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def home_prepare(home: Path) -> Path:
    """Make the folder (mode 700) and return it absolute."""
    home = home.expanduser().absolute()
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    return home


def secret_key_read(home: Path) -> str:
    """The signing key of this home, made on first use with mode 600; two first runs at once agree on one."""
    path = home / "secret-key"
    if not path.exists():
        draft = path.with_name(f".secret-key-{os.getpid()}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as f:
            f.write(secrets.token_urlsafe(64))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass  # another process was first: its key counts
        finally:
            draft.unlink()
    return path.read_text().strip()
