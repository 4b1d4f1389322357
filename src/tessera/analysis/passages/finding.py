"""Where the rules of data/passage_words.yml find their words among folded words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from tessera.vocabulary.passage_words import PassageRule, passage_rules

from ..phrases import Phrase, Phrases, forms, phrases, stands_at
from ..reciting import is_recited, silenced


class Found(NamedTuple):
    """Words `start` to `end` are of a rule; `recited` says that they stand in a list of grounds."""

    start: int
    end: int
    rule: PassageRule
    recited: bool = False


class _Entry(NamedTuple):
    phrase: Phrase
    rule: PassageRule
    after: Phrases | None
    before: Phrases | None


def found_in(words: Sequence[str], language: str = "") -> list[Found]:
    """Every place where a rule's words stand, in order; of one rule's overlapping places the longest."""
    found: list[Found] = []
    titles = silenced(words)
    for at, word in enumerate(words):
        for entry in _beginning(word):
            if (language and entry.rule.language not in ("", language)) or not stands_at(entry.phrase, words, at):
                continue
            end = at + len(entry.phrase)
            if any(first <= at < last for first, last in titles) and entry.rule.family != "voice":
                continue
            if _is_something_else(entry, words, at, end):
                continue
            found.append(Found(at, end, entry.rule, entry.rule.ground and is_recited(words, at, end)))
    return list(_longest(found))


def _is_something_else(entry: _Entry, words: Sequence[str], at: int, end: int) -> bool:
    if entry.after is not None and entry.after.end_at(words, at):
        return True
    return entry.before is not None and entry.before.begin_at(words, end)


def _longest(found: list[Found]) -> Iterator[Found]:
    taken: dict[str, int] = {}
    for one in sorted(found, key=lambda f: (f.start, -f.end)):
        if one.end > taken.get(one.rule.id, 0):
            taken[one.rule.id] = one.end
            yield one


@lru_cache(maxsize=50_000)
def _beginning(word: str) -> tuple[_Entry, ...]:
    exact, opened = _index()
    found = [entry for form in forms(word) for entry in exact.get(form, ())]
    return (*found, *(entry for entry in opened if entry.phrase[0].fits(word)))


@cache
def _index() -> tuple[dict[str, list[_Entry]], list[_Entry]]:
    """Phrases by their first word, and those whose first word is open."""
    exact: dict[str, list[_Entry]] = defaultdict(list)
    opened: list[_Entry] = []
    for rule in passage_rules():
        after = phrases(rule.unless_after) if rule.unless_after else None
        before = phrases(rule.unless_before) if rule.unless_before else None
        for phrase in phrases(rule.words).each:
            entry = _Entry(phrase, rule, after, before)
            for word in phrase[0].exact:
                exact[word].append(entry)
            if phrase[0].prefixes:
                opened.append(entry)
    return exact, opened
