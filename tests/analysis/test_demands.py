"""Which texts ask for the same. The texts are made up."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tessera.analysis.demands import Grouper, demands_read
from tessera.recommendations.services.demands import OF_ONE_STATE

SAME = [
    ("ratify:opcat", [
        "Ratify OP-CAT",
        "Accede at the earliest to the Optional Protocol to the Convention against Torture",
        "Consider becoming a party to the OPCAT",
        "Ratifier le Protocole facultatif se rapportant à la Convention contre la torture",
        "Ratificar el Protocolo Facultativo de la Convención contra la Tortura",
    ]),
    ("ratify:icrmw", ["Ratify ICRMW", "Accede to the International Convention on the Protection of the Rights of All "
                      "Migrant Workers and Members of Their Families"]),
    ("standing-invitation", [
        "Issue a standing invitation to all special procedures",
        "Consider extending an open invitation to the special procedures of the Council",
        "Adresser une invitation permanente aux procédures spéciales",
        "Cursar una invitación abierta a los procedimientos especiales",
        "Направить постоянное приглашение специальным процедурам",
    ]),
    ("abolish-death-penalty", ["Abolish the death penalty", "Consider abolishing capital punishment",
                               "Take steps towards the abolition of the death penalty"]),
    ("moratorium-on-executions", ["Establish a moratorium on executions",
                                  "Declare a moratorium with a view to abolishing the death penalty"]),
    ("human-rights-institution", ["Establish a national human rights institution",
                                  "Create an independent human rights commission in line with the Paris Principles"]),
]  # fmt: skip
APART = [
    ("Ratify CAT", "Ratify OP-CAT"),
    ("Ratify ICRMW", "Ratify ICPPED"),
    ("Ratify ICCPR-OP1", "Ratify ICCPR-OP2"),
    ("Ratify ICCPR", "Ratify ICCPR-OP2"),
    ("Ratify the Rome Statute", "Accede to the Agreement on the Privileges and Immunities of the Court"),
    ("Ratify ILO Convention No. 169", "Ratify ILO Convention No. 189"),
    ("Ratify CEDAW", "Withdraw the reservations to CEDAW"),
    ("Sign the ICRMW", "Ratify the ICRMW"),
    ("Abolish the death penalty", "Establish a moratorium on executions"),
    ("Abolish the death penalty", "Retain the death penalty for murder"),
    ("Establish a moratorium on executions", "Maintain the moratorium on executions"),
    ("Protect minorities from hate crimes", "Protect women from hate crimes"),
    ("Improve access of children to lower schools", "Improve access of persons with disabilities to lower schools"),
    ("Build shelters along the coast road", "Close shelters along the coast road"),
    ("Adopt the law on village courts", "Implement the law on village courts"),
    ("Adopt a comprehensive anti-discrimination law protecting women",
     "Adopt a comprehensive anti-discrimination law protecting minorities"),
]  # fmt: skip
WORDS = [
    "harbour",
    "teach",
    "minorities",
    "women",
    "children",
    "disabilities",
    "adopt",
    "stop",
    "law",
    "river",
    "school",
]
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)


def groups(texts: list[str]) -> list[set[object]]:
    """For each text the demands it makes, in one block of texts."""
    grouper, found = Grouper(OF_ONE_STATE), []
    for number, text in enumerate(texts):
        read = demands_read(text)
        if read.keys:
            found.append(set(read.keys))
            continue
        group = grouper.find(read.block, read.words)
        if group is None:
            grouper.add(read.block, read.words, group := number)
        found.append({group})
    return found


@pytest.mark.parametrize(("key", "texts"), SAME)
def test_one_demand_in_many_words_and_languages(key, texts):
    assert {text: demands_read(text).keys for text in texts} == dict.fromkeys(texts, (key,))


@pytest.mark.parametrize(("one", "other"), APART)
def test_demands_that_look_alike_stay_apart(one, other):
    first, second = groups([one, other])
    assert first.isdisjoint(second)


def test_a_text_that_asks_for_two_things_makes_two_demands():
    assert demands_read("Ratify OP-CAT and ICPPED and issue a standing invitation to special procedures").keys == (
        "ratify:opcat",
        "ratify:icpped",
        "standing-invitation",
    )


def test_what_a_treaty_is_about_is_not_asked_for():
    assert demands_read(
        "Ratify the Second Optional Protocol to the ICCPR, aiming at the abolition of the death penalty"
    ).keys == ("ratify:iccpr-op2",)


def test_extrajudicial_executions_are_no_death_penalty():
    assert demands_read("Put an end to extrajudicial executions").keys == ()


def test_free_words_join_by_what_they_tell():
    one, other, third = groups(
        [
            "Build wells for the herders of the northern steppe",
            "Continue its efforts to build wells for herders in the northern steppe",
            "Build schools for the fishermen of the southern islands",
        ]
    )
    assert one == other
    assert one != third


def test_the_name_of_the_country_joins_nothing():
    read = demands_read("Protect the forests of Freedonia", leave_out=["freedonia"])
    assert "freedoni" not in read.words.stems


@given(st.lists(TEXTS, max_size=12))
def test_no_group_mixes_groups_of_people_or_ends_with_beginnings(texts):
    by_group: dict[object, set[str]] = {}
    for text, found in zip(texts, groups(texts), strict=True):
        for one in found:
            by_group.setdefault(one, set()).add(demands_read(text).block)
    assert all(len(blocks) == 1 for one, blocks in by_group.items() if not isinstance(one, str))


@given(st.lists(TEXTS, max_size=8), TEXTS)
def test_what_comes_later_moves_nothing(texts, later):
    assert groups([*texts, later])[: len(texts)] == groups(texts)


@given(st.permutations([text for _key, texts in SAME for text in texts]))
def test_the_order_of_texts_does_not_matter_where_a_rule_reads_the_demand(texts):
    found = dict(zip(texts, groups(list(texts)), strict=True))
    for key, own in SAME:
        for one, other in combinations(own, 2):
            assert found[one] == found[other] == {key}
