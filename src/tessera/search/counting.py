"""Counts by facet: in what columns the index holds facets, how they are counted, how counts become values again.

The engine counts a column that holds exactly one value of each record many times faster than one that holds several.
So a facet has one or more columns of one value each: a record's first values stand in the first columns, all others
together in the last. Counting splits what stands together; the sums are exact, however many values a record has.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any

import tantivy

FACET, COLUMN = "f_", "c_"
TOGETHER = "\x1f"  # in no code
MOST = 10_000  # different values of a column
Facets = Mapping[str, int]  # how many columns each facet has
Pair = tuple[str, str]


@lru_cache(maxsize=1_000)
def columns_named(name: str, count: int) -> tuple[str, ...]:
    """A facet's columns."""
    return tuple(f"{COLUMN}{name}{place}" for place in range(count))


def columns_of(name: str, facets: Facets) -> tuple[str, ...]:
    return columns_named(name, facets[name])


@lru_cache(maxsize=50_000)
def columns_fill(name: str, values: tuple[str, ...], count: int) -> tuple[tuple[str, str], ...]:
    """Each column of a facet and what it holds of a record; "" where it holds nothing. Records hold the same values
    again and again."""
    held = list(dict.fromkeys(values))
    alone, rest = held[: count - 1], held[count - 1 :]
    alone += [""] * (count - 1 - len(alone))
    return tuple(zip(columns_named(name, count), [*alone, TOGETHER.join(rest)], strict=True))


def facets_count(
    searcher: tantivy.Searcher, query: tantivy.Query, names: Sequence[str], facets: Facets
) -> dict[str, dict[str, int]]:
    """Records by value of each facet, most first."""
    columns = {name: columns_of(name, facets) for name in names}
    asked = {column: _terms(column) for held in columns.values() for column in held}
    if not asked:
        return {}
    counted = searcher.aggregate(query, asked)
    return {name: _summed(counted[column]["buckets"] for column in held) for name, held in columns.items()}


def facets_cross(
    searcher: tantivy.Searcher, query: tantivy.Query, pairs: Sequence[Pair], facets: Facets
) -> dict[Pair, dict[str, dict[str, int]]]:
    """Records by value of the second facet within each value of the first."""
    asked = {
        f"{column}>{other}": {**_terms(column), "aggs": {"in": _terms(other)}}
        for pair in pairs
        for column in columns_of(pair[0], facets)
        for other in columns_of(pair[1], facets)
    }
    if not asked:
        return {}
    counted = searcher.aggregate(query, asked)
    found: dict[Pair, dict[str, dict[str, int]]] = {}
    for pair in pairs:
        within: dict[str, list[Any]] = {}
        for column in columns_of(pair[0], facets):
            for other in columns_of(pair[1], facets):
                for bucket in counted[f"{column}>{other}"]["buckets"]:
                    for value in _parted(bucket["key"]):
                        within.setdefault(value, []).append(bucket["in"]["buckets"])
        found[pair] = {value: _summed(buckets) for value, buckets in within.items()}
    return found


def _terms(column: str) -> dict[str, Any]:
    return {"terms": {"field": column, "size": MOST}}


def _summed(several: Iterable[Iterable[Mapping[str, Any]]]) -> dict[str, int]:
    """Counts by value, most first, of the buckets of one or more columns."""
    counts: dict[str, int] = {}
    for buckets in several:
        for bucket in buckets:
            held = bucket["key"]
            if TOGETHER in held:
                for value in held.split(TOGETHER):
                    counts[value] = counts.get(value, 0) + bucket["doc_count"]
            else:
                counts[held] = counts.get(held, 0) + bucket["doc_count"]
    counts.pop("", None)
    return dict(sorted(sorted(counts.items()), key=_by_count, reverse=True))


_by_count = itemgetter(1)


def _parted(held: str) -> list[str]:
    return held.split(TOGETHER) if held else []
