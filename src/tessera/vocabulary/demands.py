"""What many recommendations ask for in many words, and how words weigh: data/demands.yml and demand_words.yml."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from .files import read

GROUPED = ("", "children", "all")
Apart = tuple[tuple[str, re.Pattern[str]], ...]


@dataclass(frozen=True, slots=True)
class Ask:
    """One demand as texts say it. `needs` are letters of which some stand in each; `groups` keep two such
    demands apart: none, children, or all, and so do the names of `apart` whose pattern is found."""

    code: str
    needs: tuple[str, ...]
    says: re.Pattern[str]
    unless: re.Pattern[str] | None
    groups: str = ""
    apart: Apart = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """What is asked for in few words: `said` matches the matter and `act` what is to be done. `means` are stems of
    it that do not keep two such demands apart, `apart` as in an ask."""

    code: str
    needs: tuple[str, ...]
    said: re.Pattern[str]
    act: re.Pattern[str]
    unless: re.Pattern[str]
    means: frozenset[str]
    apart: Apart = ()


@dataclass(frozen=True, slots=True)
class WordWeights:
    """`silent` words tell nothing, `same` gives the one word by which another is read; `weights` are of stems, `rare`
    that of every stem that is not among them. `ends` are words by which something is to stop, `makes` by
    which a law or plan is to be made, `applies` by which one that is there is to be carried out; `means` are stems of
    what is to be done about a matter, `apart` those in which topics must agree besides."""

    silent: frozenset[str]
    same: Mapping[str, str]
    ends: frozenset[str]
    makes: frozenset[str]
    applies: frozenset[str]
    means: frozenset[str]
    apart: frozenset[str]
    weights: Mapping[str, float]
    rare: float


@dataclass(frozen=True, slots=True)
class ClauseWords:
    """`verbs` begin a clause, those that are `also_nouns` only at the head of a text; `empty` words leave one without
    matter; `asides` matches what stands beside it; `backward` words point at the clause before; `light` matches
    words before it that tell nothing; `phrases` are read as one word, `misspelt` names as they are spelt;
    `standards` are stems of matters told by what stands beside them; what is asked for `women_and_girls` is asked
    for women."""

    verbs: frozenset[str]
    also_nouns: frozenset[str]
    empty: frozenset[str]
    asides: re.Pattern[str]
    backward: frozenset[str]
    light: re.Pattern[str]
    standards: frozenset[str]
    women_and_girls: re.Pattern[str]
    phrases: tuple[tuple[str, re.Pattern[str]], ...]
    misspelt: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class LikenessLearned:
    """How two clauses to one State are judged: `bias` and `weights` of what is seen of a pair (analysis.demands), from
    which probability on they are `enough` alike; `deeds` are stems in which both must agree."""

    bias: float
    weights: Mapping[str, float]
    enough: float
    deeds: frozenset[str]


@cache
def likeness_learned() -> LikenessLearned:
    entry = read("demand_likeness")
    weights = {str(name): float(weight) for name, weight in entry["weights"].items()}
    return LikenessLearned(
        bias=float(entry["bias"]), weights=weights, enough=float(entry["enough"]), deeds=frozenset(entry["deeds"])
    )


@cache
def clause_words() -> ClauseWords:
    entry = read("demand_words")
    return ClauseWords(
        verbs=frozenset(entry["verbs"]),
        also_nouns=frozenset(entry["also_nouns"]),
        empty=frozenset(str(word) for word in entry["empty"]),
        asides=re.compile(entry["asides"], re.IGNORECASE),
        backward=frozenset(entry["backward"]),
        light=re.compile(entry["light"], re.IGNORECASE),
        standards=frozenset(entry["standards"]),
        women_and_girls=re.compile(entry["women_and_girls"], re.IGNORECASE),
        phrases=tuple((word, re.compile(rf"\b(?:{said})\b", re.IGNORECASE)) for word, said in entry["phrases"].items()),
        misspelt=dict(entry["misspelt"]),
    )


@cache
def asks() -> tuple[Ask, ...]:
    """In the order of the file."""
    parts = _parts()
    return tuple(_ask(code, one, parts) for code, one in read("demands")["asks"].items())


@cache
def topics() -> tuple[Topic, ...]:
    """In the order of the file."""
    return tuple(_topic(code, one, _parts()) for code, one in read("demands")["topics"].items())


@cache
def acts() -> dict[str, re.Pattern[str]]:
    """What is to be done about a topic, by name."""
    return {name: re.compile(_filled(pattern, _parts())) for name, pattern in read("demands")["acts"].items()}


@cache
def _parts() -> dict[str, str]:
    parts: dict[str, str] = {}
    for name, pattern in read("demands")["parts"].items():
        parts[name] = _filled(pattern, parts)
    return parts


@cache
def purposes() -> re.Pattern[str]:
    """Words that say what a demand is for, not what it is."""
    return re.compile(read("demands")["purposes"])


@cache
def word_weights() -> WordWeights:
    entry = read("demand_words")
    return WordWeights(
        silent=frozenset(word for words in entry["silent"].values() for word in words),
        same={word: one for one, words in entry["same"].items() for word in words},
        ends=frozenset(entry["ends"]),
        makes=frozenset(entry["makes"]),
        applies=frozenset(entry["applies"]),
        means=frozenset(entry["means"]),
        apart=frozenset(entry["apart"]),
        weights={str(stem): weight / 10 for weight, stems in entry["weights"].items() for stem in stems},
        rare=entry["rare"] / 10,
    )


def _ask(code: str, entry: dict[str, Any], parts: Mapping[str, str]) -> Ask:
    says, unless = entry["says"], entry.get("unless", [])
    if entry.get("groups", "") not in GROUPED:
        raise ValueError(f"the demand {code!r} is not written as the file's head says")
    return Ask(
        code=code,
        needs=tuple(entry["needs"]),
        says=re.compile("|".join(_filled(one, parts) for one in says)),
        unless=re.compile("|".join(_filled(one, parts) for one in unless)) if unless else None,
        groups=str(entry.get("groups", "")),
        apart=_apart(entry, parts),
    )


def _topic(code: str, entry: dict[str, Any], parts: Mapping[str, str]) -> Topic:
    return Topic(
        code=code,
        needs=tuple(entry["needs"]),
        said=re.compile(_filled(entry["said"], parts)),
        act=acts()[entry["act"]],
        unless=re.compile("|".join(_filled(one, parts) for one in ["{other}", *entry.get("unless", [])])),
        means=frozenset(entry.get("means", [])),
        apart=_apart(entry, parts),
    )


def _apart(entry: dict[str, Any], parts: Mapping[str, str]) -> Apart:
    return tuple((name, re.compile(_filled(one, parts))) for name, one in sorted(entry.get("apart", {}).items()))


def _filled(pattern: str, parts: Mapping[str, str]) -> str:
    """A pattern with its parts: {near} is one, {0,40} a number."""
    return re.sub(r"\{([a-z]+)\}", lambda m: parts[m[1]], pattern)
