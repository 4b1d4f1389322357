"""What looks alike and is another demand, and what looks otherwise and is the same. The texts are made up."""

from __future__ import annotations

import pytest

from tessera.analysis.demands import OF_ANY, OF_ANY_WEIGHT, Grouper, demands_read

from .demand_groups import groups

APART = [
    ("Train the police in human rights", "Train judges in human rights"),
    ("Submit its overdue reports to CEDAW", "Submit its overdue reports to the Committee on the Rights of the Child"),
    ("Cooperate with OHCHR", "Cooperate with the human rights mechanisms of the United Nations"),
    ("Strengthen the independence of the national human rights commission",
     "Strengthen the national human rights commission by giving it a sufficient budget and allocate staff to it"),
]  # fmt: skip
SAME = [
    ("Narrow the wages of herders and of their wives", "Narrow the salaries of herders and of their wives"),
    ("Give nationality to the fishermen of the outer reefs", "Give citizenship to the fishermen of the outer reefs"),
    ("Revise the code of lighthouse keepers", "Review the code of lighthouse keepers"),
    ("Stop intimidation of the ferrymen", "Stop harassment of the ferrymen"),
    ("Shelter lesbian, gay, bisexual and transgender persons from storms", "Shelter LGBTI persons from storms"),
]


@pytest.mark.parametrize(("one", "other"), APART)
def test_another_object_is_another_demand(one, other):
    first, second = groups([one, other])
    assert first
    assert first.isdisjoint(second)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_words_of_one_meaning_tell_the_same(one, other):
    first, second = groups([one, other])
    assert first == second


def test_what_is_asked_in_general_is_not_told_apart_by_its_examples():
    plain = demands_read("Submit its overdue reports to the treaty bodies").keys
    assert demands_read("Submit its overdue reports to the treaty bodies, including to CEDAW").keys == plain


@pytest.mark.parametrize(
    "text", ["Involve all stakeholders", "Promote all human rights", "Disseminate this information"]
)
def test_what_says_too_little_is_the_same_in_no_two_countries(text):
    part = demands_read(text).parts[0]
    across = Grouper(OF_ANY, least=OF_ANY_WEIGHT)
    across.add(part.block, part.words, 1)
    assert across.find(part.block, part.words) is None


def test_what_says_enough_is_the_same_in_two_countries():
    part = demands_read("Build wells for the herders of the northern steppe").parts[0]
    across = Grouper(OF_ANY, least=OF_ANY_WEIGHT)
    across.add(part.block, part.words, 1)
    assert across.find(part.block, part.words) == 1


def test_a_law_is_brought_in_line_as_a_whole_and_not_one_of_its_matters():
    key = "harmonize-law-with-international-obligations"
    assert demands_read("Bring its legislation in line with international human rights standards").keys == (key,)
    assert demands_read("Harmonize its domestic laws with its international obligations").keys == (key,)
    assert key not in demands_read("Bring its law on torture in line with international standards").keys
