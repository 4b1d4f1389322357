"""By what figures about people may be broken down: data/disaggregation.yml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from . import terms
from .files import read
from .texts import Text


@dataclass(frozen=True, slots=True)
class Axis:
    """One way to break a figure down, with its categories in the order in which they are asked."""

    code: str
    label: Text
    categories: Mapping[str, Text]


@cache
def axes() -> Mapping[str, Axis]:
    """All by code, in the order in which they are offered."""
    return {
        code: Axis(code, Text(entry["label"]), _categories(entry)) for code, entry in read("disaggregation").items()
    }


def _categories(entry: Mapping[str, Mapping[str, Mapping[str, str]]]) -> dict[str, Text]:
    if "family" in entry:
        return {term.code: term.label for term in terms.terms(str(entry["family"]))}
    return {code: Text(label) for code, label in entry["categories"].items()}
