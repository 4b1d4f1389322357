"""By which words the gap finder knows what a demand is about: data/gap_subjects.yml and gap_confidence.yml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from .files import read


@dataclass(frozen=True, slots=True)
class GapWords:
    """`subjects` are words of one meaning by what they mean; `asks` and `does` tell of an act, `worries` of a problem;
    `umbrella` are codes of the groups that a demand about minorities as such also means; `means` are subjects that are
    only a means; `names_of_nobody` words with a capital that name nothing of their own."""

    subjects: Mapping[str, tuple[str, ...]]
    asks: tuple[str, ...]
    does: tuple[str, ...]
    worries: tuple[str, ...]
    umbrella: frozenset[str]
    means: frozenset[str]
    names_of_nobody: frozenset[str]


@dataclass(frozen=True, slots=True)
class Confidence:
    """An ordered logistic model of few numbers: one weight for each sign, and two cuts on their sum, below the first of
    which a demand is not found and above the second of which it is addressed. `without` is the
    confidence of "not found" where no passage speaks of it. `fitted` says when and on what."""

    weights: Mapping[str, float]
    found: float
    addressed: float
    without: float
    fitted: str


@cache
def gap_words() -> GapWords:
    entry = read("gap_subjects")
    return GapWords(
        subjects={code: tuple(words) for code, words in entry["subjects"].items()},
        asks=tuple(entry["asks"]),
        does=tuple(entry["does"]),
        worries=tuple(entry["worries"]),
        umbrella=frozenset(entry["umbrella"]),
        means=frozenset(entry["means"]),
        names_of_nobody=frozenset(entry["names_of_nobody"]),
    )


@cache
def gap_confidence() -> Confidence:
    entry = read("gap_confidence")
    if entry["found"] > entry["addressed"]:
        raise ValueError("the cuts of gap_confidence.yml are not in order")
    return Confidence(
        weights={str(sign): float(weight) for sign, weight in entry["weights"].items()},
        found=float(entry["found"]),
        addressed=float(entry["addressed"]),
        without=float(entry["without"]),
        fitted=str(entry["fitted"]),
    )
