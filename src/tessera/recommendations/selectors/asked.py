"""What the query string of the page of recommendations asks: read and written in one way by pages, feeds and mails.

?q= words, ?country=NPL,IND either of them, ?theme=x&theme=y both of them; &exact=1 without other names of the same
people; &order=newest. Every facet by its name; `mechanism` takes a family of mechanisms, too.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.http import QueryDict
from django.utils.http import urlencode

from tessera.recommendations.findable import FACETS

from .finding import UnknownValue, filter_value, mechanism_filter

LONGEST = 1200
ORDERS = ("", "newest")
Filters = list[tuple[str, str]]

__all__ = ["Asked", "UnknownValue", "asked_of", "query_string"]


class Asked(NamedTuple):
    """A question to the index, as recommendations_find takes it."""

    query: str = ""
    filters: Filters = []
    names: bool = True
    order: str = ""


def asked_of(query: QueryDict | Mapping[str, Any]) -> Asked:
    """The question; parameters that are no filters (page, download) are not looked at.

    Raises UnknownValue, one sentence, where a filter has a value that the vocabulary does not know.
    """
    filters: Filters = []
    for name in FACETS:
        for given in _all(query, name):
            found = mechanism_filter(given) if name == "mechanism" else (name, filter_value(name, given))
            if found[1] and found not in filters:
                filters.append(found)
    order = _one(query, "order")
    return Asked(
        query=_one(query, "q")[:LONGEST].strip(),
        filters=filters,
        names=_one(query, "exact") != "1",
        order=order if order in ORDERS else "",
    )


def query_string(asked: Asked) -> str:
    """The query string, without a question mark, that asks this: one and the same for the same question."""
    ordered = sorted(asked.filters, key=lambda one: FACETS.index(one[0]))
    pairs = [("q", asked.query)] if asked.query else []
    pairs += ordered
    pairs += [("exact", "1")] if not asked.names else []
    pairs += [("order", asked.order)] if asked.order else []
    return urlencode(pairs)


def _all(query: Any, name: str) -> list[str]:
    values = query.getlist(name) if hasattr(query, "getlist") else [query[name]] if name in query else []
    return [str(one).strip() for one in values if str(one).strip()]


def _one(query: Any, name: str) -> str:
    return next(iter(_all(query, name)), "")
