"""The archive itself: writing it in one pass, and unpacking only what its manifest vouches for."""

from __future__ import annotations

import hashlib
import io
import json
import os
import tarfile
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, Any

FORMAT = 1
MANIFEST = "manifest.json"
CHUNK = 1 << 20


class ArchiveError(Exception):
    """The file is not a backup that can be restored; the message is one sentence."""


@dataclass
class Manifest:
    """What an archive holds: where it comes from, and size and SHA-256 of every member."""

    version: str
    made_at: str
    engine: str
    migrations: list[str]
    members: dict[str, dict[str, Any]] = field(default_factory=dict)
    format: int = FORMAT


class _Hashed:
    """A file that is hashed while it is read."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.digest = file, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        data = self.file.read(size)
        self.digest.update(data)
        return data


def archive_write(target: Path, *, manifest: Manifest, members: Iterable[tuple[str, Path]]) -> None:
    """Write the archive beside its place (mode 600) and move it there when it is whole."""
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
            with tarfile.open(fileobj=out, mode="w:gz", compresslevel=6, format=tarfile.PAX_FORMAT) as tar:
                for name, path in members:
                    _add(tar, name, path, manifest)
                _add_manifest(tar, manifest)
            out.flush()
            os.fsync(out.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _add(tar: tarfile.TarFile, name: str, path: Path, manifest: Manifest) -> None:
    try:
        file = path.open("rb")
    except FileNotFoundError:
        return  # erased or replaced since the folder was listed
    with file:
        info = tar.gettarinfo(arcname=name, fileobj=file)
        info.uid = info.gid = 0
        info.uname = info.gname = ""
        hashed = _Hashed(file)
        tar.addfile(info, hashed)  # type: ignore[arg-type]
    manifest.members[name] = {"size": info.size, "sha256": hashed.digest.hexdigest()}


def _add_manifest(tar: tarfile.TarFile, manifest: Manifest) -> None:
    data = json.dumps(asdict(manifest), indent=2, ensure_ascii=False).encode()
    info = tarfile.TarInfo(MANIFEST)
    info.size, info.mode = len(data), 0o600
    tar.addfile(info, io.BytesIO(data))


def archive_unpack(source: Path, *, into: Path) -> Manifest:
    """Unpack into an empty folder; raises ArchiveError unless every member is as its manifest says."""
    found: dict[str, dict[str, Any]] = {}
    try:
        with tarfile.open(source, mode="r:gz") as tar:
            for member in tar:
                name = _safe_name(member)
                found[name] = _unpack_member(tar, member, into / name)
    except (tarfile.TarError, EOFError, OSError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise ArchiveError(f"{source} cannot be unpacked ({error.strerror}).") from error
        raise ArchiveError(f"{source} is not a whole Tessera backup: it is damaged or of another kind.") from error
    if MANIFEST not in found:
        raise ArchiveError(f"{source} is not a whole Tessera backup: it has no manifest.")
    manifest = _manifest_read(into / MANIFEST)
    del found[MANIFEST]
    if found != manifest.members:
        wrong = sorted(n for n in found.keys() | manifest.members.keys() if found.get(n) != manifest.members.get(n))
        raise ArchiveError(f"{source} is damaged: {wrong[0]} is not what the manifest says.")
    return manifest


def _safe_name(member: tarfile.TarInfo) -> str:
    """Only plain files below the folder: no links, devices, absolute names or ways out."""
    name = PurePosixPath(member.name)
    if not member.isreg() or name.is_absolute() or not name.parts or ".." in name.parts or "\\" in member.name:
        raise ArchiveError(f"The archive holds something that no backup holds ({member.name}).")
    return str(name)


def _unpack_member(tar: tarfile.TarFile, member: tarfile.TarInfo, target: Path) -> dict[str, Any]:
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    source = tar.extractfile(member)
    if source is None:
        raise ArchiveError(f"{member.name} cannot be read from the archive.")
    digest, size = hashlib.sha256(), 0
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        while data := source.read(CHUNK):
            digest.update(data)
            size += len(data)
            out.write(data)
    return {"size": size, "sha256": digest.hexdigest()}


def _manifest_read(path: Path) -> Manifest:
    try:
        manifest = Manifest(**json.loads(path.read_text(encoding="utf-8")))
    except (ValueError, TypeError) as error:
        raise ArchiveError("The manifest of this backup cannot be read; a newer Tessera may have made it.") from error
    if manifest.format > FORMAT:
        raise ArchiveError(f"Tessera {manifest.version} made this backup; restore it with that version or a later one.")
    return manifest
