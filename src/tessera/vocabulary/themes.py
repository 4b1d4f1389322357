"""Themes by which sources tag recommendations: data/themes.yml; in other languages: data/theme_names.yml."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from .files import read
from .texts import Text

_CODE_PREFIX = re.compile(r"[A-Z]\d{1,2}\.?\s+(?=[A-Z])")


@cache
def themes() -> dict[str, str]:
    """The label of each theme by its code."""
    return {code: labels[0] for code, labels in read("themes").items()}


@cache
def names() -> dict[str, Text]:
    """What each theme is called, by its code: its label in English, its name in the other languages."""
    named = read("theme_names")
    return {code: Text({"en": printed, **named.get(code, {})}) for code, printed in themes().items()}


@lru_cache(maxsize=4096)
def resolve(printed: str) -> str | None:
    """The code of a theme by its label as a source prints it, by its name in any of the six languages, or by the code
    itself; None where it is not known."""
    key = slug(printed)
    return _by_slug().get(key) or (key if key in themes() else None)


@lru_cache(maxsize=4096)
def slug(printed: str) -> str:
    """A code made of a label: "B31 Equality & non-discrimination" gives "equality-and-non-discrimination"."""
    bare = _CODE_PREFIX.sub("", printed.strip(), count=1)
    return "-".join(re.findall(r"\w+", bare.casefold().replace("&", " and ")))[:120]


def label(code: str, language: str = "en") -> str:
    """The name of a theme in a language; of one that is not in the list, its code as words."""
    named = names().get(code)
    return named.in_language(language) if named else code.replace("-", " ").capitalize()


@cache
def _by_slug() -> dict[str, str]:
    found: dict[str, str] = {}
    for code, labels in read("themes").items():
        for printed in (*labels, *names()[code].values()):
            if found.setdefault(slug(printed), code) != code:
                raise ValueError(f"{printed!r} is a label of both {found[slug(printed)]} and {code}")
    return found
