"""Files that a person sent and has yet to confirm: put aside under a name that only this person can confirm."""

from __future__ import annotations

import hashlib
import re
import time
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.translation import gettext as _

A_DAY = 24 * 60 * 60


def upload_keep(request: HttpRequest, upload: UploadedFile, *, limit: int) -> Path:
    """Put the upload aside; raises ValueError where it is larger than `limit` bytes."""
    if upload.size > limit:
        said = _("“%(name)s” is larger than %(limit)s MB.")
        raise ValueError(said % {"name": upload.name, "limit": limit // 1_000_000})
    folder = _folder()
    _old_ones_remove(request, folder)
    digest = hashlib.sha256()
    draft = folder / f"{request.user.public_id}-draft{Path(upload.name).suffix.lower()[:6]}"
    with draft.open("wb") as f:
        for chunk in upload.chunks():
            digest.update(chunk)
            f.write(chunk)
    return draft.rename(folder / f"{request.user.public_id}-{digest.hexdigest()[:24]}{draft.suffix}")


def upload_kept(request: HttpRequest, name: str) -> Path | None:
    """What this person put aside under `name`; None where it is not theirs or no longer here."""
    own = re.fullmatch(re.escape(str(request.user.public_id)) + r"-[0-9a-f]{24}\.?\w{0,5}", name)
    path = _folder() / name
    return path if own and path.is_file() else None


def _old_ones_remove(request: HttpRequest, folder: Path) -> None:
    """What this person sent more than a day ago and never confirmed."""
    for path in folder.glob(f"{request.user.public_id}-*"):
        if path.stat().st_mtime < time.time() - A_DAY:
            path.unlink(missing_ok=True)


def _folder() -> Path:
    folder: Path = settings.TESSERA_HOME / "uploads"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder
