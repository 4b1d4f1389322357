"""Where the index lies: TESSERA_HOME/index, with one folder per build and a file that says which one counts.

A build takes the other's place at once by replacing that file; whoever still reads the old one reads on.
"""

from __future__ import annotations

import contextlib
import fcntl
import shutil
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import tantivy
from django.conf import settings

from .counting import Facets
from .matching import Matcher
from .registry import facet_columns, kinds
from .schema import analyzers_register, format_hash, schema_make


@dataclass(frozen=True, slots=True)
class OpenIndex:
    """An index and what is needed to ask it. `as_of` is the state of its list of parts that was read last."""

    folder: Path
    index: tantivy.Index
    facets: Facets
    matcher: Matcher
    as_of: list[tuple[int, int]] = field(default_factory=list)

    def searcher(self) -> tantivy.Searcher:
        """As of now: everything committed before this call."""
        told = (self.folder / "meta.json").stat()
        now = told.st_mtime_ns, told.st_ino  # every commit puts another file in its place
        if [now] != self.as_of:
            self.index.reload()
            self.as_of[:] = [now]
        return self.index.searcher()


_opened: dict[Path, OpenIndex] = {}


def home() -> Path:
    return settings.TESSERA_HOME / "index"


def wanted_format() -> str:
    """The format that an index must have to be used by this Tessera with this database."""
    database: dict[str, Any] = settings.DATABASES["default"]
    place = " ".join(str(database.get(k, "")) for k in ("ENGINE", "HOST", "PORT", "NAME"))
    return format_hash(list(kinds().values()), facet_columns(), place)


def index_open() -> OpenIndex | None:
    """The index that counts; None where there is none, or it is of another format, or damaged."""
    for _try in range(2):
        folder = _current()
        if folder is None:
            return None
        if (known := _opened.get(folder)) is not None and (folder / "meta.json").exists():
            return known
        try:
            opened = index_in(folder)
        except (ValueError, OSError):
            continue  # damaged, or replaced by another build this very moment
        _opened.clear()
        _opened[folder] = opened
        return opened
    return None


def index_in(folder: Path) -> OpenIndex:
    """Open, or make, the index in a folder."""
    facets = facet_columns()
    schema = schema_make(facets)
    index = tantivy.Index(schema, path=str(folder))
    analyzers_register(index)
    return OpenIndex(folder=folder, index=index, facets=facets, matcher=Matcher(schema, facets))


def index_discard() -> None:
    """The index turned out to be damaged: the next writer makes a new one."""
    (home() / "current").unlink(missing_ok=True)
    _opened.clear()


def build_folder() -> Path:
    """A new folder for a build that does not count yet."""
    folder = home() / f"build-{uuid.uuid4().hex}"
    folder.mkdir(mode=0o700, parents=True)
    return folder


def build_counts(folder: Path) -> None:
    """From now on this build is the index; every other folder goes, half-made ones too."""
    draft = home() / ".current"
    draft.write_text(f"{wanted_format()} {folder.name}", encoding="ascii")
    draft.replace(home() / "current")
    for other in home().glob("build-*"):
        if other != folder:
            shutil.rmtree(other, ignore_errors=True)


def _current() -> Path | None:
    try:
        said = (home() / "current").read_text(encoding="ascii").split()
    except (OSError, ValueError):
        return None
    if len(said) != 2 or said[0] != wanted_format() or not said[1].startswith("build-"):
        return None
    folder = home() / said[1]
    return folder if (folder / "meta.json").exists() else None


@contextlib.contextmanager
def writer_lock(*, wait: bool) -> Iterator[bool]:
    """Only one writer at a time, in this process or another; False where somebody else is writing and `wait` is not."""
    home().mkdir(mode=0o700, parents=True, exist_ok=True)
    with (home() / "lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            yield False
            return
        yield True
