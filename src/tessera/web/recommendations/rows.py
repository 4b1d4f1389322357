"""A recommendation as a list shows it."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from tessera.recommendations.models import Recommendation
from tessera.recommendations.selectors.finding import Found
from tessera.search.snippets import Pieces
from tessera.web.formats import country_words
from tessera.web.recommendation_words import value_words

SIGNS = {"supported": "done", "implemented": "done"}  # signs of the stylesheet
MOST_STATES = 6


@dataclass(frozen=True, slots=True)
class Row:
    """What was found, with the words that found it; `where` is document and paragraph, `tags` are words and codes."""

    record: Recommendation
    pieces: Pieces
    url: str
    where: str
    countries: str
    mechanism: str
    kind: str
    position: str
    sign: str
    states: str
    more_states: int
    tags: list[tuple[str, str]]


def row_of(found: Found) -> Row:
    one = found.record
    states = [country_words(code) for code in one.states]
    return Row(
        record=one,
        pieces=found.snippet,
        url=reverse("web:recommendation", args=[one.pk]),
        where=cited_where(one),
        countries=", ".join(country_words(code) for code in one.countries),
        mechanism=value_words("mechanism", one.body) if one.body else "",
        kind=value_words("type", one.kind) if one.kind != "recommendation" else "",
        position=value_words("position", one.position) if one.position else "",
        sign=SIGNS.get(one.position, ""),
        states=", ".join(states[:MOST_STATES]),
        more_states=max(len(states) - MOST_STATES, 0),
        tags=[(value_words(name, code), code) for name in ("group", "intersection") for code in _codes(one, name)],
    )


def cited_where(one: Recommendation) -> str:
    """The symbol of the document and the paragraph, as far as there are any."""
    symbol = one.document.symbol if one.document else ""
    if not one.paragraph:
        return symbol
    return f"{symbol}, § {one.paragraph}" if symbol else f"§ {one.paragraph}"


def _codes(one: Recommendation, name: str) -> tuple[str, ...]:
    return one.groups if name == "group" else one.intersections
