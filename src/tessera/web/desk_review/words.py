"""What the codes of a desk review are called in the reader's language: as in its reports."""

from __future__ import annotations

from tessera.reports.desk_reviews.words import (
    code_words,
    criterion_words,
    kind_words,
    language,
    missing_words,
    part_words,
    place_words,
    reading_words,
)

__all__ = [
    "Choices",
    "code_words",
    "criterion_words",
    "kind_words",
    "language",
    "missing_words",
    "part_words",
    "place_words",
    "reading_words",
]

Choices = list[tuple[str, str]]
