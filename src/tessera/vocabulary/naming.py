"""By which words texts name groups concerned and intersections: data/naming.yml."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from .countries import countries
from .files import read

Phrases = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NamingRule:
    """`id` is stable. `places` are the countries it holds in, `not_places` those it does not hold in; with either, it
    holds only where the country is known."""

    id: str
    family: str
    code: str
    words: Phrases
    unless_after: Phrases = ()
    unless_before: Phrases = ()
    ground: bool = False
    places: frozenset[str] = frozenset()
    not_places: frozenset[str] = frozenset()
    language: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """A word that takes its kind from those beside it: `before` it, or up to `behind` words behind it.

    Without a kind it says `otherwise`; where there are `only`, one of them must be among the kinds.
    """

    id: str
    words: Phrases
    before: bool
    behind: int
    otherwise: str
    only: frozenset[str]
    unless_after: Phrases
    unless_before: Phrases


@dataclass(frozen=True, slots=True)
class Grounds:
    """Grounds of discrimination: `far` words at most between two of a list, `near` between what leads to it and the
    first; `many` others make a list."""

    words: Phrases
    leads: Phrases
    far: int
    near: int
    many: int


@dataclass(frozen=True, slots=True)
class Titles:
    """Names of mandates and bodies; `asked` are words that, `far` words before one at most, ask it to come."""

    names: Phrases
    asked: Phrases
    far: int


@cache
def naming_rules() -> tuple[NamingRule, ...]:
    """All rules, in the order of the vocabulary's codes."""
    data = read("naming")
    return tuple(
        _rule(family, code, name, entry, data["places"])
        for family, held in (("groups", data["rules"]), ("intersections", data["intersections"]))
        for code, rules in held.items()
        for name, entry in rules.items()
    )


@cache
def heads() -> tuple[Head, ...]:
    """Words such as "minorities"."""
    return tuple(
        Head(
            id=name,
            words=tuple(entry["words"]),
            before=entry.get("before", False),
            behind=entry.get("behind", 0),
            otherwise=entry.get("otherwise", ""),
            only=frozenset(entry.get("only", ())),
            unless_after=tuple(entry.get("unless_after", ())),
            unless_before=tuple(entry.get("unless_before", ())),
        )
        for name, entry in read("naming")["heads"].items()
    )


@cache
def kinds() -> Mapping[str, Phrases]:
    """Words that give a head its kind, by code; "" stands for those that no group follows from."""
    return {"" if code == "none" else code: tuple(words) for code, words in read("naming")["kinds"].items()}


@cache
def rules_version() -> str:
    """Changes with every file that labels are made by."""
    made = hashlib.sha256()
    for name in ("naming", "tags", "crosswalk", "themes"):
        made.update(repr(read(name)).encode())
    return made.hexdigest()[:16]


def denied() -> Phrases:
    """Words that take away the name behind them."""
    return tuple(read("naming")["denied"])


def others() -> Phrases:
    """Words that stand for further kinds."""
    return tuple(read("naming")["others"])


def links() -> Phrases:
    """Words that join kinds to one another."""
    return tuple(read("naming")["links"])


@cache
def grounds() -> Grounds:
    """How grounds of discrimination are recited."""
    return Grounds(**{name: _tupled(value) for name, value in read("naming")["grounds"].items()})


@cache
def titles() -> Titles:
    """Those who speak."""
    return Titles(**{name: _tupled(value) for name, value in read("naming")["titles"].items()})


def _rule(family: str, code: str, name: str, entry: Mapping[str, Any], places: Mapping[str, Any]) -> NamingRule:
    unknown = entry.keys() - {"words", "unless_after", "unless_before", "ground", "where", "language"}
    if unknown:
        raise ValueError(f"{code}.{name}: {', '.join(sorted(unknown))} is no part of a rule")
    where = {key: _codes(value, places) for key, value in entry.get("where", {}).items()}
    return NamingRule(
        id=f"{code}.{name}",
        family=family,
        code=code,
        words=tuple(entry["words"]),
        unless_after=tuple(entry.get("unless_after", ())),
        unless_before=tuple(entry.get("unless_before", ())),
        ground=entry.get("ground", False),
        places=where.get("in", frozenset()),
        not_places=where.get("not_in", frozenset()),
        language=entry.get("language", ""),
    )


def _codes(value: str | list[str], places: Mapping[str, list[str]]) -> frozenset[str]:
    codes = frozenset(places[value] if isinstance(value, str) else value)
    if unknown := codes - countries().keys():
        raise ValueError(f"no such country: {', '.join(sorted(unknown))}")
    return codes


def _tupled(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
