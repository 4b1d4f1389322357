"""What follows from a theme or a group where no source says it: goals and targets, and themes from unmistakable words
(data/crosswalk.yml)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from .files import read


@cache
def goals_of_theme() -> Mapping[str, tuple[str, ...]]:
    """Goals and targets by the code of a theme."""
    return _codes(read("crosswalk")["goals"]["themes"])


@cache
def goals_of_group() -> Mapping[str, tuple[str, ...]]:
    """Goals and targets by the code of a group concerned."""
    return _codes(read("crosswalk")["goals"]["groups"])


@cache
def theme_words() -> Mapping[str, tuple[str, ...]]:
    """Words by the theme they tell."""
    return _codes(read("crosswalk")["themes"])


@cache
def theme_of_group() -> Mapping[str, str]:
    """The theme that a group concerned is, by the group's code."""
    return dict(read("crosswalk")["themes_of_groups"])


def _codes(held: Mapping[str, list[str]]) -> Mapping[str, tuple[str, ...]]:
    return {code: tuple(values) for code, values in held.items()}
