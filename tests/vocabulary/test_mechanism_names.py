"""What bodies are called in the six languages."""

from __future__ import annotations

import pytest

from tessera.vocabulary import mechanisms
from tessera.vocabulary.files import read
from tessera.vocabulary.texts import LANGUAGES

from .wording import foreign_letters


def test_every_name_is_of_a_body_that_is_known_and_in_a_known_language():
    for code, named in read("mechanism_names").items():
        assert code in mechanisms.bodies()
        assert set(named) <= {"name", "short"}
        for wordings in named.values():
            assert set(wordings) <= set(LANGUAGES) - {"en"}, code


@pytest.mark.parametrize("language", sorted(set(LANGUAGES) - {"en"}))
def test_every_body_has_a_name_of_its_own_in_the_letters_of_every_language(language):
    named = {code: one.names[language] for code, one in mechanisms.bodies().items() if one.names}
    assert set(named) == set(mechanisms.bodies())
    assert len(set(named.values())) == len(named)
    found = {code: foreign_letters(name, language) for code, name in named.items()}
    assert {code: letters for code, letters in found.items() if letters} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_treaty_bodies_and_the_review_have_a_name_of_their_own_in_every_language(language):
    for one in mechanisms.bodies().values():
        if one.family in ("treaty-body", "upr"):
            assert language == "en" or one.name_in(language) != one.name, one.code


def test_a_body_is_called_by_its_abbreviation_or_where_it_has_none_by_its_name():
    assert mechanisms.body("cerd").short_in("fr") == "CERD"
    assert mechanisms.body("upr").short_in("fr-CA") == "EPU"
    assert mechanisms.body("sr-migrants").short_in("en") == "SR migrants"
    assert (
        mechanisms.body("sr-migrants").short_in("es") == "Relator Especial sobre los derechos humanos de los migrantes"
    )
    assert mechanisms.body("Body of no list").short_in("ar") == "Body of no list"
