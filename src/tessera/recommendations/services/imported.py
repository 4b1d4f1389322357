"""What an import did, whatever its source holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol


class Counted(Protocol):
    """What a batch did."""

    created: int
    updated: int
    unchanged: int
    recommendations: int
    skipped: list[tuple[str, int, str]]
    remarks: list[tuple[str, int, str]]


@dataclass(slots=True)
class Imported:
    """What an import did. `skipped` and `remarks` hold the record's own id, its place in the file, and a sentence;
    `run` is the id of the ImportRun, None for a dry run."""

    source: str
    read: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    withdrawn: int = 0
    recommendations: int = 0
    skipped: list[tuple[str, int, str]] = field(default_factory=list)
    remarks: list[tuple[str, int, str]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    seconds: float = 0.0
    dry_run: bool = False
    run: int | None = None

    def add(self, done: Counted) -> None:
        for name in ("created", "updated", "unchanged", "recommendations"):
            setattr(self, name, getattr(self, name) + getattr(done, name))
        self.skipped += done.skipped
        self.remarks += done.remarks
