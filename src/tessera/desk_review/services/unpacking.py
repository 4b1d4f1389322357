"""An archive of documents from a stranger becomes the parts of a job: bounded in number, size and depth.

Entries are copied one after another; nothing of them is held in memory, and no name of them reaches the disk.
"""

from __future__ import annotations

import hashlib
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from tessera.desk_review.models import Job, JobPart
from tessera.extraction import SaidError, Sentence

from .jobs import ARCHIVE, files_forget, folder_of, parts_add
from .parts import sentence_kept

FILES = 5_000
EACH = 20_000_000  # bytes
ALL = 4_000_000_000
LISTING = 2_000_000  # bytes of the archive's own list of what it holds
PIECE = 1 << 16
END, END_LENGTH = b"PK\x05\x06", 22
NEVER = re.compile(r"(^|/)(\.[^./]|__MACOSX/|Thumbs\.db$)")  # what computers put into archives by themselves
TOO_MANY = Sentence("It holds more than %(limit)s files.", limit=FILES)
TOO_LARGE = Sentence("It is larger than %(limit)s MB.", limit=EACH // 1_000_000)
LOCKED = Sentence("It is locked by a password.")
DAMAGED = Sentence("It is damaged inside the archive.")


class UnreadableArchive(SaidError):
    """The archive cannot be unpacked; the message says why."""


def job_unpack(*, job: int) -> None:
    """Unpacks a job's archive; one that was cut off is begun anew. What is wrong with it ends the job."""
    found = Job.objects.get(pk=job)
    archive = folder_of(found) / f"archive{ARCHIVE}"
    if found.state != Job.State.UNPACKING:
        return
    try:
        parts = _unpacked(found, archive)
    except (UnreadableArchive, FileNotFoundError, zipfile.BadZipFile, OSError) as error:
        said = error.message if isinstance(error, UnreadableArchive) else Sentence("It is no archive that can be read.")
        _failed(found, said)
        return
    with transaction.atomic():
        now = Job.objects.select_for_update().get(pk=job)
        if now.state != Job.State.UNPACKING:
            return
        now.state = Job.State.OPEN
        now.save(update_fields=["state"])
        parts_add(job=now, parts=parts)
    files_forget([archive])


def _failed(job: Job, said: Sentence) -> None:
    job.state, job.ended_at, job.said = Job.State.FAILED, timezone.now(), sentence_kept(said)
    job.save(update_fields=["state", "ended_at", "said"])
    files_forget([folder_of(job) / f"archive{ARCHIVE}"])


def _unpacked(job: Job, archive: Path) -> list[JobPart]:
    listing_check(archive)
    parts: list[JobPart] = []
    left = ALL
    with zipfile.ZipFile(archive) as opened:
        for number, entry in enumerate(_entries(opened)):
            if number >= FILES:
                raise UnreadableArchive(TOO_MANY)
            part, size = _placed(job, number, opened, entry)
            parts.append(part)
            left -= size
            if left < 0:
                limit = ALL // 1_000_000_000
                raise UnreadableArchive(Sentence("Unpacked it is larger than %(limit)s GB.", limit=limit))
    if not parts:
        raise UnreadableArchive(Sentence("There is no file in it."))
    return parts


def listing_check(archive: Path) -> None:
    """Refuses an archive whose list of contents would swell before it is even read."""
    with archive.open("rb") as f:
        f.seek(0, 2)
        f.seek(max(0, f.tell() - END_LENGTH - 65_535))
        tail = f.read()
    at = tail.rfind(END)
    if at < 0 or len(tail) < at + END_LENGTH:
        raise UnreadableArchive(Sentence("It is no archive that can be read."))
    count, length = struct.unpack("<HL", tail[at + 10 : at + 16])
    large = tail[max(0, at - 20) : at].startswith(b"PK\x06\x07")  # the list of an archive of another order
    if large or count > FILES or length > LISTING:
        raise UnreadableArchive(TOO_MANY)


def _entries(opened: zipfile.ZipFile) -> Iterator[zipfile.ZipInfo]:
    for entry in opened.infolist():
        if not entry.is_dir() and not NEVER.search(entry.filename):
            yield entry


def _placed(job: Job, number: int, opened: zipfile.ZipFile, entry: zipfile.ZipInfo) -> tuple[JobPart, int]:
    """An entry's part, and how many bytes it took. What cannot be taken is a part that says so."""
    name = _plain(entry.filename)
    suffix = Path(name).suffix.lower()[:6]
    path = folder_of(job) / f"{number}{suffix if suffix.isascii() else ''}"
    part = JobPart(job=job, position=number, name=name[-255:], path=path.name)
    try:
        digest, size = _copied(opened, entry, path)
    except UnreadableArchive as error:
        return _refused(part, error.message), 0
    except RuntimeError:
        return _refused(part, LOCKED), 0
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError):
        return _refused(part, DAMAGED), 0
    part.digest = digest
    return part, size


def _copied(opened: zipfile.ZipFile, entry: zipfile.ZipInfo, path: Path) -> tuple[str, int]:
    """What an entry says of its size is not believed: bytes are counted as they come."""
    digest, size = hashlib.sha256(), 0
    with opened.open(entry) as source, path.open("wb") as target:
        while piece := source.read(PIECE):
            size += len(piece)
            if size > EACH:
                path.unlink(missing_ok=True)
                raise UnreadableArchive(TOO_LARGE)
            digest.update(piece)
            target.write(piece)
    return digest.hexdigest(), size


def _refused(part: JobPart, said: Sentence) -> JobPart:
    part.state, part.said, part.path, part.ended_at = JobPart.State.REFUSED, sentence_kept(said), "", timezone.now()
    return part


def _plain(name: str) -> str:
    """Where it stood and what it was called, as one line of text that can be shown."""
    text: Any = name.encode("utf-8", "replace").decode()
    return "".join(letter if letter.isprintable() else " " for letter in text)
