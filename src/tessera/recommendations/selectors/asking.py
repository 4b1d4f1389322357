"""A question to the index as it stands in an address: for the page, the API, saved searches and everything else that
keeps one.

?q= words, ?country=NPL,IND either of them, ?theme=x&theme=y both of them (?year=2011&year=2012 either: no record has
two); ?from= and ?to= years; ?exact=1 without other names of the same people; ?order=newest. Every facet by its
name; `mechanism` takes a family of mechanisms, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from tessera.network.findable import viewer_tokens
from tessera.recommendations.findable import FACETS
from tessera.search.asked import ADDED, ORDERS, Asked, Numbers
from tessera.search.find import found_ids
from tessera.search.folding import fold
from tessera.vocabulary import mechanisms, terms

from .finding import KIND, UPPER, Answer, UnknownValue, filter_value, recommendations_find

FIRST_YEAR, LAST_YEAR = 1900, 2100
LONGEST_QUERY, LONGEST_VALUES, MOST_VALUES = 1200, 2000, 100
VOCABULARY = ("country", "state", "theme", "group", "intersection", "family")
_SPAN = re.compile(r"(\d{4})?\s*(?:-|–|\.\.)\s*(\d{4})?")
Given = Mapping[str, Sequence[str]]
Filter = tuple[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Question:
    """`filters` are facets with values of which a record must have one; `wrong` says what could not be understood.

    Years are "2014" or "2011-2021". `names`: other names of the same people are found, too.
    """

    query: str = ""
    filters: tuple[Filter, ...] = ()
    names: bool = True
    order: str = ""
    wrong: tuple[str, ...] = ()

    @property
    def is_narrow(self) -> bool:
        return bool(self.query or self.filters)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The question as parameters of an address."""
        pairs = [("q", self.query)] if self.query else []
        pairs += [(name, ",".join(values)) for name, values in self.filters]
        pairs += [("exact", "1")] if not self.names else []
        pairs += [("order", self.order)] if self.order else []
        return pairs

    @property
    def string(self) -> str:
        """The question as the query string of an address, without the question mark."""
        return urlencode(self.pairs, safe=",")

    def of(self, facet: str) -> tuple[str, ...]:
        return tuple(value for name, values in self.filters if name == facet for value in values)

    def but(self, facet: str, values: Iterable[str]) -> Question:
        """The same question with these values of a facet, of which one must hold; none for no such filter."""
        kept = [one for one in self.filters if one[0] != facet]
        if values := tuple(values):
            kept.append((facet, values))
        return replace(self, filters=_ordered(kept))

    @property
    def asked(self) -> list[Filter]:
        """The filters as search takes them."""
        return [(name, _years(values) if name == "year" else values) for name, values in self.filters]


def question_of(given: Given) -> Question:
    """What an address asks. What cannot be understood filters nothing and is said."""
    wrong: list[str] = []
    found: list[Filter] = []
    for name in FACETS:
        for one in _all(given, name):
            try:
                found.append(_understood(name, one))
            except UnknownValue as error:
                wrong.append(str(error))
    if span := _span(given, wrong):
        found = [one for one in found if one[0] != "year"] + [("year", (span,))]
    years = tuple(dict.fromkeys(value for name, values in found if name == "year" for value in values))
    found = [one for one in found if one[0] != "year"] + [("year", years)]
    order = _last(given, "order")
    return Question(
        query=_last(given, "q")[:LONGEST_QUERY].strip(),
        filters=_ordered([one for one in found if one[1]]),
        names=_last(given, "exact") != "1" and _last(given, "names") != "off",
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


def question_latest(viewer: Any, question: Question, *, kind: str, most: int, language: str, numbers: Numbers) -> Asked:
    """The question for search_each: of one kind and of these numbers, what was added last first."""
    return Asked(
        viewer_tokens(viewer), question.query, kinds=[kind], limit=most, language=language, names=question.names,
        order=ADDED, filters=question.asked, count_kinds=False, numbers=numbers,
    )  # fmt: skip


def _ordered(filters: Iterable[Filter]) -> tuple[Filter, ...]:
    return tuple(sorted(dict.fromkeys(filters), key=lambda one: FACETS.index(one[0])))


def _all(given: Given, name: str) -> list[str]:
    found = [one.replace("\0", "").strip()[:LONGEST_VALUES] for one in given.get(name, ())[:MOST_VALUES]]
    return [one for one in found if one]


def _last(given: Given, name: str) -> str:
    values = given.get(name) or ("",)
    return values[-1].replace("\0", "").strip()


def _understood(name: str, said: str) -> Filter:
    """Raises UnknownValue."""
    parts = list(dict.fromkeys(" ".join(part.split()) for part in said.split(",") if part.strip()))[:MOST_VALUES]
    if name == "mechanism" and all(part.casefold() in terms.codes("mechanisms") for part in parts):
        return "family", tuple(part.casefold() for part in parts)
    if name == "year":
        return name, tuple(_year(part) for part in parts)
    if name == "mechanism":
        return name, tuple(mechanisms.resolve(part) or fold(part) for part in parts)
    if name in VOCABULARY:
        codes = [part.upper() if name in UPPER and len(part) == 3 else part for part in parts]
        return name, tuple(filter_value(name, code) for code in codes)
    return name, tuple(part.upper() if name in UPPER else fold(part) for part in parts)


def _year(said: str) -> str:
    said = said.strip()
    if span := _SPAN.fullmatch(said):
        first, last = int(span[1] or FIRST_YEAR), int(span[2] or LAST_YEAR)
    elif said.isdecimal() and len(said) == 4:
        first = last = int(said)
    else:
        raise UnknownValue(_("“%(said)s” is not a year, nor two with a hyphen between them.") % {"said": said[:40]})
    if not FIRST_YEAR <= first <= last <= LAST_YEAR:
        told = _("“%(said)s” must lie between %(first)s and %(last)s, the earlier year first.")
        raise UnknownValue(told % {"said": said[:40], "first": FIRST_YEAR, "last": LAST_YEAR})
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
