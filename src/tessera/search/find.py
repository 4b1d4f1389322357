"""Asks the index, for a viewer: what is found, how much of it, of which kinds."""

from __future__ import annotations

import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import msgspec
import tantivy
from django.urls import NoReverseMatch, reverse
from tantivy import Occur, Query

from .counting import facets_count, facets_cross
from .models import Outbox
from .place import OpenIndex, index_discard, index_open
from .query import Field, Ignored, Node, parse, terms_of
from .schema import key_of, seen_token
from .snippets import LENGTH, Finder, Pieces, finder_of, marked, snippet
from .widening import Widened, widen
from .writer import index_write_soon

EVERYTHING_SEEN: frozenset[str] = frozenset({"*"})
DEEPEST = 10_000
WITHHELD = 5_000
VALUES = 1000
Filters = Sequence[tuple[str, str | tuple[str, ...]]]
ORDERS = {"newest": tantivy.Order.Desc, "oldest": tantivy.Order.Asc}


@dataclass(frozen=True, slots=True)
class Hit:
    """One record found: title and snippet as pieces, each marked or not; `language` is that of the words shown.

    `place` is the name of its page's address, that address's arguments, and an anchor within the page.
    """

    kind: str
    id: int
    title: Pieces
    snippet: Pieces
    language: str
    place: tuple[str, tuple[str, ...], str]
    references: tuple[str, ...]

    @property
    def path(self) -> str:
        """The address of the record's page; empty where Tessera has none."""
        name, arguments, anchor = self.place
        try:
            path = reverse(name, args=arguments)
        except NoReverseMatch:
            return ""
        return f"{path}#{anchor}" if anchor else path


@dataclass(slots=True)
class Results:
    """What was found. `kinds` counts what each kind has, whichever are chosen; `facets` counts within the choice.

    `crossed` counts one facet's values within each of another's. `ready` is False where there is no index yet that
    fits, and nothing can be said.
    """

    total: int = 0
    took_ms: float = 0.0
    hits: list[Hit] = field(default_factory=list)
    kinds: dict[str, int] = field(default_factory=dict)
    facets: dict[str, dict[str, int]] = field(default_factory=dict)
    crossed: dict[tuple[str, str], dict[str, dict[str, int]]] = field(default_factory=dict)
    ignored: list[Ignored] = field(default_factory=list)
    widened: list[Widened] = field(default_factory=list)
    asked: bool = True
    ready: bool = True


@dataclass(frozen=True, slots=True)
class _Asked:
    """One search as it was asked."""

    tokens: frozenset[str]
    query: str
    kinds: Sequence[str]
    facets: Sequence[str]
    limit: int
    offset: int
    language: str
    names: bool = True
    order: str = ""
    filters: Filters = ()
    count_kinds: bool = True
    crossed: Sequence[tuple[str, str]] = ()
    apart: bool = False
    length: int = LENGTH


def search(
    viewer_tokens: frozenset[str],
    query: str,
    *,
    kinds: Sequence[str] = (),
    facets: Sequence[str] = (),
    limit: int = 20,
    offset: int = 0,
    language: str = "en",
    names: bool = True,
    order: str = "",
    filters: Filters = (),
    count_kinds: bool = True,
    crossed: Sequence[tuple[str, str]] = (),
    apart: bool = False,
    length: int = LENGTH,
) -> Results:
    """Search for a viewer who holds `viewer_tokens` (EVERYTHING_SEEN for the operator of the machine).

    Changes not yet indexed are indexed first where that can be done at once; a record of which some are still open is
    not shown. `facets` names those to count, `crossed` pairs of them: the second within each value of the first.
    `names`: other names of the same people are found, too. `order` is "" for the best first, or one of ORDERS.
    `filters` are facets with values as the query language takes them ("2014-2017", "roma,migrants"), or a tuple of
    values as they are, of which a record must have one; with kinds or filters, an empty query finds all that has them.
    `apart`: a facet that filters is counted as if it did not. `length`: about so many characters of a text are shown.
    """
    began = time.perf_counter()
    offset = max(0, min(offset, DEEPEST - limit))
    asked = _Asked(
        viewer_tokens, query, kinds, facets, limit, offset, language, names, order, filters, count_kinds, crossed,
        apart, length,
    )  # fmt: skip
    if Outbox.objects.exists() or index_open() is None:
        index_write_soon()
    results = _answer(asked)
    if results is None:
        index_write_soon()
        results = _answer(asked) or Results(ready=False)
    results.took_ms = (time.perf_counter() - began) * 1000
    return results


def found_ids(
    viewer_tokens: frozenset[str],
    query: str,
    *,
    kind: str,
    most: int,
    names: bool = True,
    order: str = "",
    filters: Filters = (),
) -> list[int]:
    """The ids of all records of one kind that `search` would find, in its order; not more than `most`."""
    asked = _Asked(viewer_tokens, query, [kind], (), most, 0, "en", names, order, filters)
    withheld = _withheld()
    if (opened := index_open()) is None:
        return []
    tree, _ignored, _widened = _understood(opened, asked)
    if tree is None and query.strip():
        return []
    searcher = opened.searcher()
    within = _found(opened, tree, asked, withheld)
    hits = searcher.search(within, limit=most, count=False, **_ordered(asked, tree)).hits
    return [int(own) for own in searcher.fast_field_values("number", [address for _key, address in hits])]


def _answer(asked: _Asked) -> Results | None:
    """None where there is no index that fits, or it turned out to be damaged."""
    withheld = _withheld()  # before the index: what leaves the outbox later is in the index that is opened later
    opened = index_open()
    if opened is None:
        return None
    try:
        return _asked_of(opened, asked, withheld)
    except (ValueError, OSError):
        index_discard()
        return None


def _asked_of(opened: OpenIndex, asked: _Asked, withheld: dict[str, set[str]]) -> Results:
    tree, ignored, widened = _understood(opened, asked)
    if tree is None and (asked.query.strip() or not (asked.kinds or asked.filters)):
        return Results(ignored=ignored, asked=False)
    searcher = opened.searcher()
    within = _found(opened, tree, asked, withheld)
    top = searcher.search(within, limit=asked.limit, offset=asked.offset, **_ordered(asked, tree))
    results = Results(total=top.count, ignored=ignored, widened=widened)
    if asked.count_kinds:
        found = _found(opened, tree, replace(asked, kinds=()), withheld) if asked.kinds else within
        results.kinds = _buckets(searcher.aggregate(found, {"kind": _terms("kind")}), "kind")
    results.facets = _facets(opened, searcher, tree, asked, withheld)
    pairs = [pair for pair in asked.crossed if set(pair) <= opened.facets.keys()]
    results.crossed = facets_cross(searcher, within, pairs, opened.facets)
    finder = finder_of(terms_of(tree))
    results.hits = [_hit(searcher.doc(address), finder, asked) for _score, address in top.hits]
    return results


def _understood(opened: OpenIndex, asked: _Asked) -> tuple[Node | None, list[Ignored], list[Widened]]:
    parsed = parse(asked.query, fields=opened.matcher.is_field)
    tree, widened = widen(parsed.tree, names=asked.names) if parsed.tree is not None else (None, [])
    return tree, parsed.ignored, widened


def _facets(
    opened: OpenIndex, searcher: tantivy.Searcher, tree: Node | None, asked: _Asked, withheld: dict[str, set[str]]
) -> dict[str, dict[str, int]]:
    """Counts of the facets asked for; where they are counted apart, those that filter by a question of their own."""
    wanted = [f for f in asked.facets if f in opened.facets]
    filtering = {name for name, _value in asked.filters} if asked.apart else set()
    sets = [[f for f in wanted if f not in filtering], *([f] for f in wanted if f in filtering)]
    found: dict[str, dict[str, int]] = {}
    for names in filter(None, sets):
        rest = [one for one in asked.filters if not (asked.apart and one[0] in names)]
        within = _found(opened, tree, replace(asked, filters=rest), withheld)
        found |= facets_count(searcher, within, names, opened.facets)
    return {name: found[name] for name in wanted}


def _ordered(asked: _Asked, tree: Node | None) -> dict[str, Any]:
    """What is newest first where that is asked for, or nothing says what is best."""
    if asked.order in ORDERS or tree is None:
        return {"order_by_field": "day", "order": ORDERS.get(asked.order, tantivy.Order.Desc)}
    return {}


def _found(opened: OpenIndex, tree: Node | None, asked: _Asked, withheld: dict[str, set[str]]) -> Query:
    """What the query finds of what the viewer may see; a record whose reference is the whole query comes first."""
    one_of = opened.matcher.one_of
    if tree is None:
        clauses = [(Occur.Must, Query.all_query())]
    else:
        clauses = [(Occur.Must, opened.matcher.match(tree)), (Occur.Should, opened.matcher.reference(asked.query))]
    if asked.tokens != EVERYTHING_SEEN:
        seen = [seen_token(o, p, kind) for o in asked.tokens for p in asked.tokens for kind in asked.kinds or ("",)]
        clauses.append((Occur.Must, opened.matcher.is_one("seen", seen)))
    elif asked.kinds:
        clauses.append((Occur.Must, opened.matcher.is_one("kind", asked.kinds)))
    clauses += [(Occur.Must, opened.matcher.match(Field(name, value))) for name, value in asked.filters]
    clauses += [(Occur.MustNot, one_of(name, values)) for name, values in withheld.items()]
    return Query.boolean_query(clauses)


def _withheld() -> dict[str, set[str]]:
    """What the index may know wrongly, by keys; by whole kinds where that is very much."""
    rows = Outbox.objects.filter(withheld=True)
    open_rows = list(rows.values_list("kind", "record_id")[: WITHHELD + 1])
    if len(open_rows) > WITHHELD:
        return {"kind": set(rows.values_list("kind", flat=True).distinct())}
    return {"key": {key_of(code, record_id) for code, record_id in open_rows}} if open_rows else {}


def _terms(column: str) -> dict[str, Any]:
    return {"terms": {"field": column, "size": VALUES}}


def _buckets(counted: dict[str, Any], name: str) -> dict[str, int]:
    return {bucket["key"]: bucket["doc_count"] for bucket in counted[name]["buckets"]}


def _hit(document: tantivy.Document, finder: Finder, asked: _Asked) -> Hit:
    shown = msgspec.json.decode(bytes(document.get_first("shown")))
    language, title, text = _wording(shown["w"], finder, asked.language[:2])
    return Hit(
        kind=shown["k"],
        id=shown["i"],
        title=marked(title, finder),
        snippet=snippet(text, finder, asked.length),
        language=language,
        place=(shown["u"], tuple(shown["a"]), shown["n"]),
        references=tuple(shown["r"]),
    )


def _wording(wordings: dict[str, list[str]], finder: Finder, language: str) -> tuple[str, str, str]:
    """The reader's language if the record has it, unless only another one shows why it was found."""
    if len(wordings) == 1:
        [(only, said)] = wordings.items()
        return only, said[0], said[1]
    order: Collection[str] = sorted(wordings, key=lambda code: code != language)
    for code in order:
        title, text = wordings[code]
        if any(hit for _piece, hit in [*marked(title, finder), *snippet(text, finder)]):
            return code, title, text
    first = next(iter(order))
    return first, *wordings[first]
