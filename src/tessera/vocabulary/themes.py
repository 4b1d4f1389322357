"""Themes by which sources tag recommendations: data/themes.yml."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from .files import read

_CODE_PREFIX = re.compile(r"[A-Z]\d{1,2}\.?\s+(?=[A-Z])")


@cache
def themes() -> dict[str, str]:
    """The label of each theme by its code."""
    return {code: labels[0] for code, labels in read("themes").items()}


@lru_cache(maxsize=4096)
def resolve(printed: str) -> str | None:
    """The code of a theme by its label as a source prints it, or by the code itself; None where it is not known."""
    key = slug(printed)
    return _by_slug().get(key) or (key if key in themes() else None)


@lru_cache(maxsize=4096)
def slug(printed: str) -> str:
    """A code made of a label: "B31 Equality & non-discrimination" gives "equality-and-non-discrimination"."""
    bare = _CODE_PREFIX.sub("", printed.strip(), count=1)
    return "-".join(re.findall(r"\w+", bare.casefold().replace("&", " and ")))[:120]


def label(code: str) -> str:
    """The label of a theme; of one that is not in the list, its code as words."""
    return themes().get(code) or code.replace("-", " ").capitalize()


@cache
def _by_slug() -> dict[str, str]:
    found: dict[str, str] = {}
    for code, labels in read("themes").items():
        for printed in labels:
            if found.setdefault(slug(printed), code) != code:
                raise ValueError(f"{printed!r} is a label of both {found[slug(printed)]} and {code}")
    return found
