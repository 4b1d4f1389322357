"""Style sheets, scripts and pictures, collected once with hashed names and compressed, so that browsers keep them."""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from pathlib import Path

from .home import home_lock

STAMP = ".collected"


def static_files_collect() -> bool:
    """Collect into STATIC_ROOT where a file changed since; True where that was so."""
    from django.conf import settings
    from django.core.management import call_command

    root = Path(settings.STATIC_ROOT)
    with home_lock("static"):
        state = _state()
        stamp = root / STAMP
        if stamp.exists() and stamp.read_text() == state:
            return False
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        stamp.write_text(state)
    return True


def _state() -> str:
    """Changes with every file's name, size and time, and with what compresses them."""
    from django.contrib.staticfiles.finders import get_finders

    digest = hashlib.sha256(f"{version('whitenoise')} {version('django')}".encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            found = Path(storage.path(name)).stat()
            digest.update(f"\n{name} {found.st_size} {found.st_mtime_ns}".encode())
    return digest.hexdigest()
