"""The language in which changes to a plan are told: a diff between two contents of a plan. Pure functions.

A content maps a kind ("plan", "objective", "strategy", "section", "activity") to its parts by reference, each part
a dictionary of the fields below with JSON values. A change is one of

    {"op": "add", "kind", "ref", "values": {field: value}}
    {"op": "change", "kind", "ref", "values": {field: [old, new]}}
    {"op": "drop", "kind", "ref", "values": {}}      an activity is given up; it stays readable
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from typing import Any

Part = dict[str, Any]
Content = dict[str, dict[str, Part]]
Change = dict[str, Any]

FIELDS: dict[str, tuple[str, ...]] = {
    "plan": ("title", "text", "summary", "start", "end", "section_word"),
    "objective": ("title", "text", "summary", "notes"),
    "strategy": ("title", "text", "summary", "notes"),
    "section": ("title", "text", "summary"),
    "activity": ("section", "title", "text", "summary", "start", "end", "actions", "notes"),
}
KINDS = tuple(FIELDS)


def changes_between(old: Content, new: Content) -> list[Change]:
    """What turns `old` into `new`; parts that only `old` has are left alone, fields that `new` omits too."""
    return [
        change
        for kind in KINDS
        for ref, part in new.get(kind, {}).items()
        if (change := _part_change(kind, ref, old.get(kind, {}).get(ref), part))
    ]


def _part_change(kind: str, ref: str, old: Part | None, new: Part) -> Change | None:
    if old is None:
        return {"op": "add", "kind": kind, "ref": ref, "values": dict(new)}
    values = {f: [old.get(f), new[f]] for f in FIELDS[kind] if f in new and new[f] != old.get(f)}
    return {"op": "change", "kind": kind, "ref": ref, "values": values} if values else None


def content_after(content: Content, changes: list[Change]) -> Content:
    """A copy of `content` with `changes` made; drops change no wording."""
    result = {kind: {ref: dict(part) for ref, part in parts.items()} for kind, parts in content.items()}
    for change in changes:
        parts = result.setdefault(change["kind"], {})
        if change["op"] == "add":
            parts[change["ref"]] = dict(change["values"])
        elif change["op"] == "change":
            parts[change["ref"]].update({f: new for f, (_, new) in change["values"].items()})
    return result


def conflicts(content: Content, changes: list[Change]) -> list[tuple[Change, str]]:
    """Changes that no longer fit `content`, each with the field (or "" for the whole part) that moved meanwhile."""
    return [(change, field) for change in changes for field in _misfits(content, change)]


def _misfits(content: Content, change: Change) -> Iterator[str]:
    part = content.get(change["kind"], {}).get(change["ref"])
    if change["op"] == "add":
        if part is not None:
            yield ""
    elif part is None:
        yield ""
    elif change["op"] == "change":
        yield from (f for f, (old, _) in change["values"].items() if part.get(f) != old)


def words_compared(old: str, new: str) -> list[tuple[str, str]]:
    """Runs of words as ("same" | "removed" | "added", text), for showing a diff of prose."""
    a, b = (re.findall(r"\s+|[^\s]+", s or "") for s in (old, new))
    if len(a) * len(b) > 4_000_000:  # a quadratic comparison of very long texts helps nobody
        return [(sign, text) for sign, text in (("removed", old), ("added", new)) if text]
    runs: list[tuple[str, str]] = []
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "equal":
            runs.append(("same", "".join(a[i1:i2])))
            continue
        if i2 > i1:
            runs.append(("removed", "".join(a[i1:i2])))
        if j2 > j1:
            runs.append(("added", "".join(b[j1:j2])))
    return runs


def ref_order(ref: str) -> tuple[Any, ...]:
    """Sorts references as people read them: 1a, 1b, 2, 10a."""
    return tuple((0, int(p)) if p.isdigit() else (1, p) for p in re.findall(r"\d+|[^\d\W]+", ref.lower()))
