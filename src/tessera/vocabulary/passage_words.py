"""By which words a passage is of the Network's field, speaks around a group, tells who speaks, and says how a group is
addressed: data/passage_words.yml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from .files import read

FAMILIES = ("field", "euphemism", "sign", "partner", "voice", "how")
_FIELDS = {"words", "unless_after", "unless_before", "ground", "language"}


@dataclass(frozen=True, slots=True)
class PassageRule:
    """`id` is stable. `code` is what the rule says within its family ("data" of "how", "racism" of "field")."""

    id: str
    family: str
    code: str
    words: tuple[str, ...]
    unless_after: tuple[str, ...] = ()
    unless_before: tuple[str, ...] = ()
    ground: bool = False
    language: str = ""


@cache
def passage_rules() -> tuple[PassageRule, ...]:
    """All rules, in the order of the file."""
    data = read("passage_words")
    if unknown := data.keys() - {*FAMILIES, "figures"}:
        raise ValueError(f"{', '.join(sorted(unknown))} is no family of rules")
    flat = [
        _rule(f"{family}.{code}", family, code, entry)
        for family in FAMILIES
        if family != "how"
        for code, entry in data[family].items()
    ]
    return tuple(
        flat
        + [
            _rule(f"how.{code}.{name}", "how", code, entry)
            for code, rules in data["how"].items()
            for name, entry in rules.items()
        ]
    )


@cache
def figures() -> Mapping[str, tuple[str, ...]]:
    """Patterns of what makes a number one of people ("shares", "counted") or of money ("money")."""
    return {kind: tuple(patterns) for kind, patterns in read("passage_words")["figures"].items()}


def _rule(rule_id: str, family: str, code: str, entry: Mapping[str, Any]) -> PassageRule:
    if unknown := entry.keys() - _FIELDS:
        raise ValueError(f"{rule_id}: {', '.join(sorted(unknown))} is no part of a rule")
    return PassageRule(
        id=rule_id,
        family=family,
        code=code,
        words=tuple(entry["words"]),
        unless_after=tuple(entry.get("unless_after", ())),
        unless_before=tuple(entry.get("unless_before", ())),
        ground=entry.get("ground", False),
        language=entry.get("language", ""),
    )
