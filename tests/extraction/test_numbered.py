"""Numbered paragraphs: headings above them, numbers on lines of their own, contents and running heads left out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tessera.extraction import Line, numbered_paragraphs


def lines(text):
    return [Line(line.strip(), 0, 0.0, 0.0, 0.0) for line in text.strip().splitlines()]


def test_headings_hold_until_another_of_their_rank():
    found = numbered_paragraphs(
        lines("""
        I. Introduction
        1. This is said.
        II. Recommendations
        A. To States
        2. Listen.
        Schools
        3. Teach.
        B. To others
        4. Read.
        """)
    )
    assert [(p.number, p.headings) for p in found] == [
        (1, ("Introduction",)),
        (2, ("Recommendations", "To States")),
        (3, ("Recommendations", "To States", "Schools")),
        (4, ("Recommendations", "To others")),
    ]


def test_contents_running_heads_and_page_numbers_are_no_text():
    found = numbered_paragraphs(
        lines("""
        A/HRC/99/1
        I. Introduction ........ 3
        1. Samples . . . . . . . . 5
        I. Introduction
        1.
        The first sentence goes on
        12
        A/HRC/99/1
        GE.31-12345
        over the page.
        2. The second.
        """)
    )
    assert [p.text for p in found] == ["The first sentence goes on over the page.", "The second."]


def test_a_list_of_contents_with_numbers_is_forgotten_when_the_text_begins():
    found = numbered_paragraphs(
        lines("1. Scope\n2. Aims\n3. Ways\nI. Introduction\n1. The text begins here, as it should, in full.")
    )
    assert [(p.number, p.text) for p in found] == [(1, "The text begins here, as it should, in full.")]


def test_an_annex_ends_the_text():
    found = numbered_paragraphs(lines("1. It is so.\n2. It ends.\nAnnex I\n3. A list of names."))
    assert [p.text for p in found] == ["It is so.", "It ends."]


words = st.lists(st.sampled_from(["law", "school", "2011", "article", "of", "and", "the"]), min_size=1, max_size=9)
sentence = words.map(lambda w: " ".join(["It", *w]) + ".")


@given(st.lists(st.tuples(sentence, st.booleans()), min_size=1, max_size=20))
def test_every_paragraph_comes_once_whether_its_number_stands_alone_or_not(told):
    printed = []
    for number, (text, alone) in enumerate(told, start=1):
        printed += [f"{number}.", text] if alone else [f"{number}. {text}"]
    found = numbered_paragraphs(lines("\n".join(printed)))
    assert [(p.number, p.text) for p in found] == [(n, text) for n, (text, _alone) in enumerate(told, start=1)]
