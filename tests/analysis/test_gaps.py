"""What was asked of a country set against what its document says: laws, on texts of our own making."""

from __future__ import annotations

import random

import pytest

from tessera.analysis.gaps import Asked, Gap, Passage, gaps_found
from tessera.analysis.gaps.judging import chances_of, judged
from tessera.vocabulary.gaps import gap_confidence, gap_words

WELLS = "The rivers of the north are long, and the harvest of barley was good in most districts."
ROMA_SCHOOL = "Ensure that Roma children attend mainstream schools and end segregated classes"
DEMANDS = [
    ROMA_SCHOOL,
    "Adopt measures to improve the housing of Roma in informal settlements",
    "Guarantee the land rights of indigenous peoples and complete the demarcation of their territories",
    "Strengthen the investigation and prosecution of racist hate speech",
    "Ensure that persons of African descent have access to health care",
]


def found(demand: str, *texts: str, others: tuple[str, ...] = ()) -> Gap:
    passages = [Passage(f"p{at}", text) for at, text in enumerate((*texts, WELLS))]
    return gaps_found([Asked("d", demand), *(Asked(one, one) for one in others)], passages)[0]


@pytest.mark.parametrize("demand", DEMANDS)
def test_a_demand_repeated_word_for_word_as_an_act_is_addressed(demand):
    gap = found(demand, f"{demand}.", others=tuple(one for one in DEMANDS if one != demand))
    assert gap.status == "addressed"
    assert gap.confidence > 0.8
    assert [place.passage for place in gap.places] == ["p0"]
    assert gap.places[0].acts


@pytest.mark.parametrize("demand", DEMANDS)
def test_in_a_document_without_the_group_it_is_not_found(demand):
    gap = found(demand, "The Government built schools, houses and clinics in every district of the north.")
    assert (gap.status, gap.places) == ("not found", ())


def test_the_group_named_alone_is_not_found():
    assert found(ROMA_SCHOOL, "The Roma have lived by the river for three hundred years.").status == "not found"


def test_a_problem_told_without_an_act_is_at_most_partly_addressed():
    worry = "There is concern that Roma children are kept in segregated classes and do not attend mainstream schools."
    gap = found(ROMA_SCHOOL, worry)
    assert gap.status == "partly"
    assert not any(place.acts for place in gap.places)


def test_other_words_of_one_meaning_tell_of_the_subject():
    gap = found(ROMA_SCHOOL, "The ministry financed preschools for Romani pupils.")
    assert gap.status != "not found"
    assert "education" in gap.subjects


@pytest.mark.parametrize("group", ["indigenous peoples", "persons of African descent", "migrants", "refugees"])
def test_what_is_done_for_one_group_never_answers_a_demand_about_another(group):
    act = f"The State ensures that children of {group} attend mainstream schools and ended segregated classes."
    assert found(ROMA_SCHOOL, act).status == "not found"


def test_two_groups_in_one_passage_are_kept_apart():
    text = (
        "The Roma were counted in the census. The State financed schools for indigenous peoples and ended segregated "
        "classes of theirs."
    )
    assert found(ROMA_SCHOOL, text).status == "not found"


def test_two_instruments_are_never_mixed():
    demand = "Ratify the Indigenous and Tribal Peoples Convention, 1989 (No. 169)"
    other = "The State ratified the International Convention on the Elimination of All Forms of Racial Discrimination."
    assert found(demand, other).status == "not found"
    same = "A law to ratify the Indigenous and Tribal Peoples Convention, 1989 (No. 169) was adopted."
    assert found(demand, other, same).status == "addressed"
    assert {place.passage for place in found(demand, other, same).places} == {"p1"}


def test_what_has_a_name_of_its_own_must_be_named():
    demand = "Support the language of the Marovian minority in schools"
    act = "The State supports the language of the Tarvonian minority in schools."
    assert found(demand, act).status != "addressed"


def test_the_order_of_passages_changes_nothing():
    texts = [
        "The State adopted a strategy for the schooling of Roma children.",
        "There is concern that Roma in settlements have no water.",
        "Indigenous peoples asked for the demarcation of their territories.",
        "Police officers were trained to investigate hate speech.",
        WELLS,
    ]
    passages = [Passage(f"p{at}", text) for at, text in enumerate(texts)]
    asked = [Asked(one, one) for one in DEMANDS]
    expected = gaps_found(asked, passages)
    for seed in range(5):
        mixed = random.Random(seed).sample(passages, len(passages))
        for one, other in zip(expected, gaps_found(asked, mixed), strict=True):
            assert (one.status, one.confidence) == (other.status, other.confidence)
            assert set(one.places) == set(other.places)


def test_a_heading_says_whom_a_passage_without_a_name_is_about():
    act = "Mainstream schools are open to all children, and the State ended segregated classes."
    under = gaps_found([Asked("d", ROMA_SCHOOL)], [Passage("p", act, ("Groups", "Roma")), Passage("q", WELLS)])[0]
    assert under.status != "not found"
    assert found(ROMA_SCHOOL, act).status == "not found"


def test_words_that_speak_around_a_group_are_no_answer():
    text = "The State ended segregated classes, so that children of vulnerable groups attend mainstream schools."
    assert found(ROMA_SCHOOL, text).status in ("partly", "not found")


def test_confidence_lies_between_nought_and_one_whatever_the_signs():
    for tenth in range(11):
        signs = dict.fromkeys(gap_confidence().weights, tenth / 10)
        chances = chances_of(signs, gap_confidence())
        assert sum(chances.values()) == pytest.approx(1)
        assert all(0 <= one <= 1 for one in chances.values())
        for something, may in ((False, False), (True, False), (True, True)):
            assert 0 <= judged(signs, something=something, may_be_addressed=may).confidence <= 1


def test_nothing_asked_and_nothing_said_are_borne():
    assert gaps_found([], [Passage("p", WELLS)]) == []
    assert gaps_found([Asked("d", ROMA_SCHOOL)], [])[0].status == "not found"
    assert gaps_found([Asked("d", "")], [Passage("p", "")])[0].status == "not found"


def test_the_words_of_the_gap_finder_are_whole():
    words = gap_words()
    assert words.means <= words.subjects.keys()
    assert all(words.subjects.values())
    assert set(gap_confidence().weights) == {"likeness", "together", "words"}
