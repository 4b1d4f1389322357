"""A field that holds codes of the vocabulary: a tuple in Python, "|roma|migrants|" in the database.

Tags that came with hundreds of thousands of records are read with their record, counted by the search index, and never
joined: rows of their own would make an import several times slower (docs/decisions/0009-codes-in-a-field.md).
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.db import models


@lru_cache(maxsize=20_000)
def joined(codes: tuple[str, ...]) -> str:
    """As the database holds them."""
    inside = "|".join(code.replace("|", "/") for code in codes)
    return f"|{inside}|" if inside else ""


@lru_cache(maxsize=20_000)
def parted(held: str) -> tuple[str, ...]:
    """As Python sees them."""
    return tuple(held[1:-1].split("|")) if held else ()


class CodesField(models.TextField):
    """Codes in order, each once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"default": (), "blank": True, **kwargs})

    def from_db_value(self, value: str | None, *_: Any) -> tuple[str, ...]:
        return parted(value or "")

    def to_python(self, value: Any) -> tuple[str, ...]:
        return parted(value) if isinstance(value, str) else tuple(value or ())

    def get_prep_value(self, value: Any) -> str:
        return value if isinstance(value, str) else joined(tuple(value or ()))

    def value_to_string(self, obj: Any) -> str:
        return self.get_prep_value(self.value_from_object(obj))
