"""When a name names nobody: a ground of discrimination recited with others, or a part of a speaker's own title."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from tessera.vocabulary.naming import grounds, titles

from .phrases import Phrase, Phrases, han, phrases, stands_at


def is_recited(words: Sequence[str], at: int, end: int) -> bool:
    """Whether the words from `at` to `end` are one ground of a list: "without distinction as to race, caste, sex"."""
    said = grounds()
    first, before = _others(words, at, -1)
    _last, behind = _others(words, end - 1, 1)
    others = (before | behind) - set(words[at:end])
    if len(others) >= said.many:
        return True
    return any(_leads().begin_at(words, place) for place in range(max(0, first - said.near), at))


def is_recited_in_chinese(text: str, at: int) -> bool:
    """Whether what leads to a list of grounds stands shortly before a place of a text."""
    near = text[max(0, at - 3 * grounds().near) : at]
    return any(lead in near for lead in han(grounds().leads))


def silenced(words: Sequence[str]) -> list[tuple[int, int]]:
    """Where titles of mandates and bodies stand that are not asked to do anything."""
    names = _titles()
    if names.keys().isdisjoint(words):
        return []
    return [
        (at, at + len(name))
        for at, word in enumerate(words)
        for name in names.get(word, ())
        if stands_at(name, words, at) and not _is_asked(words, at)
    ]


def _others(words: Sequence[str], at: int, step: int) -> tuple[int, set[str]]:
    """Grounds that a list goes on with from a place, in one direction, and where it ends."""
    found: set[str] = set()
    last, place = at, at + step
    while 0 <= place < len(words) and abs(place - last) <= grounds().far:
        if words[place] in _grounds():
            found.add(words[place])
            last = place
        place += step
    return last, found


def _is_asked(words: Sequence[str], at: int) -> bool:
    said = titles()
    return any(_asked().begin_at(words, place) for place in range(max(0, at - said.far), at))


@cache
def _titles() -> dict[str, list[Phrase]]:
    """By their first words, of which none is left open."""
    found: dict[str, list[Phrase]] = defaultdict(list)
    for name in phrases(titles().names).each:
        for word in name[0].exact:
            found[word].append(name)
    return dict(found)


@cache
def _asked() -> Phrases:
    return phrases(titles().asked)


@cache
def _grounds() -> frozenset[str]:
    return frozenset(token for one in phrases(grounds().words).each for token in one[0].exact)


@cache
def _leads() -> Phrases:
    return phrases(grounds().leads)
