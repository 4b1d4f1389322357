"""Downloads that go on where they were cut off and are fetched again only when they changed."""

from __future__ import annotations

import hashlib
import json
from base64 import b64decode
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import requests

from tessera.extraction import SaidError, Sentence

PIECE = 100_000  # bytes; what came of a piece that was cut off is fetched again
WAIT = (15, 60)  # seconds: to connect, and between pieces
TRIES = 5
Progress = Callable[[int, int], None]


class NotFetched(SaidError):
    """The file could not be had; what came of it is kept, and the next call goes on from there."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """`changed` is False where the server says that the file is the one already here."""

    path: Path
    sha256: str
    changed: bool


def file_fetch(address: str, folder: Path, *, name: str, progress: Progress | None = None) -> Fetched:
    """Fetch `address` into `folder`/`name`. Raises NotFetched.

    What was fetched before is asked for with its ETag (or date); a part goes on with a Range that holds only for the
    same ETag. The length, and the digest where the server tells one (Repr-Digest, Digest or Content-MD5), must be
    right.
    """
    path, part, notes = folder / name, folder / f"{name}.part", folder / f"{name}.notes.json"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for _try in range(TRIES):
        known = _notes(notes)
        headers = {"Accept-Encoding": "identity", **_conditions(path, part, known)}
        try:
            with requests.get(address, headers=headers, stream=True, timeout=WAIT) as answer:
                if answer.status_code == requests.codes.not_modified and path.exists():
                    return Fetched(path, known.get("sha256", ""), changed=False)
                if answer.status_code == requests.codes.requested_range_not_satisfiable:
                    part.unlink(missing_ok=True)
                    continue
                answer.raise_for_status()
                if _take(answer, part, notes, known, progress):
                    return _finish(path, part, notes)
        except requests.HTTPError as error:
            code = error.response.status_code if error.response is not None else "?"
            raise NotFetched(
                Sentence("The server answered %(code)s for %(address)s.", code=code, address=address)
            ) from None
        except requests.RequestException:
            continue
    raise NotFetched(
        Sentence(
            "%(address)s could not be fetched whole; try again, and it goes on from where it stopped.", address=address
        )
    )


def _conditions(path: Path, part: Path, known: dict[str, str]) -> dict[str, str]:
    mark = known.get("etag") or known.get("date", "")
    if part.exists() and part.stat().st_size and mark and not mark.startswith("W/"):
        return {"Range": f"bytes={part.stat().st_size}-", "If-Range": mark}
    if path.exists() and known.get("sha256") and mark:
        return {"If-None-Match": mark} if known.get("etag") else {"If-Modified-Since": mark}
    return {}


def _take(answer: requests.Response, part: Path, notes: Path, known: dict[str, str], progress: Progress | None) -> bool:
    """Write what comes; whether all of it came, as it should be."""
    goes_on = answer.status_code == requests.codes.partial_content
    if not goes_on:
        known = {
            "etag": answer.headers.get("ETag", ""),
            "date": answer.headers.get("Last-Modified", ""),
            "digest": _digest(answer),
        }
        notes.write_text(json.dumps(known), encoding="utf-8")
    begun = part.stat().st_size if goes_on else 0
    total = begun + int(answer.headers.get("Content-Length") or 0)
    with part.open("ab" if goes_on else "wb") as file:
        for piece in answer.iter_content(PIECE):
            file.write(piece)
            begun += len(piece)
            if progress:
                progress(begun, total)
    if total and begun != total:
        return False
    if (said := known.get("digest")) and said != _digest_of(part, said.split(":")[0]):
        part.unlink()
        return False
    return True


def _finish(path: Path, part: Path, notes: Path) -> Fetched:
    with part.open("rb") as file:
        own = hashlib.file_digest(file, "sha256").hexdigest()
    part.replace(path)
    notes.write_text(json.dumps({**_notes(notes), "sha256": own}), encoding="utf-8")
    return Fetched(path, own, changed=True)


def _digest(answer: requests.Response) -> str:
    """What the server says the file's digest is, as "sha256:hex" or "md5:hex"; "" where it says none."""
    said = answer.headers.get("Repr-Digest", "") + "," + answer.headers.get("Digest", "")
    for one in said.split(","):
        name, _, value = one.strip().partition("=")
        if name.lower() == "sha-256" and value:
            return "sha256:" + b64decode(value.strip(":")).hex()
    if md5 := answer.headers.get("Content-MD5"):
        return "md5:" + b64decode(md5).hex()
    return ""


def _digest_of(path: Path, name: str) -> str:
    with path.open("rb") as file:
        return f"{name}:{hashlib.file_digest(file, name).hexdigest()}"


def _notes(path: Path) -> dict[str, str]:
    try:
        found: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found
