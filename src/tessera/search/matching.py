"""From the tree of a query to what the engine understands.

A word matches its stem in any language whose script it has, or itself where a text's language has no stemmer (schema:
plain); a phrase matches unstemmed; a beginning matches unstemmed words that begin so, or what the bare word matches.
Hence, for the same letters: prefix* >= word >= "word". Titles and references add weight and never decide whether a
record is found.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

import tantivy
from tantivy import FieldType, Occur, Query

from .counting import FACET
from .folding import fold, stem_languages, stems_of, words_of
from .query import And, Field, Near, Node, Not, Or, Phrase, Prefix, Word
from .schema import code_of, reference_key

TITLE, STEM, REFERENCE = 2.0, 0.7, 8.0
PLACES = {"title", "ref", "kind"}
_SPAN = re.compile(r"(\d{1,4})(?:-|–|\.\.)(\d{1,4})")
_WIDEST = 200


class Matcher:
    """Builds queries for one schema and its facets; with a searcher it leaves out what that would look for in vain."""

    def __init__(self, schema: tantivy.Schema, facets: Iterable[str], searcher: tantivy.Searcher | None = None) -> None:
        self.schema, self.facets, self.searcher = schema, frozenset(facets), searcher

    def knowing(self, searcher: tantivy.Searcher) -> Matcher:
        return Matcher(self.schema, self.facets, searcher)

    def _is_there(self, field: str, term: str) -> bool:
        return self.searcher is None or self.searcher.doc_freq(field, term) > 0

    def is_field(self, name: str) -> bool:
        return name in PLACES or name in self.facets

    def match(self, node: Node) -> Query:
        """The query that finds what `node` describes."""
        match node:
            case And(parts):
                return self._and(parts)
            case Or(parts):
                return any_of([self.match(p) for p in parts])
            case Not(part):
                return _without(Query.all_query(), [self.match(part)])
            case Field(name, value):
                return self._field(name, value)
            case Phrase(text):
                return self._phrase("words", words_of(text))
            case Near(one, other, words):
                return self._near(words_of(one.text), words_of(other.text), words)
            case Prefix(text):
                return any_of([self._beginning(words_of(text)), self._word(text)])
            case Word(text):
                return self._word(text)

    def one_of(self, field: str, values: Iterable[str]) -> Query:
        """Records that have one of `values`; the weight of none is changed by it."""
        return Query.const_score_query(Query.term_set_query(self.schema, field, sorted(values)), 0.0)

    def is_one(self, field: str, values: Iterable[str]) -> Query:
        """The same as `one_of`, for the few values of a field that most records have: it skips instead of
        collecting."""
        terms = [Query.term_query(self.schema, field, value, "basic") for value in sorted(values)]
        return Query.const_score_query(any_of(terms), 0.0) if terms else Query.empty_query()

    def numbered(self, first: int, last: int | None, among: Collection[int] | None) -> list[Query]:
        """Records whose ids lie from `first` to `last`, and `among` these where they are given."""
        if last is not None and last < max(first, 0):
            return [Query.empty_query()]
        found = []
        if first > 0 or last is not None:
            found.append(Query.range_query(self.schema, "number", FieldType.Unsigned, max(first, 0), last))
        if among is not None:
            found.append(Query.term_set_query(self.schema, "number", sorted(among)))
        return [Query.const_score_query(one, 0.0) for one in found]

    def reference(self, text: str) -> Query:
        return Query.const_score_query(Query.term_query(self.schema, "ref", reference_key(text), "basic"), REFERENCE)

    def whole(self, text: str) -> list[tuple[Occur, Query]]:
        """What puts the record first whose reference is the whole text."""
        return [(Occur.Should, self.reference(text))] if self._is_there("ref", reference_key(text)) else []

    def _and(self, parts: tuple[Node, ...]) -> Query:
        wanted = [self.match(p) for p in parts if not isinstance(p, Not)]
        unwanted = [self.match(p.part) for p in parts if isinstance(p, Not)]
        return _without(all_of(wanted) if wanted else Query.all_query(), unwanted)

    def _near(self, one: list[str], other: list[str], words: int) -> Query:
        """Both in either order with up to so many words between them."""
        if not one or not other:
            return Query.empty_query()
        return any_of([Query.phrase_query(self.schema, "words", said, words) for said in (one + other, other + one)])

    def _word(self, text: str) -> Query:
        words = words_of(text)
        folded = fold(text)
        unstemmed = "plain" if stem_languages(folded) else "words"
        # The text is stemmed as it stands in the index: a word with signs in it is several.
        stems = [(f"stems_{language}", stems_of(folded, language), STEM) for language in stem_languages(folded)]
        ways = [
            Query.boost_query(self._phrase(field, said), weight)
            for field, said, weight in [(unstemmed, words, 1.0), ("title", words, TITLE), *stems]
            if all(self._is_there(field, word) for word in said)
        ]
        ways += [self.reference(text)] if self._is_there("ref", reference_key(text)) else []
        if len(ways) < 2:
            return ways[0] if ways else Query.empty_query()
        return Query.disjunction_max_query(ways, 0.1)

    def _phrase(self, field: str, words: Sequence[str]) -> Query:
        if not words:
            return Query.empty_query()
        if len(words) == 1:
            return Query.term_query(self.schema, field, words[0], "freq")
        return Query.phrase_query(self.schema, field, list(words))

    def _beginning(self, words: list[str]) -> Query:
        last = f"{re.escape(words[-1])}.*"
        if len(words) == 1:
            return Query.regex_query(self.schema, "words", last)
        return Query.regex_phrase_query(self.schema, "words", [*words[:-1], last])

    def _field(self, name: str, value: str | tuple[str, ...]) -> Query:
        if not isinstance(value, str):
            return self.one_of(FACET + name, [code_of(one) for one in value])
        if name == "title":
            words = words_of(value.rstrip("*"))
            begins = value.endswith("*") and len(words) == 1
            return (
                Query.regex_query(self.schema, "title", f"{re.escape(words[0])}.*")
                if begins
                else self._phrase("title", words)
            )
        if name == "ref":
            return self.reference(value)
        return self.one_of("kind" if name == "kind" else FACET + name, _values(value))


def _values(value: str) -> list[str]:
    """The codes that `a,b` or, of numbers, `2014-2017` stands for."""
    found: list[str] = []
    for one in value.split(","):
        span = _SPAN.fullmatch(one.strip())
        if span and 0 <= int(span[2]) - int(span[1]) <= _WIDEST:
            found += [str(n) for n in range(int(span[1]), int(span[2]) + 1)]
        found.append(fold(one).strip())
    return found


def all_of(queries: Sequence[Query]) -> Query:
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Must, q) for q in queries])


def any_of(queries: Sequence[Query]) -> Query:
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Should, q) for q in queries])


def _without(wanted: Query, unwanted: Sequence[Query]) -> Query:
    if not unwanted:
        return wanted
    return Query.boolean_query([(Occur.Must, wanted), *((Occur.MustNot, q) for q in unwanted)])
