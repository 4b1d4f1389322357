"""All texts of the vocabulary: six languages, each in its own script, and no sentence of a UN document."""

from __future__ import annotations

import pytest

from tessera.vocabulary.texts import LANGUAGES

from .wording import all_texts, foreign_letters, guidance_texts, plan_texts, word_runs

LONGEST_SHARED_RUN = 7  # words; more than that is a copied sentence
AWAITED = "wording to be confirmed from the Guidance Note"


def test_every_text_has_a_place_of_its_own():
    places = [place for place, _text in all_texts()]
    assert len(places) == len(set(places)) > 300


def test_every_text_is_in_all_six_languages():
    assert {place: set(LANGUAGES) - set(text) for place, text in all_texts() if set(text) != set(LANGUAGES)} == {}


def test_every_wording_is_trimmed_and_without_double_blanks():
    untidy = [
        (place, language)
        for place, text in all_texts()
        for language, wording in text.items()
        if wording != " ".join(wording.split())
    ]
    assert untidy == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_prose_wording_is_in_the_script_of_its_language(language):
    prose = [*plan_texts(), *guidance_texts()]
    found = {place: foreign_letters(text[language], language) for place, text in prose}
    assert {place: letters for place, letters in found.items() if letters} == {}


@pytest.mark.parametrize("language", ["ar", "ru", "zh"])
def test_every_label_and_name_has_letters_of_its_script(language):
    for place, text in all_texts():
        letters = [char for char in text[language] if char.isalpha()]
        assert len(foreign_letters(text[language], language)) < len(letters) / 2, place


def test_no_two_languages_share_a_prose_wording():
    prose = [(place, text) for place, text in (*plan_texts(), *guidance_texts()) if len(text["en"].split()) > 2]
    assert [place for place, text in prose if len(set(text.values())) != len(LANGUAGES)] == []


def test_sentences_end_with_a_stop_and_titles_do_not():
    for place, text in (*plan_texts(), *guidance_texts()):
        wants_stop = place.endswith(("summary", "note", "suggestion")) and text["en"] != AWAITED
        for language, wording in text.items():
            assert wording.endswith((".", "。")) == wants_stop, (place, language)


def test_no_translation_is_suspiciously_short_or_long():
    for place, text in (*plan_texts(), *guidance_texts()):
        for language in ("fr", "es", "ar", "ru"):
            if len(text["en"]) > 60:
                assert 0.6 < len(text[language]) / len(text["en"]) < 2.2, (place, language)


@pytest.mark.shared
def test_no_sentence_of_the_printed_plan_is_copied(shared_data):
    printed = (shared_data / "action-plan" / "action-plan.txt").read_text(encoding="utf-8")
    runs_printed = word_runs(printed, length=LONGEST_SHARED_RUN + 1)
    copied = {
        place: " ".join(run)
        for place, text in all_texts()
        for run in word_runs(text["en"], length=LONGEST_SHARED_RUN + 1) & runs_printed
    }
    assert copied == {}
