"""The words of a text by what they tell: stems with weights that do not depend on what else is there."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence, Set
from functools import lru_cache
from typing import NamedTuple

from tessera.vocabulary.demands import word_weights

LONGEST = 8  # letters of a stem: longer words of one family differ behind them
SUFFIXES = (
    "ations",
    "ation",
    "ments",
    "ment",
    "ions",
    "ion",
    "ings",
    "ing",
    "ives",
    "ive",
    "ies",
    "ed",
    "es",
    "s",
    "e",
)
SHORTEST = 4  # letters that must be left of a word
NAME = 5  # letters in which a people's name agrees with its country's
NEGATIONS = frozenset(["not", "never", "neither", "nor", "without", "refrain", "refraining"])
FIRST = 10  # words among which it stands what is to be done
# Stems of what is made first, and carried out or strengthened then.
MADE = frozenset(["law", "plan", "commiss", "institut", "mechanis", "body", "court", "system", "centr", "fund", "unit"])
FEWEST = 20  # texts in which a stem stands whose weight is kept
MOST = 40  # stems: longer texts ask for many things


class Weighed(NamedTuple):
    """Stems with their shares, the heaviest first; the squares of the shares make one, and `weight` is that of all.

    `act` is "end" where something is to stop or not to be done, "make" or "apply" of a law or a plan, else "do";
    `means` are the stems of what is to be done about the matter.
    """

    stems: tuple[str, ...]
    shares: tuple[float, ...]
    weight: float
    act: str = ""

    @property
    def means(self) -> list[str]:
        return sorted(word_weights().means.intersection(self.stems))


def weighed(words: Sequence[str], *, whole: Sequence[str] = (), leave_out: Sequence[str] = ()) -> Weighed:
    """Weigh the folded words of a text; words of `leave_out`, the country's name, and their like tell nothing. `whole`
    are the words by which is told what is to be done, if not these."""
    names = {word[:NAME] for word in leave_out if len(word) >= NAME}
    stems = {stem_of(word) for word in words if not (names and word[:NAME] in names)} - {""}
    return weighed_stems(stems, act=_act(whole or words, stems))


def weighed_stems(stems: Iterable[str], *, act: str) -> Weighed:
    """The same of stems that were kept."""
    own = word_weights()
    weights = ((stem, own.weights.get(stem, own.rare)) for stem in stems)
    heaviest = sorted(weights, key=lambda one: (-one[1], one[0]))[:MOST]
    length = math.sqrt(sum(weight * weight for _stem, weight in heaviest)) or 1.0
    return Weighed(tuple(s for s, _w in heaviest), tuple(w / length for _s, w in heaviest), length, act)


def _act(words: Sequence[str], stems: Set[str]) -> str:
    own = word_weights()
    first = words[:FIRST]
    if any(word in own.ends or word in NEGATIONS for word in first):
        return "end"
    if MADE.isdisjoint(stems):
        return "do"
    return next((act for word in first if (act := _made(word))), "do")


def _made(word: str) -> str:
    own = word_weights()
    return "make" if word in own.makes else "apply" if word in own.applies else ""


@lru_cache(maxsize=100_000)
def stem_of(word: str) -> str:
    """The stem of a folded word, "" where it tells nothing."""
    own = word_weights()
    if word in own.silent or len(word) < 2:
        return ""
    return own.same.get(word) or _cut(word)


def _cut(word: str) -> str:
    for suffix in SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= SHORTEST:
            return f"{word[: -len(suffix)]}y"[:LONGEST] if suffix == "ies" else word[: -len(suffix)][:LONGEST]
    return word[:LONGEST]


def weights_of(texts: Iterable[Sequence[str]]) -> dict[int, list[str]]:
    """By weight, in tenths and in steps of five, the stems of these texts' words, as the vocabulary keeps them.
    Stems of fewer than `FEWEST` texts are left out."""
    counted: Counter[str] = Counter()
    number = 0
    for words in texts:
        number += 1
        counted.update({stem_of(word) for word in words} - {""})
    by_weight: dict[int, list[str]] = defaultdict(list)
    for stem, count in sorted(counted.items()):
        if count >= FEWEST:
            by_weight[5 * round(2 * math.log(number / count))].append(stem)
    return dict(sorted(by_weight.items()))
