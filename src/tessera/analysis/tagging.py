"""Groups concerned, intersections and goals, read from labels and words by the rules of the vocabulary."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tessera.vocabulary.tags import focus, guidance_of_intersection, guidance_of_theme, signs

from .naming import named, named_in_chinese
from .spans import words_with_spans

FAMILIES = ("groups", "intersections")
_GOAL = re.compile(r"\s*(?:SDG\s*)?(\d{1,2}(?:\.[0-9a-z]{1,2})?)\b", re.IGNORECASE)


@lru_cache(maxsize=8192)
def codes_of_label(family: str, label: str) -> tuple[str, ...]:
    """What a source's label of the persons affected says of a family ("groups", "intersections")."""
    return tuple(sign.code for sign in signs(family) if any(p.search(label) for p in sign.labels))


@lru_cache(maxsize=8192)
def codes_of_theme(family: str, theme: str) -> tuple[str, ...]:
    """What a theme's code says of a family."""
    return tuple(sign.code for sign in signs(family) if theme in sign.themes)


def codes_of_words(
    words: Sequence[str], text: str = "", *, countries: Collection[str] = (), language: str = ""
) -> dict[str, list[str]]:
    """What a text's words (folded) say of each family. Chinese, which writes no words apart, is searched in `text`.

    `countries` are those that the text is about: some names are those of a minority only there.
    """
    found: dict[str, list[str]] = {family: [] for family in FAMILIES}
    in_words = named(words, countries=countries, language=language)
    for one in [*in_words, *named_in_chinese(text, countries=countries, language=language)]:
        if one.code not in (codes := found[one.family]):
            codes.append(one.code)
    return found


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """text[start:end] names a code, by the rule of this id (data/naming.yml)."""

    start: int
    end: int
    family: str
    code: str
    rule: str


def read_groups(text: str, language: str = "", countries: Collection[str] = ()) -> list[Evidence]:
    """Every place where a text names a group concerned or an intersection, in order: the very codes of
    `codes_of_words`. Where two rules see one code at one place, the one that sees more of it stands."""
    words, spans = words_with_spans(text)
    found = [
        Evidence(spans[one.start][0], spans[one.end - 1][1], one.family, one.code, one.rule)
        for one in named(words, countries=countries, language=language)
    ]
    found += [
        Evidence(*one[2:4], *one[:2], one[4]) for one in named_in_chinese(text, countries=countries, language=language)
    ]
    kept: list[Evidence] = []
    for one in sorted(set(found), key=lambda e: (e.start - e.end, e.start, e.rule)):
        if not any(one.code == k.code and one.start < k.end and k.start < one.end for k in kept):
            kept.append(one)
    return sorted(kept)


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


def guidance_of(themes: Iterable[str], groups: Sequence[str], intersections: Iterable[str] = ()) -> list[int]:
    """The Guidance Note's recommendations that themes and intersections bear on; none where no group is concerned."""
    if not groups:
        return []
    led = {number for theme in themes for number in guidance_of_theme().get(theme, ())}
    return sorted(led.union(*(guidance_of_intersection().get(code, ()) for code in intersections)))


def in_focus(*, groups: Sequence[str], themes: Iterable[str], body: str, text: str) -> bool:
    """Whether a recommendation concerns minorities or racial discrimination: by its tags, whose it is, or its words."""
    if groups:
        return True
    field = focus()
    return body in field.bodies or not field.themes.isdisjoint(themes) or bool(field.words.search(text.casefold()))
