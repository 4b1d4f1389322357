"""The crosswalks hold known codes, and lead to nothing that is not confirmed or not about States."""

from __future__ import annotations

import re

from tessera.analysis.tagging import guidance_of
from tessera.analysis.theming import goals_by_rule, themes_by_rule
from tessera.analysis.words import folded_words
from tessera.vocabulary import guidance_note, terms, themes
from tessera.vocabulary.crosswalk import goals_of_group, goals_of_theme, theme_of_group, theme_words
from tessera.vocabulary.tags import guidance_numbers, guidance_of_intersection, guidance_of_theme, guidance_taggable

TARGET = re.compile(r"(?:[1-9]|1[0-7])(?:\.(?:\d{1,2}|[a-z]))?")


def themes_of(text: str, groups: tuple[str, ...] = ()) -> set[str]:
    return set(themes_by_rule(folded_words(text), text, groups))


def test_every_code_is_known():
    known = set(themes.themes())
    assert set(goals_of_theme()) | set(theme_words()) | set(theme_of_group().values()) <= known
    assert set(guidance_of_theme()) <= known
    assert set(goals_of_group()) | set(theme_of_group()) <= set(terms.codes("groups"))
    assert set(guidance_of_intersection()) <= set(terms.codes("intersections"))
    goals = {goal for table in (goals_of_theme(), goals_of_group()) for goals in table.values() for goal in goals}
    assert all(TARGET.fullmatch(goal) for goal in goals)


def test_nothing_leads_to_the_united_nations_own_staff_or_to_what_is_not_confirmed():
    unconfirmed = {one.number for one in guidance_note.recommendations() if not one.confirmed}
    assert unconfirmed
    assert not guidance_numbers() & ({4, 5} | unconfirmed)
    assert guidance_taggable() == {one.number for one in guidance_note.recommendations()} - {4, 5} - unconfirmed
    everything = guidance_of(themes.themes(), ["roma"], terms.codes("intersections"))
    assert set(everything) == guidance_numbers()


def test_without_a_group_nothing_bears_on_the_guidance_note():
    assert guidance_of(themes.themes(), [], terms.codes("intersections")) == []


def test_unmistakable_words_tell_a_theme_in_several_languages():
    assert themes_of("Abolish the death penalty.") == {"death-penalty"}
    assert themes_of("Abolir la peine de mort.") == {"death-penalty"}
    assert themes_of("Отменить смертную казнь.") == {"death-penalty"}
    assert themes_of("إلغاء عقوبة الإعدام.") == {"death-penalty"}
    assert themes_of("废除死刑。") == {"death-penalty"}
    assert themes_of("Build a road.") == set()


def test_the_name_of_a_committee_is_no_theme():
    assert themes_of("The Committee on the Elimination of Racial Discrimination noted the road.") == set()
    assert themes_of("End racial discrimination on the road.") == {"racial-discrimination"}


def test_a_group_tells_its_theme_and_goals_come_with_their_targets():
    assert themes_of("Hear the Sami.", ("indigenous-peoples",)) == {"indigenous-peoples"}
    assert goals_by_rule(("statistics",), ("migrants",)) == ("17", "17.18", "10", "10.7")
