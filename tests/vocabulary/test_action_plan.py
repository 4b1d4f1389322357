"""The whole of the Action Plan's data, against the hand encoding of the printed plan where it is at hand."""

from __future__ import annotations

import json

import pytest

from tessera.vocabulary.action_plan import action_plan, activity
from tessera.vocabulary.organisations import organisation

REFS = "1a 1b 1c 1d 1e 1f 1g 1h 1i 2a 2b 3a 3b 4a 4b 4c 4d 4e 5 6 7a 7b 8"


def test_the_plan_has_four_objectives_five_strategy_items_eight_sections_and_23_activities():
    plan = action_plan()
    assert plan.code == "AP-2014-2017"
    assert (plan.start, plan.end, plan.section_word) == (2014, 2017, "section")
    assert [one.ref for one in plan.objectives] == list("abcd")
    assert [one.ref for one in plan.strategy] == list("abcde")
    assert [one.number for one in plan.sections] == list(range(1, 9))
    assert " ".join(one.ref for one in plan.activities) == REFS


def test_every_activity_stands_in_the_section_of_its_number():
    for section in action_plan().sections:
        assert all(one.ref.startswith(str(section.number)) for one in section.activities)


def test_activities_run_within_the_plan_and_outputs_within_the_activity():
    for one in action_plan().activities:
        assert 2014 <= one.start <= one.end <= 2017, one.ref
        assert all(one.start <= output.year <= one.end for output in one.outputs), one.ref


def test_output_ids_begin_with_their_activity_and_are_unique():
    ids = [output.id for one in action_plan().activities for output in one.outputs]
    assert len(ids) == len(set(ids))
    for one in action_plan().activities:
        assert all(output.id.startswith(f"{one.ref}-") for output in one.outputs)


def test_the_plan_promises_what_it_is_known_to_promise():
    promised = {output.id: output.year for one in action_plan().activities for output in one.outputs}
    assert promised["1b-guidance-note"] == 2015
    assert promised["3a-desk-review"] == 2015
    assert [promised[f"4e-joint-report-{year}"] for year in range(2014, 2018)] == [2014, 2015, 2016, 2017]


def test_7a_holds_two_actions_with_a_list_each():
    first, second = activity("7a").actions
    assert first.gnr == (6, 10, 11, 13, 14, 15, 16, 17, 18)
    assert second.gnr == (1, 2, 10, 14, 19)
    assert activity("7a").gnr == (6, 10, 11, 13, 14, 15, 16, 17, 18, 1, 2, 19)


def test_other_activities_hold_one_action_with_their_own_title():
    for one in action_plan().activities:
        if one.ref != "7a":
            assert [action.title for action in one.actions] == [one.title]


def test_activities_without_a_list_of_recommendations_say_so():
    without = [one for one in action_plan().activities if not one.gnr]
    assert [one.ref for one in without] == ["3b", "4a"]
    assert all("names no Guidance Note recommendation" in one.notes[0]["en"] for one in without)


def test_every_recommendation_is_served_by_an_activity():
    assert {number for one in action_plan().activities for number in one.gnr} == set(range(1, 20))


def test_leads_and_partners_are_known_organisations():
    for one in action_plan().activities:
        for code in (one.lead, *one.partners):
            assert organisation(code).code == code
    assert (activity("5").lead, activity("5").partners) == ("ohchr", ("network",))
    assert activity("6").partners == ("ipu",)
    assert {one.lead for one in action_plan().activities if one.ref != "5"} == {"network"}


def test_an_unknown_reference_is_an_error():
    with pytest.raises(KeyError, match="no activity '9z'"):
        activity("9z")


@pytest.mark.shared
def test_years_and_recommendations_are_those_of_the_printed_plan(shared_data):
    gold = json.loads((shared_data / "action-plan" / "gold.json").read_text(encoding="utf-8"))
    assert [one["id"] for one in gold["activities"]] == [one.ref for one in action_plan().activities]
    assert [one["number"] for one in gold["sections"]] == [one.number for one in action_plan().sections]
    for printed in gold["activities"]:
        told = activity(printed["id"])
        assert (told.start, told.end) == (printed["timeline"]["start"], printed["timeline"]["end"]), told.ref
        if parts := printed.get("gnr_parts"):
            assert [list(action.gnr) for action in told.actions] == [part["gnr"] for part in parts]
            assert sorted(told.gnr) == sorted(printed["gnr"])
        else:
            assert list(told.gnr) == printed["gnr"], told.ref
