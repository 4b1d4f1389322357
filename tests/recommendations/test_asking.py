"""The query string of the page of recommendations: what it asks, and the same question written again."""

from __future__ import annotations

from urllib.parse import parse_qs

from hypothesis import given
from hypothesis import strategies as st

from tessera.recommendations.selectors.asking import Question, question_of
from tessera.vocabulary import countries, terms


def asked(text: str) -> Question:
    return question_of(parse_qs(text, keep_blank_values=True))


def test_words_and_filters_are_told_apart():
    found = asked("q=birth+registration&country=NPL&page=3&download=csv")
    assert found == Question("birth registration", (("country", ("NPL",)),))


def test_a_country_may_be_named_and_several_are_either_of_them():
    assert asked("country=Nepal,IND").filters == (("country", ("NPL", "IND")),)


def test_a_filter_that_comes_twice_must_hold_twice():
    assert asked("theme=x&theme=y&theme=x").filters == (("theme", ("x",)), ("theme", ("y",)))


def test_a_family_of_mechanisms_may_stand_for_a_mechanism():
    assert asked("mechanism=treaty-body").filters == (("family", ("treaty-body",)),)
    assert asked("mechanism=cerd").filters == (("mechanism", ("cerd",)),)


def test_other_names_and_the_order_are_part_of_the_question():
    assert asked("q=Roma&exact=1&order=newest") == Question("Roma", names=False, order="newest")
    assert asked("order=sideways&exact=yes&order=added") == Question()


def test_an_unknown_country_filters_nothing_and_is_said():
    found = asked("country=Nepall&q=birth")
    assert (found.query, found.filters) == ("birth", ())
    assert found.wrong[0].startswith("There is no country “Nepall”")


CODES = {
    "country": list(countries.countries())[:40],
    "group": list(terms.codes("groups")),
    "family": list(terms.codes("mechanisms")),
    "mechanism": ["cerd", "ccpr"],
    "sdg": ["10", "16.9"],
    "position": ["supported", "noted"],
    "year": ["2014-2017", "2020"],
}
FILTER = st.sampled_from([(name, (code,)) for name, codes in CODES.items() for code in codes])
FILTERS = st.lists(FILTER, max_size=6, unique=True).filter(lambda some: [name for name, _ in some].count("year") < 2)
WORDS = st.text(max_size=60).map(lambda said: said.replace("\0", "").strip()).filter(lambda said: said.isprintable())


@given(WORDS, FILTERS, st.booleans(), st.sampled_from(["", "newest"]))
def test_a_question_written_as_a_query_string_is_read_as_the_same_question(query, filters, names, order):
    again = asked(Question(query, tuple(filters), names, order).string)
    assert set(again.filters) == set(filters)
    assert (again.query, again.names, again.order) == (query, names, order)
    assert asked(again.string) == again


def test_years_one_by_one_are_either_of_them_as_no_record_has_two():
    assert asked("year=2011&year=2012&year=2011").filters == (("year", ("2011", "2012")),)
    assert asked("theme=x&theme=y").filters == (("theme", ("x",)), ("theme", ("y",)))


@given(st.text(alphabet="qcountry=&%,;NPL exactheme+é\x00", max_size=80))
def test_no_query_string_breaks_it(text):
    found = asked(text)
    assert asked(found.string) == Question(found.query, found.filters, found.names, found.order)
