"""What country documents are held against in a desk review: data/scorecard.yml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from .document_kinds import document_kinds, document_parts
from .files import read
from .terms import codes
from .texts import Text

RATINGS = ("not-applicable", "missing", "approaches", "meets", "exceeds")
TRUTHS = ("relevant", "groups", "intersections", "mechanisms")


@dataclass(frozen=True, slots=True)
class Filter:
    """Which passages count: what must hold of them. Empty lists ask for nothing."""

    has: tuple[str, ...] = ()
    how: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Threshold:
    """How many passages it takes, of how many groups, and parts of the document of which one must be among theirs."""

    passages: int
    groups: int = 0
    parts_any: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Criterion:
    """`weights` are by kind of document; a kind without one is not held against the criterion."""

    code: str
    label: Text
    missing: Text
    weights: Mapping[str, int]
    looks_for: Filter
    weakly: Filter
    meets: Threshold
    exceeds: Threshold


@cache
def criteria() -> dict[str, Criterion]:
    """All criteria by code, in the order in which they are shown."""
    return {code: _criterion(code, entry) for code, entry in read("scorecard")["criteria"].items()}


@cache
def version() -> int:
    """Of the criteria as a whole."""
    return int(read("scorecard")["version"])


def _criterion(code: str, entry: Mapping[str, Any]) -> Criterion:
    _known(code, entry["kinds"], document_kinds())
    return Criterion(
        code=code,
        label=Text(entry["label"]),
        missing=Text(entry["missing"]),
        weights=entry["kinds"],
        looks_for=_filter(code, entry["looks_for"]),
        weakly=_filter(code, entry["weakly"]),
        meets=_threshold(code, entry["meets"]),
        exceeds=_threshold(code, entry["exceeds"]),
    )


def _filter(code: str, entry: Mapping[str, Any]) -> Filter:
    _known(code, entry, {*TRUTHS, "how", "parts", "kind", "rules"})
    _known(code, entry.get("how", ()), codes("how"))
    _known(code, entry.get("parts", ()), document_parts())
    return Filter(
        has=tuple(name for name in TRUTHS if entry.get(name)),
        how=tuple(entry.get("how", ())),
        parts=tuple(entry.get("parts", ())),
        kinds=tuple(entry.get("kind", ())),
        rules=tuple(entry.get("rules", ())),
    )


def _threshold(code: str, entry: Mapping[str, Any]) -> Threshold:
    _known(code, entry.get("parts_any", ()), document_parts())
    return Threshold(entry["passages"], entry.get("groups", 0), tuple(entry.get("parts_any", ())))


def _known(criterion: str, said: Any, known: Any) -> None:
    if unknown := [one for one in said if one not in known]:
        raise ValueError(f"{criterion}: {', '.join(map(str, unknown))} is not known")
