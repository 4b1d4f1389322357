"""Asks the index, for a viewer: what is found, how much of it, of which kinds."""

from __future__ import annotations

import os
import time
from collections.abc import Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

import msgspec
import tantivy
from django.urls import NoReverseMatch, reverse

from .asked import Asked, asked_query, ordering, understood
from .counting import facets_count, facets_cross
from .models import Outbox, outbox_waits
from .place import OpenIndex, index_discard, index_open
from .query import Ignored, Node, terms_of
from .schema import key_of
from .snippets import Finder, Pieces, finder_of, marked, snippet
from .widening import Widened
from .writer import index_write_soon

DEEPEST = 10_000
WITHHELD = 5_000
VALUES = 1000


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


def search(viewer_tokens: frozenset[str], query: str, **options: Any) -> Results:
    """What one question finds, for a viewer who holds `viewer_tokens`; options are those of search.asked.Asked."""
    return search_each([Asked(viewer_tokens, query, **options)])[0]


def search_each(questions: Sequence[Asked]) -> list[Results]:
    """What each question finds, all of the same state of the index.

    Changes not yet indexed are indexed first where that can be done at once; a record of which some are still open is
    not shown.
    """
    began = time.perf_counter()
    asked = [replace(one, offset=max(0, min(one.offset, DEEPEST - one.limit))) for one in questions]
    waiting = outbox_waits()
    if waiting or index_open() is None:
        index_write_soon()
    results = _answers(asked, waiting=waiting)
    if results is None:
        index_write_soon()
        results = _answers(asked, waiting=True) or [Results(ready=False) for _one in asked]
    for one in results:
        one.took_ms = (time.perf_counter() - began) * 1000
    return results


def found_ids(viewer_tokens: frozenset[str], query: str, *, kind: str, most: int, **options: Any) -> list[int]:
    """The ids of all records of one kind that `search` would find, in its order; not more than `most`."""
    asked = Asked(viewer_tokens, query, kinds=[kind], limit=most, **options)
    withheld = _withheld()
    if (opened := index_open()) is None:
        return []
    tree, _ignored, _widened = understood(opened, asked)
    if tree is None and query.strip():
        return []
    searcher = opened.searcher()
    within = asked_query(opened, tree, asked, withheld)
    hits = searcher.search(within, limit=most, count=False, **ordering(asked, tree)).hits
    return [int(own) for own in searcher.fast_field_values("number", [address for _key, address in hits])]


def _answers(asked: Sequence[Asked], *, waiting: bool) -> list[Results] | None:
    """None where there is no index that fits, or it turned out to be damaged. `waiting`: the outbox was not empty."""
    withheld = (
        _withheld() if waiting else {}
    )  # before the index: what leaves the outbox later is in the index that is opened later
    opened = index_open()
    if opened is None:
        return None
    try:
        searcher = opened.searcher()
        opened = replace(opened, matcher=opened.matcher.knowing(searcher))
        return [_answer(opened, searcher, one, withheld) for one in asked]
    except (ValueError, OSError):
        index_discard()
        return None


def _answer(opened: OpenIndex, searcher: tantivy.Searcher, asked: Asked, withheld: dict[str, set[str]]) -> Results:
    tree, ignored, widened = understood(opened, asked)
    if tree is None and (asked.query.strip() or not (asked.kinds or asked.filters)):
        return Results(ignored=ignored, asked=False)
    # Counting and looking for the best are done side by side: the engine lets go of Python meanwhile.
    counted = _beside().submit(_facets, opened, searcher, tree, asked, withheld) if asked.facets else None
    within = asked_query(opened, tree, asked, withheld)
    top = searcher.search(within, limit=asked.limit, offset=asked.offset, **ordering(asked, tree))
    results = Results(total=top.count, ignored=ignored, widened=widened)
    if asked.count_kinds:
        found = asked_query(opened, tree, replace(asked, kinds=()), withheld) if asked.kinds else within
        results.kinds = _buckets(searcher.aggregate(found, {"kind": _terms("kind")}), "kind")
    pairs = [pair for pair in asked.crossed if set(pair) <= opened.facets.keys()]
    results.crossed = facets_cross(searcher, within, pairs, opened.facets)
    finder = finder_of(terms_of(tree))
    results.hits = [_hit(searcher.doc(address), finder, asked) for _score, address in top.hits]
    if counted is not None:
        results.facets = counted.result()
    return results


@cache
def _beside() -> ThreadPoolExecutor:
    """One thread for each processor; what they do asks the index only, never the database."""
    return ThreadPoolExecutor(os.cpu_count() or 1, thread_name_prefix="counting")


def _facets(
    opened: OpenIndex, searcher: tantivy.Searcher, tree: Node | None, asked: Asked, withheld: dict[str, set[str]]
) -> dict[str, dict[str, int]]:
    """Counts of the facets asked for; where they are counted apart, those that filter by a question of their own."""
    wanted = [f for f in asked.facets if f in opened.facets]
    filtering = {name for name, _value in asked.filters} if asked.apart else set()
    sets = [[f for f in wanted if f not in filtering], *([f] for f in wanted if f in filtering)]
    found: dict[str, dict[str, int]] = {}
    for names in filter(None, sets):
        rest = [one for one in asked.filters if not (asked.apart and one[0] in names)]
        within = asked_query(opened, tree, replace(asked, filters=rest), withheld)
        found |= facets_count(searcher, within, names, opened.facets)
    return {name: found[name] for name in wanted}


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


def _hit(document: tantivy.Document, finder: Finder, asked: Asked) -> Hit:
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
