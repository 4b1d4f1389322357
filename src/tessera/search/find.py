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

from .matching import all_of
from .models import Outbox
from .place import OpenIndex, index_discard, index_open
from .query import Field, Ignored, Node, parse, terms_of
from .schema import FACET, key_of
from .snippets import Finder, Pieces, finder_of, marked, snippet
from .widening import Widened, widen
from .writer import index_write_soon

EVERYTHING_SEEN: frozenset[str] = frozenset({"*"})
DEEPEST = 10_000
WITHHELD = 5_000
VALUES = 1000
Filters = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Hit:
    """One record found: title and snippet as pieces, each marked or not; `language` is that of the words shown."""

    kind: str
    id: int
    title: Pieces
    snippet: Pieces
    language: str
    path: str
    references: tuple[str, ...]


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
class Numbers:
    """Records chosen by their ids: from `first` to `last`, and `among` these where they are given."""

    first: int = 0
    last: int | None = None
    among: Collection[int] | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One search as it is asked, by a viewer who holds `tokens` (EVERYTHING_SEEN for the operator of the machine).

    `facets` names those to count, `crossed` pairs of them: the second within each value of the first. `names`: other
    names of the same people are found, too. `order` is "" for the best first, "newest", or "added" for what Tessera
    read last. `filters` are facets with values as the query language takes them ("2014-2017", "roma,migrants"), all of
    which a record must have; with kinds or filters, an empty query finds all that has them.
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
    numbers: Numbers = Numbers()


def search(viewer_tokens: frozenset[str], query: str, **options: Any) -> Results:
    """What one question finds; `options` are those of Question."""
    return search_each([Question(viewer_tokens, query, **options)])[0]


def search_each(questions: Sequence[Question]) -> list[Results]:
    """What each question finds, all of the same state of the index.

    Changes not yet indexed are indexed first where that can be done at once; a record of which some are still open is
    not shown.
    """
    began = time.perf_counter()
    asked = [replace(one, offset=max(0, min(one.offset, DEEPEST - one.limit))) for one in questions]
    if Outbox.objects.exists() or index_open() is None:
        index_write_soon()
    results = _answers(asked)
    if results is None:
        index_write_soon()
        results = _answers(asked) or [Results(ready=False) for _one in asked]
    for one in results:
        one.took_ms = (time.perf_counter() - began) * 1000
    return results


def _answers(asked: Sequence[Question]) -> list[Results] | None:
    """None where there is no index that fits, or it turned out to be damaged."""
    withheld = _withheld()  # before the index: what leaves the outbox later is in the index that is opened later
    opened = index_open()
    if opened is None:
        return None
    try:
        return [_asked_of(opened, one, withheld) for one in asked]
    except (ValueError, OSError):
        index_discard()
        return None


def _asked_of(opened: OpenIndex, asked: Question, withheld: dict[str, set[str]]) -> Results:
    parsed = parse(asked.query, fields=opened.matcher.is_field)
    tree, widened = widen(parsed.tree, names=asked.names) if parsed.tree is not None else (None, [])
    if tree is None and (asked.query.strip() or not (asked.kinds or asked.filters)):
        return Results(ignored=parsed.ignored, asked=False)
    searcher = opened.searcher()
    found = _found(opened, tree, asked, withheld)
    within = all_of([found, opened.matcher.is_one("kind", asked.kinds)]) if asked.kinds else found
    top = searcher.search(within, limit=asked.limit, offset=asked.offset, **_ordered(asked, tree))
    results = Results(total=top.count, ignored=parsed.ignored, widened=widened)
    if asked.count_kinds:
        results.kinds = _buckets(searcher.aggregate(found, {"kind": _terms("kind")}), "kind")
    if wanted := {f: _terms(FACET + f) for f in asked.facets if f in opened.facets}:
        counted = searcher.aggregate(within, wanted)
        results.facets = {f: _buckets(counted, f) for f in wanted}
    if pairs := [(one, other) for one, other in asked.crossed if {one, other} <= set(opened.facets)]:
        results.crossed = _crossed(searcher, within, pairs)
    finder = finder_of(terms_of(tree))
    results.hits = [_hit(searcher.doc(address), finder, asked.language) for _score, address in top.hits]
    return results


def _ordered(asked: Question, tree: Node | None) -> dict[str, Any]:
    """What is newest first where that is asked for, or nothing says what is best."""
    if asked.order == "added":
        return {"order_by_field": "number"}
    if asked.order == "newest" or tree is None:
        return {"order_by_field": "day"}
    return {}


def _found(opened: OpenIndex, tree: Node | None, asked: Question, withheld: dict[str, set[str]]) -> Query:
    """What the query finds of what the viewer may see; a record whose reference is the whole query comes first."""
    one_of = opened.matcher.one_of
    if tree is None:
        clauses = [(Occur.Must, Query.all_query())]
    else:
        clauses = [(Occur.Must, opened.matcher.match(tree)), (Occur.Should, opened.matcher.reference(asked.query))]
    if asked.tokens != EVERYTHING_SEEN:
        clauses += [(Occur.Must, opened.matcher.is_one(name, asked.tokens)) for name in ("own", "parent")]
    clauses += [(Occur.Must, opened.matcher.match(Field(name, value))) for name, value in asked.filters]
    numbers = asked.numbers
    clauses += [(Occur.Must, one) for one in opened.matcher.numbered(numbers.first, numbers.last, numbers.among)]
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


def _crossed(searcher: tantivy.Searcher, within: Query, pairs: Sequence[tuple[str, str]]) -> Any:
    asked = {f"{one}>{other}": {**_terms(FACET + one), "aggs": {"in": _terms(FACET + other)}} for one, other in pairs}
    counted = searcher.aggregate(within, asked)
    return {
        (one, other): {b["key"]: _buckets(b, "in") for b in counted[f"{one}>{other}"]["buckets"]}
        for one, other in pairs
    }


def _hit(document: tantivy.Document, finder: Finder, language: str) -> Hit:
    shown = msgspec.json.decode(bytes(document.get_first("shown")))
    language, title, text = _wording(shown["w"], finder, language[:2])
    return Hit(
        kind=shown["k"],
        id=shown["i"],
        title=marked(title, finder),
        snippet=snippet(text, finder),
        language=language,
        path=_path(shown),
        references=tuple(shown["r"]),
    )


def _wording(wordings: dict[str, list[str]], finder: Finder, language: str) -> tuple[str, str, str]:
    """The reader's language if the record has it, unless only another one shows why it was found."""
    order: Collection[str] = sorted(wordings, key=lambda code: code != language)
    for code in order:
        title, text = wordings[code]
        if any(hit for _piece, hit in [*marked(title, finder), *snippet(text, finder)]):
            return code, title, text
    first = next(iter(order))
    return first, *wordings[first]


def _path(shown: dict[str, Any]) -> str:
    """The address of the record's page; empty where Tessera has none."""
    try:
        path = reverse(shown["u"], args=shown["a"])
    except NoReverseMatch:
        return ""
    return f"{path}#{shown['n']}" if shown["n"] else path
