"""The query language: what is understood, and what is left out and said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tessera.search.query import And, Field, Not, Or, Phrase, Prefix, Word, parse


def read(text: str):
    return parse(text, fields=lambda name: name in {"gnr", "title"})


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("torture", Word("torture")),
        ("judicial NOT independence", And((Word("judicial"), Not(Word("independence"))))),
        ("bias AND technology", And((Word("bias"), Word("technology")))),
        ("a b OR c", Or((And((Word("a"), Word("b"))), Word("c")))),
        ("(a OR b) c", And((Or((Word("a"), Word("b"))), Word("c")))),
        ('"rule of law"', Phrase("rule of law")),
        ("«droits de l’homme»", Phrase("droits de l’homme")),
        ("discriminat*", Prefix("discriminat")),
        ('"ill treat"*', Prefix("ill treat")),
        ("gnr:8", Field("gnr", "8")),
        ('title:"work plan"', Field("title", "work plan")),
        ("-roma", Not(Word("roma"))),
        ('-title:"work plan" x', And((Not(Field("title", "work plan")), Word("x")))),
        ("-(a b)", Not(And((Word("a"), Word("b"))))),
        ("NOT NOT a", Word("a")),
        ("A/HRC/59/15 140.11", And((Word("A/HRC/59/15"), Word("140.11")))),
        ("ill-treatment", Word("ill-treatment")),
        ("and or not", And((Word("and"), Word("or"), Word("not")))),
        ("ICERD:x", Word("ICERD:x")),
    ],
)
def test_a_query_is_understood(text, tree):
    parsed = read(text)
    assert parsed.tree == tree
    assert parsed.ignored == []


@pytest.mark.parametrize(
    ("text", "tree", "ignored"),
    [
        ("a OR", Word("a"), ["operator"]),
        ("AND a", Word("a"), ["operator"]),
        ("a AND AND b", And((Word("a"), Word("b"))), ["operator"]),
        ("NOT", None, ["operator"]),
        ("((a", Word("a"), ["parenthesis", "parenthesis"]),
        ("a) b", And((Word("a"), Word("b"))), ["parenthesis"]),
        ('a "b c', And((Word("a"), Phrase("b c"))), ["quote"]),
        ('country:"Viet Nam"', Phrase("country Viet Nam"), ["field"]),
        ("a -- b", And((Word("a"), Word("b"))), ["no-letters"]),
        ("*", None, ["no-letters"]),
        ("", None, []),
        ("()", None, []),
    ],
)
def test_what_cannot_be_understood_is_left_out_and_said(text, tree, ignored):
    parsed = read(text)
    assert parsed.tree == tree
    assert [i.why for i in parsed.ignored] == ignored


def test_a_query_is_bounded_in_length_words_and_depth():
    parsed = read("word " * 500)
    assert {i.why for i in parsed.ignored} == {"too-long", "too-many"}
    assert len(parsed.tree.parts) == 64
    assert read("(" * 400 + "a" + ")" * 400).tree == Word("a")


PIECES = [*"ab1 \"()*:-'’«»/.", " AND ", " OR ", " NOT ", "gnr:"]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_no_input_is_an_error(text):
    read(text)


@given(st.text(max_size=200))
def test_no_input_of_any_script_is_an_error(text):
    read(text)
