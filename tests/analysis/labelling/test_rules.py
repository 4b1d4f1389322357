"""Issues and actions by words, before anything was learned."""

from __future__ import annotations

import pytest

from tessera.analysis.labelling.rules import action_by_words, issues_by_words
from tessera.analysis.labelling.telling import texts_told
from tessera.vocabulary import themes
from tessera.vocabulary.issue_words import issue_words


def test_each_issue_has_the_place_that_tells_it():
    text = "Ratify OP-CAT and end racism in prisons"
    found = {text[one.start : one.end]: one.label for one in issues_by_words(text)}
    assert found == {
        "Ratify": "International instruments",
        "OP-CAT": "Torture and other CID treatment",
        "racism": "Racial discrimination",
        "prisons": "Detention",
    }


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("Continue to consult", "2"),
        ("To consider ratifying ICRMW", "3"),
        ("Ratify ICRMW", "5"),
        ("Promote tolerance", "4"),
        ("Share its good practices", "1"),
        ("Adoption", "4"),
        ("", "4"),
    ],
)
def test_the_first_words_tell_the_action(text, action):
    assert action_by_words(text).label == action


def test_a_part_of_a_word_tells_nothing():
    assert issues_by_words("The cattle of the romantic") == []


def test_what_rules_say_has_no_confidence_and_says_by_whom_it_is():
    (one,) = texts_told(["Protect the wells of the Roma and give safe water to all"], None)
    assert (one["by"], one["row"]) == ("rule", 1)
    assert {issue["confidence"] for issue in one["issues"]} == {None}
    assert one["groups"] == ["roma"]
    assert "6" in one["sdgs"]


def test_every_issue_is_a_theme_that_is_known():
    unknown = [label for label in issue_words().issues if themes.resolve(label) is None]
    assert unknown == []
