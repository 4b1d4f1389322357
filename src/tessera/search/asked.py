"""A search as it is asked, and the query of the engine that finds what it asks for."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import tantivy
from tantivy import Occur, Query

from .place import OpenIndex
from .query import Field, Ignored, Node, parse
from .registry import kinds
from .schema import seen_by
from .snippets import LENGTH
from .widening import Widened, widen

EVERYTHING_SEEN: frozenset[str] = frozenset({"*"})
ORDERS = {"newest": tantivy.Order.Desc, "oldest": tantivy.Order.Asc}
ADDED = "added"
Filters = Sequence[tuple[str, str | tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Numbers:
    """Records chosen by their ids: from `first` to `last`, and `among` these where they are given."""

    first: int = 0
    last: int | None = None
    among: Collection[int] | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """One search, by a viewer who holds `tokens` (EVERYTHING_SEEN for the operator of the machine).

    `facets` names those to count, `crossed` pairs of them: the second within each value of the first. `names`: other
    names of the same people are found, too. `order` is "" for the best first, one of ORDERS, or ADDED for what was
    added last. `filters` are facets with values as the query language takes them ("2014-2017", "roma,migrants"), or a
    tuple of values as they are, of which a record must have one; with kinds or filters, an empty query finds all that
    has them. `apart`: a facet that filters is counted as if it did not. `length`: about so many characters of a text
    are shown.
    """

    tokens: frozenset[str]
    query: str
    kinds: Sequence[str] = ()
    facets: Sequence[str] = ()
    limit: int = 20
    offset: int = 0
    language: str = "en"
    names: bool = True
    order: str = ""
    filters: Filters = ()
    count_kinds: bool = True
    crossed: Sequence[tuple[str, str]] = ()
    apart: bool = False
    length: int = LENGTH
    numbers: Numbers = Numbers()


def understood(opened: OpenIndex, asked: Asked) -> tuple[Node | None, list[Ignored], list[Widened]]:
    parsed = parse(asked.query, fields=opened.matcher.is_field)
    tree, widened = widen(parsed.tree, names=asked.names) if parsed.tree is not None else (None, [])
    return tree, parsed.ignored, widened


def ordering(asked: Asked, tree: Node | None) -> dict[str, Any]:
    """What is newest first where that is asked for, or nothing says what is best."""
    if asked.order == ADDED:
        return {"order_by_field": "number", "order": tantivy.Order.Desc}
    if asked.order in ORDERS or tree is None:
        return {"order_by_field": "day", "order": ORDERS.get(asked.order, tantivy.Order.Desc)}
    return {}


def asked_query(opened: OpenIndex, tree: Node | None, asked: Asked, withheld: Mapping[str, set[str]]) -> Query:
    """What the query finds of what the viewer may see; a record whose reference is the whole query comes first."""
    one_of = opened.matcher.one_of
    if tree is None:
        clauses = [(Occur.Must, Query.all_query())]
    else:
        clauses = [(Occur.Must, opened.matcher.match(tree)), *opened.matcher.whole(asked.query)]
    if asked.tokens != EVERYTHING_SEEN:
        known = kinds()
        deep = [code for code in asked.kinds or ("",) if not code or (code in known and known[code].deep)]
        seen = seen_by(asked.tokens, asked.kinds or ("",), deep)
        clauses.append((Occur.Must, opened.matcher.is_one("seen", seen)))
    elif asked.kinds:
        clauses.append((Occur.Must, opened.matcher.is_one("kind", asked.kinds)))
    clauses += [(Occur.Must, opened.matcher.match(Field(name, value))) for name, value in asked.filters]
    numbers = asked.numbers
    clauses += [(Occur.Must, one) for one in opened.matcher.numbered(numbers.first, numbers.last, numbers.among)]
    clauses += [(Occur.MustNot, one_of(name, values)) for name, values in withheld.items()]
    return Query.boolean_query(clauses)
