"""Groups concerned, intersections and goals, read from labels and words by the rules of the vocabulary."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from tessera.vocabulary.tags import guidance_of_theme, signs

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


def codes_of_words(family: str, words: Sequence[str], text: str = "") -> list[str]:
    """What a text's words (folded) say of a family. Chinese, which writes no words apart, is searched in `text`."""
    exact, beginnings = _rules(family)
    found: dict[str, None] = {}
    for at, word in enumerate(words):
        rules = exact.get(word, ()) if word in exact else ()
        for code, rest in (*rules, *beginnings.get(word[:3], ())):
            if code not in found and _follows(rest, words, at):
                found[code] = None
    if text and not text.isascii() and CHINESE.search(text):
        for sign in signs(family):
            if any(CHINESE.match(w[0]) and w[0] in text for w in sign.words):
                found[sign.code] = None
    return list(found)


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


Rest = tuple[str, ...]


@cache
def _rules(family: str) -> tuple[dict[str, list[tuple[str, Rest]]], dict[str, list[tuple[str, Rest]]]]:
    """The rules by the exact first word, and those whose first word is a beginning by its first three letters."""
    exact: dict[str, list[tuple[str, Rest]]] = {}
    beginnings: dict[str, list[tuple[str, Rest]]] = {}
    for sign in signs(family):
        for words in sign.words:
            if words[0].endswith("*"):
                beginnings.setdefault(words[0][:3].rstrip("*"), []).append((sign.code, words))
            else:
                exact.setdefault(words[0], []).append((sign.code, words))
    return exact, beginnings


def _follows(rule: Rest, words: Sequence[str], at: int) -> bool:
    if at + len(rule) > len(words):
        return False
    return all(
        words[at + n].startswith(said[:-1]) if said.endswith("*") else words[at + n] == said
        for n, said in enumerate(rule)
    )
