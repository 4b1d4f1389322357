"""What themes are called in the six languages."""

from __future__ import annotations

import pytest

from tessera.vocabulary import themes
from tessera.vocabulary.files import read
from tessera.vocabulary.texts import LANGUAGES

from .wording import foreign_letters

OTHERS = set(LANGUAGES) - {"en"}


def test_every_theme_has_a_name_in_every_language_and_no_name_is_of_another_theme():
    assert {code: OTHERS - set(named) for code, named in read("theme_names").items() if set(named) != OTHERS} == {}
    assert set(read("theme_names")) == set(themes.themes())


@pytest.mark.parametrize("language", sorted(OTHERS))
def test_every_name_is_in_the_letters_of_its_language(language):
    found = {code: foreign_letters(named[language], language) for code, named in read("theme_names").items()}
    assert {code: letters for code, letters in found.items() if letters} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_themes_share_a_name_and_none_has_stray_blanks(language):
    named = [themes.label(code, language) for code in themes.themes()]
    assert len(set(named)) == len(named)
    assert [name for name in named if name != " ".join(name.split()) or name.endswith((".", "。"))] == []


@pytest.mark.parametrize("language", sorted(OTHERS))
def test_no_name_is_the_english_one(language):
    same = {code for code, label in themes.themes().items() if themes.label(code, language) == label}
    assert same <= {"migrants"}, "French calls them so, too"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_theme_is_known_by_its_name_in_any_language(language):
    for code in themes.themes():
        assert themes.resolve(themes.label(code, language)) == code


def test_a_theme_of_no_list_is_called_by_the_words_of_its_code():
    assert themes.label("rivers-and-lakes", "ar") == "Rivers and lakes"
    assert themes.label("equality", "fr-CA") == "Égalité et non-discrimination"
