"""A question to the index as it stands in an address: for the page, the API, saved searches and everything else that
keeps one. Parameters are `q` and the names of the facets, each given once or several times (any of them)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from tessera.network.findable import viewer_tokens
from tessera.recommendations.findable import FACETS
from tessera.search.find import ORDERS, found_ids
from tessera.vocabulary import mechanisms, terms

from .finding import KIND, UPPER, Answer, UnknownValue, filter_value, recommendations_find

FIRST_YEAR, LAST_YEAR = 1900, 2100
LONGEST_QUERY, MOST_VALUES, LONGEST_VALUE = 1200, 100, 200
FREE = ("mechanism", "session", "document", "position", "type", "addressee")  # a comma may stand within a value
_SPAN = re.compile(r"(\d{4})?\s*(?:-|–|\.\.)\s*(\d{4})?")
Given = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Question:
    """`filters` hold values by facet, of which one must hold; `wrong` sentences about what could not be understood.

    Years are "2014" or "2011-2021". `names`: other names of the same people are found, too.
    """

    query: str = ""
    filters: tuple[tuple[str, tuple[str, ...]], ...] = ()
    names: bool = True
    order: str = ""
    wrong: tuple[str, ...] = ()

    @property
    def is_narrow(self) -> bool:
        return bool(self.query or self.filters)

    @property
    def string(self) -> str:
        """The question as the query string of an address, without the question mark."""
        pairs = [("q", self.query)] if self.query else []
        pairs += [(name, value) for name, values in self.filters for value in values]
        pairs += [("names", "off")] if not self.names else []
        pairs += [("sort", self.order)] if self.order else []
        return urlencode(pairs)

    def of(self, facet: str) -> tuple[str, ...]:
        return dict(self.filters).get(facet, ())

    def but(self, facet: str, values: Iterable[str]) -> Question:
        """The same question with these values of a facet, none for no such filter."""
        chosen = {name: kept for name, kept in self.filters if name != facet}
        if values := tuple(values):
            chosen[facet] = values
        return replace(self, filters=tuple((name, chosen[name]) for name in FACETS if name in chosen))

    @property
    def asked(self) -> list[tuple[str, tuple[str, ...]]]:
        """The filters as search takes them."""
        return [(name, _years(values) if name == "year" else values) for name, values in self.filters]


def question_of(given: Given) -> Question:
    """What an address asks. What cannot be understood filters nothing and is said."""
    wrong: list[str] = []
    chosen: dict[str, tuple[str, ...]] = {}
    for name in FACETS:
        for one in _given(name, given):
            try:
                facet, values = _understood(name, one)
            except UnknownValue as error:
                wrong.append(str(error))
                continue
            chosen[facet] = tuple(dict.fromkeys((*chosen.get(facet, ()), *values)))
    if span := _span(given, wrong):
        chosen["year"] = (span,)
    order = _last(given, "sort")
    return Question(
        query=_last(given, "q")[:LONGEST_QUERY],
        filters=tuple((name, chosen[name][:MOST_VALUES]) for name in FACETS if name in chosen),
        names=_last(given, "names") != "off",
        order=order if order in ORDERS else "",
        wrong=tuple(wrong),
    )


def question_answer(viewer: Any, question: Question, **options: Any) -> Answer:
    """What is found, for whoever asks; options as in recommendations_find. Facets are counted apart: each count is
    that of the search which takes this value instead of those chosen."""
    return recommendations_find(
        viewer,
        question.query,
        filters=question.asked,
        names=question.names,
        order=question.order,
        **{"apart": True, "facets": FACETS, **options},
    )


def question_ids(viewer: Any, question: Question, *, most: int) -> list[int]:
    """The ids of what is found, in the question's order, not more than `most`."""
    return found_ids(
        viewer_tokens(viewer),
        question.query,
        kind=KIND,
        most=most,
        names=question.names,
        order=question.order,
        filters=question.asked,
    )


def _given(name: str, given: Given) -> list[str]:
    found = [one.replace("\0", "").strip()[:LONGEST_VALUE] for one in given.get(name, ())[:MOST_VALUES]]
    return [one for one in found if one]


def _last(given: Given, name: str) -> str:
    values = given.get(name) or ("",)
    return values[-1].replace("\0", "").strip()


def _understood(name: str, said: str) -> tuple[str, list[str]]:
    """The facet and its values. Raises UnknownValue."""
    if name == "mechanism":
        if (folded := said.casefold()) in terms.codes("mechanisms"):
            return "family", [folded]
        parts = [mechanisms.resolve(part) for part in said.split(",")]
        return name, [part for part in parts if part] if all(parts) else [mechanisms.resolve(said) or said.casefold()]
    if name == "year":
        return name, [_year(part) for part in said.split(",") if part.strip()]
    if name in FREE:
        return name, [said.upper() if name in UPPER else said.casefold()]
    return name, [value for value in filter_value(name, said).split(",") if value]


def _year(said: str) -> str:
    said = said.strip()
    if span := _SPAN.fullmatch(said):
        first, last = int(span[1] or FIRST_YEAR), int(span[2] or LAST_YEAR)
    elif said.isdecimal() and len(said) == 4:
        first = last = int(said)
    else:
        raise UnknownValue(f"“{said[:40]}” is not a year, nor two with a hyphen between them.")
    if not FIRST_YEAR <= first <= last <= LAST_YEAR:
        raise UnknownValue(f"“{said[:40]}” does not lie between {FIRST_YEAR} and {LAST_YEAR}, the earlier year first.")
    return str(first) if first == last else f"{first}-{last}"


def _span(given: Given, wrong: list[str]) -> str:
    """The years between `from` and `to`."""
    first, last = _last(given, "from"), _last(given, "to")
    if not (first or last):
        return ""
    try:
        return _year(f"{first}-{last}")
    except UnknownValue as error:
        wrong.append(str(error))
        return ""


def _years(values: Iterable[str]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for value in values:
        first, _, last = value.partition("-")
        found |= dict.fromkeys(str(year) for year in range(int(first), int(last or first) + 1))
    return tuple(found)
