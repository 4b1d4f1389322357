"""Themes and goals where no source gives any: by unmistakable words and by the crosswalk (vocabulary/crosswalk.py)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from tessera.vocabulary.crosswalk import goals_of_group, goals_of_theme, theme_of_group, theme_words

from .phrases import HAN, Phrase, forms, han, phrases, stands_at
from .reciting import silenced


def themes_by_rule(words: Sequence[str], text: str, groups: Iterable[str]) -> tuple[str, ...]:
    """Codes of themes that a text's words (folded) tell beyond doubt, and those that the groups it names are."""
    told = [
        (code, at) for at, word in enumerate(words) for code, phrase in _beginning(word) if stands_at(phrase, words, at)
    ]
    titles = silenced(words) if told else []
    found = {code: None for code, at in told if not any(start <= at < end for start, end in titles)}
    if not text.isascii() and HAN.search(text):
        found |= {code: None for code, said in theme_words().items() if any(word in text for word in han(said))}
    return tuple(found | {theme_of_group()[code]: None for code in groups if code in theme_of_group()})


@lru_cache(maxsize=4096)
def goals_by_rule(themes: tuple[str, ...], groups: tuple[str, ...]) -> tuple[str, ...]:
    """Goals and targets that themes and groups lead to: "16.3" with its goal "16"."""
    led = [goal for theme in themes for goal in goals_of_theme().get(theme, ())]
    led += [goal for group in groups for goal in goals_of_group().get(group, ())]
    return tuple(dict.fromkeys(code for goal in led for code in (goal.split(".")[0], goal)))


@lru_cache(maxsize=100_000)
def _beginning(word: str) -> tuple[tuple[str, Phrase], ...]:
    exact, opened = _index()
    found = [one for form in forms(word) for one in exact.get(form, ())]
    return (*found, *((code, phrase) for code, phrase in opened if phrase[0].fits(word)))


@cache
def _index() -> tuple[dict[str, list[tuple[str, Phrase]]], list[tuple[str, Phrase]]]:
    """Phrases by their first word, and those whose first word is open."""
    exact: dict[str, list[tuple[str, Phrase]]] = defaultdict(list)
    opened: list[tuple[str, Phrase]] = []
    for code, said in theme_words().items():
        for phrase in phrases(said).each:
            for word in phrase[0].exact:
                exact[word].append((code, phrase))
            if phrase[0].prefixes:
                opened.append((code, phrase))
    return exact, opened
