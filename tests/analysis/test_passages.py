"""What passages say: sentences of our own making with their traps, and laws that hold for any text."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tessera.analysis.passages import read_passage
from tessera.analysis.phrases import phrase
from tessera.analysis.sentences import sentence_spans, sentences_of
from tessera.analysis.spans import words_with_spans
from tessera.analysis.words import folded_words
from tessera.vocabulary.passage_words import passage_rules
from tessera.vocabulary.terms import codes

TABLE = yaml.safe_load((Path(__file__).parent / "passage_sentences.yml").read_text(encoding="utf-8"))
CASES = [pytest.param(one, id=f"{one['language']} {one['says'][:50]}") for one in TABLE]
TEXTS = st.lists(st.sampled_from([one["says"] for one in TABLE]) | st.text(max_size=30), max_size=6).map(" ".join)


@pytest.mark.parametrize("case", CASES)
def test_a_sentence_addresses_its_group_in_these_ways_and_no_others(case):
    read = read_passage(case["says"], language=case["language"])
    assert (read.relevant, sorted(read.how)) == (bool(case["how"]), sorted(case["how"])), read.evidence


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_evidence_lies_in_the_text_and_every_code_has_some(text):
    read = read_passage(text, language="en")
    assert all(0 <= one.start < one.end <= len(text) for one in read.evidence)
    assert list(read.evidence) == sorted(set(read.evidence))
    rules = {one.rule for one in read.evidence}
    for code in (*read.groups, *read.intersections):
        assert any(code in rule.split(".") for rule in rules), (code, rules)
    for code in read.how:
        assert code == "mention" or any(rule.startswith(f"how.{code}.") for rule in rules)
    assert read.relevant == (read.relevance >= 0.5) == bool(read.how)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200))
def test_words_are_the_same_with_their_places_and_without(text):
    words, spans = words_with_spans(text)
    assert words == folded_words(text)
    assert all(a < b for a, b in spans)


@given(TEXTS)
def test_sentences_follow_one_another_and_leave_out_only_blanks(text):
    spans = sentence_spans(text)
    assert [text[a:b] for a, b in spans] == sentences_of(text)
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())


def test_a_mention_stands_alone():
    assert all(one["how"] == ["mention"] for one in TABLE if "mention" in one["how"])


def test_every_rule_is_written_so_that_it_can_be_found_and_every_code_is_known():
    for rule in passage_rules():
        assert all(phrase(said) for said in (*rule.words, *rule.unless_after, *rule.unless_before)), rule.id
    assert {rule.code for rule in passage_rules() if rule.family == "how"} == set(codes("how")) - {"mention"}
    assert len({rule.id for rule in passage_rules()}) == len(passage_rules())


def test_each_way_of_addressing_has_sentences_in_each_language_that_rules_are_written_for():
    for language in ("en", "fr", "es", "pt"):
        told = {code for one in TABLE if one["language"] == language for code in one["how"]}
        assert told >= set(codes("how")) - {"mention"}, language


def test_a_heading_that_names_a_group_helps_but_is_never_enough():
    headings = ("Leaving no one behind", "Roma")
    assert not read_passage("Mobile clinics come once a month.", language="en", headings=headings).relevant
    told = read_passage("Segregation persists in the east.", language="en", headings=headings)
    assert told.relevant
    assert told.groups == ()  # the text itself names nobody
    assert not read_passage("Segregation persists in the east.", language="en").relevant


def test_words_that_speak_around_a_group_are_told_as_that():
    read = read_passage("Vulnerable groups in remote areas wait for roads.", language="en")
    assert read.euphemisms == ("vulnerable", "remote")
    assert not read.relevant


@pytest.mark.parametrize(
    ("text", "cited", "voice"),
    [
        ("CERD asked for data on Roma.", ("cerd",), "un"),
        ("The Special Rapporteur on minority issues met Roma.", ("sr-minority-issues",), "un"),
        ("The Ministry of Culture met Roma.", (), "government"),
        ("Amnesty International met Roma.", (), "civil-society"),
        ("A cat met Roma.", (), ""),
    ],
)
def test_mechanisms_and_voices_are_told_by_their_names(text, cited, voice):
    read = read_passage(text, language="en")
    assert (read.mechanisms, read.voice) == (cited, voice)


def test_the_name_of_a_committee_makes_no_passage_relevant():
    text = "The Committee on the Elimination of Racial Discrimination noted the delay of the report."
    assert not read_passage(text, language="en").relevant
