"""Where each country's square lies on the map of the world: data/tile_map.yml."""

from __future__ import annotations

from functools import cache

from .files import read

EMPTY = "..."


@cache
def tiles() -> dict[str, tuple[int, int]]:
    """The row and the column of each country's square, both from 0, by alpha-3 code."""
    found: dict[str, tuple[int, int]] = {}
    for row, line in enumerate(read("tile_map")["grid"].splitlines()):
        for column, code in enumerate(line.split()):
            if code != EMPTY and found.setdefault(code, (row, column)) != (row, column):
                raise ValueError(f"{code} has two squares on the map")
    return found
