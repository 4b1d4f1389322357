"""What changed between two bodies of a plan (selectors.freezing): what was frozen, and what stands now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tessera.plans.changes import Change, changes_between

from .freezing import KINDS, Body, Row

APART = ("key", "activity", "audience", "until", "shown_by")


@dataclass(frozen=True, slots=True)
class Difference:
    """One row that was added, removed or changed; `fields` are (name, value then, value now)."""

    of: str
    key: str
    activity: str
    title: str
    sign: str
    fields: tuple[tuple[str, Any, Any], ...]


def wording_changes(then: Body, now: Body) -> list[Change]:
    """Changes of the plan's wording, as an amendment tells them."""
    return changes_between(then["content"], now["content"])


def differences(then: Body, now: Body) -> list[Difference]:
    """Changes of everything else, in the order of the rows."""
    return [one for kind in KINDS for one in _of_kind(kind, then[kind], now[kind])]


def _of_kind(kind: str, then: list[Row], now: list[Row]) -> list[Difference]:
    before, after = ({row["key"]: row for row in rows} for rows in (then, now))
    found = []
    for key in (*before, *(key for key in after if key not in before)):
        old, new = before.get(key), after.get(key)
        if old is None or new is None:
            row, sign = (new, "added") if old is None else (old, "removed")
            found.append(Difference(kind, key, row["activity"], row_title(row), sign, ()))
        elif fields := _fields(old, new):
            found.append(Difference(kind, key, new["activity"], row_title(new), "changed", fields))
    return found


def _fields(old: Row, new: Row) -> tuple[tuple[str, Any, Any], ...]:
    return tuple(
        (name, old.get(name), new.get(name)) for name in new if name not in APART and old.get(name) != new.get(name)
    )


def row_title(row: Row) -> str:
    """What to call a row."""
    if "donor" in row:
        return " ".join(str(part) for part in (row["donor"], row["year"], row["currency"]) if part)
    return str(row.get("title") or row.get("text") or row["key"])
