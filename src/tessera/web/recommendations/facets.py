"""The facets of the search page: each value with its count and the address of the search that has this count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from django.urls import reverse

from tessera.recommendations.selectors.asking import Question
from tessera.web.recommendation_words import TITLES, labels_of_sources, language_of, value_words

SHOWN, FOLDED = 8, 12
ORDERED = {"year": -1, "cycle": 1, "gnr": 1}  # by their number, the latest or the first one first
BY_NAME = ("country", "state", "theme", "document", "mechanism", "session")  # may be typed
Counts = Mapping[str, Sequence[tuple[str, int]]]


@dataclass(frozen=True, slots=True)
class Choice:
    """A value: the address that takes it alone or, where it is chosen, leaves it out; `also`: that takes it as well.
    `lang` is the label's language where it is not the page's."""

    value: str
    label: str
    count: int
    href: str
    chosen: bool = False
    also: str = ""
    lang: str = ""


@dataclass(slots=True)
class Facet:
    """`shown` come first, `folded` behind them; `rest` are further values, which stand on a page of their own."""

    name: str
    title: Any
    shown: list[Choice]
    folded: list[Choice] = field(default_factory=list)
    rest: int = 0
    all_values: str = ""

    @property
    def may_be_typed(self) -> bool:
        return self.name in BY_NAME


def facets_shown(question: Question, counts: Counts) -> list[Facet]:
    """All facets that have values, each with its first values."""
    labels = labels_of_sources([code for code, _count in counts.get("theme", ())])
    found = [_facet(name, question, counts.get(name, ()), labels) for name in TITLES]
    return [one for one in found if one.shown]


def choices(name: str, question: Question, counted: Sequence[tuple[str, int]]) -> list[Choice]:
    """All values of a facet, those chosen first."""
    labels = labels_of_sources([code for code, _count in counted]) if name == "theme" else {}
    return _choices(name, question, _in_order(name, question.of(name), counted), labels)


def _facet(name: str, question: Question, counted: Sequence[tuple[str, int]], labels: dict[str, str]) -> Facet:
    ordered = _in_order(name, question.of(name), counted)
    made = _choices(name, question, ordered[: SHOWN + FOLDED], labels)
    facet = Facet(name, TITLES[name], made[:SHOWN], made[SHOWN:], rest=len(ordered) - len(made))
    if facet.rest:
        facet.all_values = f"{reverse('web:recommendation-values', args=[name])}?{question.string}"
    return facet


def _in_order(name: str, chosen: Sequence[str], counted: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """What is chosen first, with no count left out; then most first, or by number."""
    counts = dict(counted)
    first = [(value, counts.pop(value, 0)) for value in chosen if name != "year" or "-" not in value]
    rest = list(counts.items())
    if sign := ORDERED.get(name):
        rest.sort(key=lambda one: sign * int(one[0]) if one[0].isdecimal() else 0)
    return first + rest


def _choices(name: str, question: Question, counted: Sequence[tuple[str, int]], labels: dict[str, str]) -> list[Choice]:
    chosen = question.of(name)
    before = question.but(name, ()).string
    start = f"?{before}&{name}=" if before else f"?{name}="
    together = "".join(f"{quote(value)}," for value in chosen)
    found = []
    for value, count in counted:
        label, lang = value_words(name, value, labels=labels), language_of(name, value)
        if value in chosen:
            left = question.but(name, [one for one in chosen if one != value]).string
            found.append(Choice(value, label, count, f"?{left}", chosen=True, lang=lang))
        else:
            own = quote(value, safe="")
            also = f"{start}{together}{own}" if chosen else ""
            found.append(Choice(value, label, count, f"{start}{own}", also=also, lang=lang))
    return found
