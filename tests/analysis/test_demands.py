"""Which texts ask for the same. The texts are made up."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tessera.analysis.demands import demands_read

from .demand_groups import groups

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
    assert demands_read("Put an end to extrajudicial executions").keys == ("stop-extrajudicial-killings",)


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
    assert "freedoni" not in read.parts[0].words.stems


@settings(suppress_health_check=[HealthCheck.too_slow])  # the first reading loads the vocabulary
@given(TEXTS)
def test_words_are_compared_only_where_the_same_groups_are_named(text):
    read = demands_read(text)
    named = set().union(*(part.block.split() for part in read.parts), *(key.split(":")[1:] for key in read.keys))
    for word, code in (("women", "women"), ("children", "children"), ("disabilities", "disability")):
        assert code not in named or word in text.split()


@pytest.mark.parametrize(("one", "other"), [
    ("Combat violence against women", "Combat violence against women and children"),
    ("Protect the rights of women", "Protect the rights of women and children"),
    ("Teach weaving to women of the northern steppe", "Teach weaving to women and children of the northern steppe"),
    ("Investigate threats against fishermen of the coast", "Prevent threats against fishermen of the coast"),
    ("Share experience of building wells in dry valleys", "Share experience of building roads in dry valleys"),
    ("Train the guards of the northern lighthouse", "Set up a plan for the guards of the northern lighthouse"),
    ("Combat impunity for torture", "Prevent torture"),
])  # fmt: skip
def test_who_and_what_else_is_named_keeps_apart(one, other):
    first, second = groups([one, other])
    assert first.isdisjoint(second)


def test_each_clause_asks_for_itself():
    both = "Build wells for the herders of the northern steppe and restore the harbours of the southern islands"
    joined = groups(
        [both, "Build wells for herders of the northern steppe", "Restore harbours of the southern islands"]
    )
    assert joined[1] < joined[0]
    assert joined[2] < joined[0]
    assert joined[1].isdisjoint(joined[2])


def test_standards_and_examples_beside_a_demand_change_nothing():
    plain, more = groups(
        [
            "Restore the lighthouses of the eastern coast",
            "Continue its efforts to restore the lighthouses of the eastern coast, in line with international "
            "standards, including through loans",
        ]
    )
    assert plain == more


def test_a_topic_with_much_beside_it_is_told_by_its_words():
    assert demands_read("Continue to combat poverty").keys == ("combat-poverty",)
    assert demands_read("Study how lighthouse keepers of remote reefs live in poverty and drought").keys == ()


@given(st.lists(TEXTS, max_size=8), TEXTS)
def test_what_comes_later_moves_nothing(texts, later):
    assert groups([*texts, later])[: len(texts)] == groups(texts)


@settings(deadline=None)  # the first reading loads the vocabulary
@given(st.permutations([text for _key, texts in SAME for text in texts]))
def test_the_order_of_texts_does_not_matter_where_a_rule_reads_the_demand(texts):
    found = dict(zip(texts, groups(list(texts)), strict=True))
    for key, own in SAME:
        for one, other in combinations(own, 2):
            assert found[one] == found[other] == {key}
