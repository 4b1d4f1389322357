"""The whole of the Guidance Note's data."""

from __future__ import annotations

import pytest

from tessera.vocabulary.action_plan import activity
from tessera.vocabulary.guidance_note import guidance_note, recommendation, recommendations
from tessera.vocabulary.terms import codes

AUDIENCES = ("entity", "country-team", "field-presence")


def test_there_are_nineteen_recommendations_in_order():
    assert [one.number for one in recommendations()] == list(range(1, 20))


def test_the_last_three_wait_for_their_wording():
    assert [one.number for one in recommendations() if not one.confirmed] == [17, 18, 19]
    for number in (17, 18, 19):
        assert recommendation(number).title["en"] == "wording to be confirmed from the Guidance Note"
        assert recommendation(number).summary == recommendation(number).title


def test_the_others_have_a_title_of_their_own():
    titles = {one.title["en"] for one in recommendations() if one.confirmed}
    assert len(titles) == 16
    assert not any("confirmed" in title for title in titles)


def test_every_recommendation_has_a_suggestion_for_every_audience():
    for one in recommendations():
        assert {suggestion.for_whom for suggestion in one.suggestions} == set(AUDIENCES), one.number
        assert all(one.suggestions_for(audience) for audience in AUDIENCES)
    assert codes("suggestion-audiences") == AUDIENCES


def test_suggestion_ids_say_where_they_belong_and_are_unique():
    ids = [suggestion.id for one in recommendations() for suggestion in one.suggestions]
    assert len(ids) == len(set(ids))
    for one in recommendations():
        for suggestion in one.suggestions:
            prefix = f"gnr-{one.number:02d}-{suggestion.for_whom}-"
            assert suggestion.id.startswith(prefix)
            assert suggestion.id.removeprefix(prefix).isdecimal()


def test_every_suggestion_is_derived_from_an_activity_that_serves_its_recommendation():
    for one in recommendations():
        for suggestion in one.suggestions:
            assert suggestion.sources, suggestion.id
            for source in suggestion.sources:
                assert one.number in activity(source).gnr, (suggestion.id, source)


def test_an_unknown_recommendation_is_an_error():
    with pytest.raises(KeyError, match="no recommendation 20"):
        recommendation(20)


def test_the_data_are_read_once():
    assert guidance_note() is guidance_note()
