"""Whom words name: sentences of our own making, each with the trap that it stands for (group_sentences.yml)."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tessera.analysis.spans import words_with_spans
from tessera.analysis.tagging import codes_of_words, read_groups
from tessera.analysis.words import folded_words
from tessera.vocabulary import terms
from tessera.vocabulary.naming import naming_rules

TABLE = yaml.safe_load((Path(__file__).parent / "group_sentences.yml").read_text(encoding="utf-8"))
CASES = [pytest.param(one, id=one["says"][:60]) for one in TABLE]
SAID = st.sampled_from([one["says"] for one in TABLE])
GROUPS = frozenset(terms.codes("groups"))


@pytest.mark.parametrize("case", CASES)
def test_a_sentence_names_these_and_no_others(case):
    found = read_groups(case["says"], case["language"], case.get("countries", ()))
    assert sorted({one.code for one in found}) == sorted(case["names"]), found


@pytest.mark.parametrize("case", CASES)
def test_an_import_and_a_reader_see_the_same(case):
    countries = case.get("countries", ())
    quick = codes_of_words(folded_words(case["says"]), case["says"], countries=countries, language=case["language"])
    found = read_groups(case["says"], case["language"], countries)
    assert {(f, code) for f, codes in quick.items() for code in codes} == {(e.family, e.code) for e in found}


@settings(max_examples=40, deadline=None)
@given(st.lists(SAID, max_size=4), st.sampled_from([(), ("FRA",), ("ISR",), ("EGY", "JPN")]))
def test_both_ways_agree_on_any_text(said, countries):
    text = " ".join(said)
    quick = codes_of_words(folded_words(text), text, countries=countries)
    assert {(f, c) for f, codes in quick.items() for c in codes} == {
        (e.family, e.code) for e in read_groups(text, countries=countries)
    }


@settings(max_examples=40, deadline=None)
@given(st.text())
def test_words_with_places_are_the_words_that_are_compared(text):
    words, spans = words_with_spans(text)
    assert words == folded_words(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=20), SAID, st.text(max_size=20))
def test_evidence_lies_inside_the_text_and_holds_whole_words(before, said, after):
    text = f"{before} {said} {after}"
    rules = {one.id for one in naming_rules()}
    for one in read_groups(text):
        assert 0 <= one.start < one.end <= len(text)
        assert text[one.start : one.end].strip() == text[one.start : one.end]
        assert one.rule in rules or one.rule.split(".")[1] == one.code


@settings(max_examples=40, deadline=None)
@given(SAID, st.sampled_from([" Build a road.", " 修建一条路。", " Постройте дорогу.", " Nothing else — ﬁn."]))
def test_what_is_added_behind_shifts_no_earlier_place(said, more):
    assert [e for e in read_groups(said + more) if e.start < len(said)] == read_groups(said)


@settings(max_examples=40, deadline=None)
@given(SAID)
def test_what_is_added_before_shifts_every_place_alike(said):
    more = "Über allem: ½ Kilometer Straße. "
    moved = [(e.start - len(more), e.end - len(more), e.rule) for e in read_groups(more + said)]
    assert moved == [(e.start, e.end, e.rule) for e in read_groups(said)]


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="وفبكلاأيةن ", max_size=30))
def test_any_arabic_letters_can_be_read(text):
    assert all(0 <= one.start < one.end <= len(text) for one in read_groups(text, "ar"))


def test_accents_and_marks_belong_to_the_place():
    [one] = read_groups("Consultar a los pueblos indi\u0301genas.", "es")
    assert one.rule == "indigenous-peoples.latin"
    text = "Protéger les réfugiés\u0301."
    assert [text[e.start : e.end] for e in read_groups(text)] == ["réfugiés\u0301"]


def test_every_rule_has_a_known_code_and_an_id_of_its_own():
    rules = naming_rules()
    assert len({one.id for one in rules}) == len(rules)
    assert {one.code for one in rules if one.family == "groups"} <= GROUPS
    assert {one.code for one in rules if one.family == "intersections"} <= set(terms.codes("intersections"))


def test_every_group_but_the_open_one_is_named_in_every_language():
    for language in ("en", "fr", "es", "pt", "ru", "ar", "zh"):
        named = {code for one in TABLE if one["language"] == language for code in one["names"]}
        assert {"roma", "indigenous-peoples", "migrants", "refugees-stateless"} <= named, language
    assert {code for one in TABLE for code in one["names"]} >= GROUPS - {"other"}
