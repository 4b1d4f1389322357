"""Laws of search, on an index of made-up texts: what must hold whatever is asked."""

from __future__ import annotations

from functools import cache

import tantivy
from hypothesis import given, settings
from hypothesis import strategies as st

from tessera.search.folding import fold
from tessera.search.matching import Matcher
from tessera.search.query import parse
from tessera.search.registry import Findable, Wording
from tessera.search.schema import analyzers_register, document_json, schema_make

TEXTS = [
    ("en", "Minorities and minority rights", "States should not discriminate; discrimination is unlawful. (GNR 8)"),
    ("en", "Judicial independence", "The judiciary and its independence in Türkiye. Ill-treatment of women."),
    ("en", "Rule of law", "Law that rules; the rule of law, and bias in technology. A/HRC/59/15, para. 140.11"),
    ("en", "Universities", "A university teaches universal values to a woman, a child and people."),
    ("fr", "Droits des minorités", "L’égalité, les personnes discriminées, la discrimination en Côte d’Ivoire."),
    ("es", "Derechos de las minorías", "Discriminación y discriminaciones; las mujeres discriminadas, un niño."),
    ("ru", "Права меньшинств", "Дискриминация меньшинства и ёлка."),
    ("ar", "حقوق الأقليات", "التمييز ضد الأقلية في التعليم"),
    ("zh", "少数群体权利", "少数群体妇女的权利与教育。"),
    ("pt", "Direitos das minorias", "A discriminação e o ensino."),
    ("en", "Empty of meaning", ""),
]
WORDS = [
    "minority", "minorities", "discriminate", "discrimination", "Discriminación", "discriminees", "l’égalité", "rule",
    "law", "the", "of", "universal", "university", "universe", "Türkiye", "turkiye", "ill-treatment", "A/HRC/59/15",
    "140.11", "gnr", "8", "женщин", "меньшинств", "ёлка", "التمييز", "الأقليات", "少数", "少数群体", "权", "women",
    "niño", "niños", "mujer", "droit", "Côte", "ensino", "nothing", "d", "x",
]  # fmt: skip


@cache
def index():
    schema = schema_make({"gnr": 1})
    made = tantivy.Index(schema)
    analyzers_register(made)
    writer = made.writer(15_000_000, 1)
    for number, (language, title, text) in enumerate(TEXTS):
        found = Findable(
            id=number,
            wordings={language: Wording(title, text)},
            audience=frozenset({"public"}),
            references=(f"GNR {number}",),
            facets={"gnr": [number]},
        )
        writer.add_json(document_json("text", found, {"gnr": 1}))
    writer.commit()
    made.reload()
    return made.searcher(), Matcher(schema, ("gnr",))


def found(query: str) -> frozenset[tuple[int, int]]:
    searcher, matcher = index()
    tree = parse(query, fields=matcher.is_field).tree
    if tree is None:
        return frozenset()
    hits = searcher.search(matcher.match(tree), limit=100)
    assert hits.count == len(hits.hits)
    return frozenset((address.segment_ord, address.doc) for _score, address in hits.hits)


EVERYTHING = len(TEXTS)
words = st.sampled_from(WORDS)
letters = st.text(alphabet="abcdeimnrst", min_size=1, max_size=4)
atoms = st.one_of(words, letters, words.map(lambda w: f"{w}*"), words.map(lambda w: f'"{w}"'), st.just("gnr:3"))
queries = st.recursive(
    atoms,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda p: f"({p[0]} OR {p[1]})"),
        st.tuples(inner, inner).map(lambda p: f"({p[0]} AND {p[1]})"),
        inner.map(lambda q: f"(NOT {q})"),
    ),
    max_leaves=4,
)


@settings(max_examples=300, deadline=None)
@given(queries, queries)
def test_or_finds_at_least_what_one_finds_and_and_at_most(a, b):
    assert found(f"{a} AND {b}") == found(a) & found(b)
    assert found(f"{a} OR {b}") == found(a) | found(b)
    assert found(f"{a} {b}") == found(f"{a} AND {b}")


@settings(max_examples=300, deadline=None)
@given(queries, queries)
def test_not_partitions(a, b):
    assert found(f"{a} AND {b}") | found(f"{a} NOT {b}") == found(a)
    assert not found(f"{a} AND {b}") & found(f"{a} NOT {b}")
    assert len(found(f"NOT {a}")) + len(found(a)) == EVERYTHING


@settings(deadline=None)
@given(st.one_of(words, letters))
def test_a_beginning_finds_at_least_what_the_word_finds(word):
    assert found(f"{word}*") >= found(word)


@settings(deadline=None)
@given(st.sampled_from([w for w in WORDS if w.isascii() and w.isalpha()]), st.integers(1, 6))
def test_every_beginning_of_a_word_finds_where_it_stands(word, length):
    assert found(f"{word[:length]}*") >= found(f'"{word}"')


@settings(deadline=None)
@given(st.text(max_size=60))
def test_whatever_is_asked_has_an_answer(text):
    found(text)
    found(f"{text}*")
    found(f'"{text}"*')
    found(f"title:{text}* OR ref:{text} OR gnr:{text}")


@settings(deadline=None)
@given(st.lists(words, min_size=1, max_size=3))
def test_quotes_find_at_most_what_the_words_find(several):
    text = " ".join(several)
    assert found(f'"{text}"') <= found(text)


@settings(deadline=None)
@given(words)
def test_case_and_accents_make_no_difference(word):
    assert found(word) == found(word.upper()) == found(fold(word))
    assert found(f"{word}*") == found(f"{word.upper()}*") == found(f"{fold(word)}*")


def test_the_known_traps():
    assert len(found("discriminat*")) == 2, "the beginning of an unstemmed word, in English and French"
    assert found("Türkiye") == found("turkiye") != frozenset()
    assert len(found("GNR 8")) == 2, "by its reference, and where it stands in a text"
    assert len(found('"A/HRC/59/15"')) == len(found("A/HRC/59/15 140.11")) == 1
    assert found("A/HRC/59/1") == frozenset()
    assert len(found("少数群体")) == 1
    assert found("群少") == frozenset()
    assert len(found("minorités")) >= 1
