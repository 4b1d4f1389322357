"""Ordinal numbers in words, sentences, and dates in three languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tessera.analysis.dates import date_printed
from tessera.analysis.ordinals import ordinal_value
from tessera.analysis.sentences import sentences_of


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("fifty-third", 53),
        ("Eighteenth", 18),
        ("twentieth", 20),
        ("109th", 109),
        ("2nd", 2),
        ("première", 1),
        ("sample", None),
    ],
)
def test_ordinals_in_words_and_figures(printed, value):
    assert ordinal_value(printed) == value


@pytest.mark.parametrize(
    ("printed", "iso"),
    [
        ("Adopted on 3 April 2019", "2019-04-03"),
        ("December 5, 2011", "2011-12-05"),
        ("le 1er mars 2020", "2020-03-01"),
        ("12 de mayo de 2023", "2023-05-12"),
        ("2031-06-04", "2031-06-04"),
        ("31 February 2020", ""),
        ("Rule 12 of 2020", ""),
    ],
)
def test_dates_with_months_in_words(printed, iso):
    assert date_printed(printed) == iso


def test_abbreviations_end_no_sentence_and_glued_sentences_are_parted():
    text = "It notes art. 2 of Convention No. 111. It is so.The Committee asks (see para. 3). What of it?"
    assert sentences_of(text) == [
        "It notes art. 2 of Convention No. 111.",
        "It is so.",
        "The Committee asks (see para. 3).",
        "What of it?",
    ]


@given(st.lists(st.sampled_from(["It is so.", "Nobody asked!", "Why not?", "They read books in 2011."]), min_size=1))
def test_no_sentence_is_lost(told):
    assert sentences_of(" ".join(told)) == told
