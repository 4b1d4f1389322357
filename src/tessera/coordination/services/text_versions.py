"""Versions of a text: a file is checked, read and kept under its SHA-256; it never changes afterwards."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from tessera.coordination.errors import CoordinationError
from tessera.coordination.models import Endorsement, TextVersion
from tessera.extraction.apart import read_passages_apart
from tessera.extraction.word_review import Mark, Reviewed, read_review
from tessera.network.services.audit import audit_record

from .endorsements import endorsement_locked, round_tell
from .entering import author_of

FOLDER, MOST_BYTES, LONGEST_NAME, LONGEST_PLACE = "endorsements", 20_000_000, 255, 5_000
PDF, ZIP = b"%PDF", b"PK"


def text_version_add(*, endorsement: Endorsement, path: Path, name: str, by: Any, note: str = "") -> TextVersion:
    """Add the next version: a Word document or a PDF, up to 20 MB. Raises UnreadableFile and CoordinationError."""
    kind, digest = _kind(path, name), _digest(path)
    places, marks = _read(path, name, kind)
    with transaction.atomic():
        held = endorsement_locked(endorsement)
        if held.state not in Endorsement.REVISED:
            raise CoordinationError(_("A new version can come in preparation and in consultation only."))
        newest = held.versions.first()
        if newest is not None and newest.digest == digest:
            raise CoordinationError(_("This file is the newest version already."))
        version = TextVersion(
            endorsement=held,
            number=newest.number + 1 if newest else 1,
            note=note.strip(),
            file_name=name[-LONGEST_NAME:],
            size=path.stat().st_size,
            digest=digest,
            places=places,
            marks=marks,
            added_by=author_of(by),
        )
        version.file.name = _stored(path, digest, kind)
        version.save()
        audit_record(actor=author_of(by), action="endorsement.version", subject=held.title, number=version.number)
        if held.state == Endorsement.State.CONSULTATION:
            said = _("version %(number)s is there.") % {"number": version.number}
            round_tell(held, said, key=f"text:{version.number}", by=by)
    return version


def mark_keys(review: Reviewed) -> list[tuple[Mark, str]]:
    """Each mark with a key that is the same whenever the same mark is read again, from whichever copy of the file."""
    found: list[tuple[Mark, str]] = []
    times: dict[str, int] = {}
    for mark in review.marks:
        context = review.places[mark.paragraph - 1].text if mark.paragraph else ""
        said = (mark.kind, mark.author, mark.date, mark.removed, mark.added, mark.text, context)
        base = "\x1f".join(said)
        times[base] = times.get(base, 0) + 1
        found.append((mark, hashlib.sha256(f"{base}\x1f{times[base]}".encode()).hexdigest()))
    return found


def _kind(path: Path, name: str) -> str:
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise CoordinationError(
            _("“%(name)s” is larger than %(limit)s MB.") % {"name": name, "limit": MOST_BYTES // 1_000_000}
        )
    with path.open("rb") as f:
        start = f.read(4)
    for signature, kind in ((PDF, ".pdf"), (ZIP, ".docx")):
        if start.startswith(signature):
            return kind
    raise CoordinationError(_("“%(name)s” is neither a Word document (.docx) nor a PDF.") % {"name": name})


def _read(path: Path, name: str, kind: str) -> tuple[list[dict[str, str]], list[str]]:
    """The paragraphs, and the keys of what stands marked in the file already."""
    if kind == ".pdf":
        document = read_passages_apart(path, name=name)
        return [{"label": one.number.strip("()."), "text": one.text[:LONGEST_PLACE]} for one in document.passages], []
    review = read_review(path, name=name)
    if not review.places:
        raise CoordinationError(_("“%(name)s” holds no text.") % {"name": name})
    places = [{"label": place.label, "text": place.text} for place in review.places]
    return places, [key for _mark, key in mark_keys(review)]


def _digest(path: Path) -> str:
    with path.open("rb") as f:
        return hashlib.file_digest(f, "sha256").hexdigest()


def _stored(path: Path, digest: str, kind: str) -> str:
    """Kept once, under its digest; the name it came with stands in the record."""
    name = f"{FOLDER}/{digest}{kind}"
    if not default_storage.exists(name):
        with path.open("rb") as f:
            name = default_storage.save(name, File(f))
    return name
