"""Groups concerned, intersections and goals, read from labels and words by the rules of the vocabulary."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from tessera.vocabulary.tags import focus, guidance_of_theme, signs

FAMILIES = ("groups", "intersections")
CHINESE = re.compile(r"[\u3400-\u9fff]")
_GOAL = re.compile(r"\s*(?:SDG\s*)?(\d{1,2}(?:\.[0-9a-z]{1,2})?)\b", re.IGNORECASE)


@lru_cache(maxsize=8192)
def codes_of_label(family: str, label: str) -> tuple[str, ...]:
    """What a source's label of the persons affected says of a family ("groups", "intersections")."""
    return tuple(sign.code for sign in signs(family) if any(p.search(label) for p in sign.labels))


@lru_cache(maxsize=8192)
def codes_of_theme(family: str, theme: str) -> tuple[str, ...]:
    """What a theme's code says of a family."""
    return tuple(sign.code for sign in signs(family) if theme in sign.themes)


def codes_of_words(words: Sequence[str], text: str = "") -> dict[str, list[str]]:
    """What a text's words (folded) say of each family. Chinese, which writes no words apart, is searched in `text`."""
    found: dict[str, list[str]] = {family: [] for family in FAMILIES}
    for at, word in [pair for pair in enumerate(words) if pair[1] not in _silent]:
        rules = _rules_of_word(word)
        if not rules and len(_silent) < MOST_SILENT:
            _silent.add(word)
        for family, code, rule in rules:
            if code not in found[family] and _follows(rule, words, at):
                found[family].append(code)
    if text and not text.isascii() and CHINESE.search(text):
        for family, codes in found.items():
            codes += [
                sign.code
                for sign in signs(family)
                if sign.code not in codes and any(CHINESE.match(w[0]) and w[0] in text for w in sign.words)
            ]
    return found


def goals_of(labels: Iterable[str]) -> list[str]:
    """Goals and targets as codes: "16.2 - Protect children" gives "16.2" and its goal "16"."""
    found: dict[str, None] = {}
    for label in labels:
        if match := _GOAL.match(label):
            code = match[1].lower()
            if 1 <= int(code.split(".")[0]) <= 17:
                found[code.split(".")[0]] = None
                found[code] = None
    return list(found)


def guidance_of(themes: Iterable[str], groups: Sequence[str]) -> list[int]:
    """The Guidance Note's recommendations that themes bear on; none where no group is concerned."""
    if not groups:
        return []
    return sorted({number for theme in themes for number in guidance_of_theme().get(theme, ())})


def in_focus(*, groups: Sequence[str], themes: Iterable[str], body: str, text: str) -> bool:
    """Whether a recommendation concerns minorities or racial discrimination: by its tags, whose it is, or its words."""
    if groups:
        return True
    field = focus()
    return body in field.bodies or not field.themes.isdisjoint(themes) or bool(field.words.search(text.casefold()))


_silent: set[str] = set()  # words that were looked up and tell nothing
MOST_SILENT = 200_000
Rule = tuple[str, ...]  # words that follow one another; a trailing * stands for any ending


@lru_cache(maxsize=100_000)
def _rules_of_word(word: str) -> tuple[tuple[str, str, Rule], ...]:
    """The rules that may begin with a word: family, code, rule."""
    return tuple(row for row in _rules() if word == row[2][0] or _begins(row[2][0], word))


@cache
def _rules() -> tuple[tuple[str, str, Rule], ...]:
    return tuple((family, sign.code, rule) for family in FAMILIES for sign in signs(family) for rule in sign.words)


def _begins(said: str, word: str) -> bool:
    return said.endswith("*") and word.startswith(said[:-1])


def _follows(rule: Rule, words: Sequence[str], at: int) -> bool:
    if at + len(rule) > len(words):
        return False
    return len(rule) == 1 or all(words[at + n] == said or _begins(said, words[at + n]) for n, said in enumerate(rule))
