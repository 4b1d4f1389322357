"""What looks alike and is another demand, and what looks otherwise and is the same. The texts are made up."""

from __future__ import annotations

import pytest

from tessera.analysis.demands import OF_ANY, OF_ANY_WEIGHT, Grouper, OfOneState, demands_read

from .demand_groups import groups

APART = [
    ("Train the police in human rights", "Train judges in human rights"),
    ("Submit its overdue reports to CEDAW", "Submit its overdue reports to the Committee on the Rights of the Child"),
    ("Cooperate with OHCHR", "Cooperate with the human rights mechanisms of the United Nations"),
    ("Strengthen the independence of the national human rights commission",
     "Strengthen the national human rights commission by giving it a sufficient budget and allocate staff to it"),
    ("Establish a national human rights institution", "Establish a human rights ombudsman for children"),
    ("Protect refugees", "Promote the integration of refugees"),
    ("Guarantee the right to health", "Improve the health care system"),
    ("Adopt a comprehensive anti-discrimination law", "Adopt a comprehensive law against racial discrimination"),
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


def test_an_invitation_to_observers_of_elections_is_no_standing_invitation():
    assert "standing-invitation" not in demands_read("Extend an open invitation to observers of elections").keys


def test_a_treaty_is_known_by_a_misspelt_name():
    assert demands_read("Ratify the Optional Protocal to the Convenant on Civil and Political Rights").keys == (
        demands_read("Ratify the Optional Protocol to the Covenant on Civil and Political Rights").keys
    )
    assert demands_read("Ratify the Rome Statue").keys == ("ratify:rome-statute",)


def test_a_clause_in_free_words_joins_a_demand_that_a_rule_knows_and_two_of_those_stay_apart():
    part = demands_read("Repair the lighthouses of the eastern reefs").parts[0]
    alike = OfOneState()
    alike.add(part.block, part.words, 1, ruled=True)
    assert alike.find(part.block, part.words) == [1]
    assert alike.find(part.block, part.words, ruled=True) == []


def test_a_clause_that_asks_for_two_things_joins_both():
    one, other, both = groups(
        [
            "Repair the lighthouses of the eastern reefs",
            "Dredge the harbours of the southern lagoon",
            "Repair the lighthouses of the eastern reefs or dredge the harbours of the southern lagoon",
        ]
    )
    assert one | other <= both


@pytest.mark.parametrize(
    "text",
    [
        "Seek financial and technical assistance of others",
        "Involve all stakeholders",
        "Promote all human rights",
        "Disseminate this information",
    ],
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
