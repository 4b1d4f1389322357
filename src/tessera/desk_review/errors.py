"""What a service of this room refuses, each in one sentence for people."""

from __future__ import annotations

from typing import Any


class DeskReviewError(ValueError):
    """The request cannot be carried out; the message says why and what to do."""


class EditConflict(DeskReviewError):
    """Somebody else changed the record meanwhile; `theirs` is the record as it stands now."""

    def __init__(self, message: str, *, theirs: Any = None) -> None:
        super().__init__(message)
        self.theirs = theirs
