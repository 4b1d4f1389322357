"""Which texts say nearly the same: by the words that they share."""

from __future__ import annotations

from collections.abc import Sequence

from .words import folded_words

NEARLY = 0.8  # shared words of all words; below it, "ratify the Convention" and "ratify its Protocol" would be one
SHORTEST = 12  # texts of fewer words must share all of them: one word makes the difference between two treaties
UNSTRESSED = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "by",
        "for",
        "from",
        "in",
        "into",
        "its",
        "of",
        "on",
        "or",
        "that",
        "the",
        "their",
        "this",
        "to",
        "with",
    ]
)


def nearly_the_same(texts: Sequence[str], *, threshold: float = NEARLY) -> list[int]:
    """For each text the place of the first text that says nearly the same, its own place where none does.

    Every text is compared with the first of each set, so that no chain of small changes joins what differs. Time grows
    with the square of the number of texts: for hundreds of them.
    """
    words = [frozenset(folded_words(text)) - UNSTRESSED for text in texts]
    leaders: list[int] = []
    firsts: list[int] = []
    for place, own in enumerate(words):
        found = next((one for one in firsts if _is_same(own, words[one], threshold)), place)
        if found == place:
            firsts.append(place)
        leaders.append(found)
    return leaders


def _is_same(one: frozenset[str], other: frozenset[str], threshold: float) -> bool:
    smaller, larger = sorted((len(one), len(other)))
    if smaller < SHORTEST:
        return bool(one) and one == other
    if smaller < threshold * larger:
        return False
    shared = len(one & other)
    return shared >= threshold * (smaller + larger - shared)
