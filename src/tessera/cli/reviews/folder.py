"""A folder of reviews, one JSON file for each document, and the ledger that says which documents it holds.

A document is told by its content: renamed or moved it is not read again, changed it is.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from importlib.metadata import version as version_of
from pathlib import Path

from tessera.vocabulary.scorecard import version as scorecard_version

from ..frame import Failure
from .workers import Outcome, Task

LEDGER = "ledger.jsonl"
LONGEST = 80  # characters of a file's name that its review's name keeps
DIGITS = 12  # of the hash, behind the name


class Folder:
    """Where reviews are written. What was reviewed by another version of Tessera or of the scorecard is read again."""

    def __init__(self, path: Path) -> None:
        try:
            path.mkdir(parents=True, exist_ok=True)
            self._ledger = (path / LEDGER).open("a+", encoding="utf-8")
        except OSError as error:
            raise Failure(f"The folder {path} cannot be written to ({error.strerror}).") from None
        self._path = path
        self._rules = f"{version_of('tessera')} {scorecard_version()}"
        self._done = dict(self._entries())
        self._hashes: dict[int, str] = {}

    def tasks(self, files: Iterable[Path]) -> Iterator[Task]:
        """What is still to be done, each content once."""
        taken: set[str] = set()
        for place, file in enumerate(files):
            content = _hash(file)
            if content in taken or self._holds(content):
                continue
            taken.add(content)
            self._hashes[place] = content
            yield Task(place, file, self._path / f"{_plain(file.name)}.{content[:DIGITS]}.json")

    def note(self, outcome: Outcome) -> None:
        """Enters what became of a task, at once, so that a run that is cut off knows it."""
        out = outcome.task.out
        entry = {
            "content": self._hashes[outcome.task.place],
            "file": outcome.task.file.name,
            "rules": self._rules,
            "review": out.name if out and not outcome.refused else None,
            "refused": outcome.refused or None,
        }
        self._ledger.write(json.dumps(entry) + "\n")
        self._ledger.flush()

    def close(self) -> None:
        """Lets the ledger go."""
        self._ledger.close()

    def _holds(self, content: str) -> bool:
        """A file that could not be read is tried again: a program may have been installed since."""
        review = self._done.get(content)
        return review is not None and (self._path / review).is_file()

    def _entries(self) -> Iterator[tuple[str, str]]:
        self._ledger.seek(0)
        torn = False
        for line in self._ledger:
            torn = not line.endswith("\n")
            try:
                entry = json.loads(line)
                if entry["rules"] == self._rules and entry["review"]:
                    yield entry["content"], Path(entry["review"]).name
            except (ValueError, KeyError, TypeError):
                continue  # a line that was cut off
        if torn:
            self._ledger.write("\n")


def _hash(file: Path) -> str:
    try:
        with file.open("rb") as f:
            return hashlib.file_digest(f, "sha256").hexdigest()
    except OSError as error:
        raise Failure(f"{file.name} cannot be opened ({error.strerror}).") from None


def _plain(name: str) -> str:
    """A name that every file system takes."""
    return re.sub(r"[^\w.()-]+", "_", name)[:LONGEST].lstrip(".") or "document"
