"""A text in six languages, and the strict reading of YAML."""

from __future__ import annotations

import pytest

from tessera.vocabulary import files
from tessera.vocabulary.texts import LANGUAGES, Text

GREETING = Text({"en": "Good day", "fr": "Bonjour", "zh": "你好"})


def test_a_text_is_read_in_the_language_asked_for():
    assert GREETING.in_language("fr") == "Bonjour"
    assert GREETING.in_language("zh-hans") == GREETING.in_language("zh_Hans_CN") == "你好"


def test_a_text_falls_back_to_english():
    assert GREETING.in_language("ru") == GREETING.in_language("xx") == str(GREETING) == "Good day"


def test_a_text_is_a_mapping_that_compares_by_its_wordings():
    assert dict(GREETING) == {"en": "Good day", "fr": "Bonjour", "zh": "你好"}
    assert Text(dict(GREETING)) == GREETING
    assert len({Text(dict(GREETING)), GREETING}) == 1


@pytest.mark.parametrize(
    ("wordings", "complaint"),
    [
        ({"fr": "Bonjour"}, "needs an English wording"),
        ({"en": "Good day", "de": "Guten Tag"}, "unknown language, 'de'"),
        ({"en": "Good day", "fr": "  "}, "empty wording in 'fr'"),
    ],
)
def test_a_faulty_text_is_refused_in_words(wordings, complaint):
    with pytest.raises(ValueError, match=complaint):
        Text(wordings)


def test_the_languages_are_the_six_of_the_united_nations():
    assert LANGUAGES == ("en", "fr", "es", "ar", "ru", "zh")


def test_a_key_written_twice_is_an_error(tmp_path, monkeypatch):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "words.yml").write_text("a: 1\nb: 2\na: 3\n", encoding="utf-8")
    monkeypatch.setattr(files.resources, "files", lambda package: tmp_path)
    with pytest.raises(ValueError, match="'a' is written twice, the second time in line 3"):
        files.read("words")


def test_norway_is_no_truth_value(tmp_path, monkeypatch):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "words.yml").write_text("alpha2: NO\nanswer: yes\nconfirmed: false\n", encoding="utf-8")
    monkeypatch.setattr(files.resources, "files", lambda package: tmp_path)
    assert files.read("words") == {"alpha2": "NO", "answer": "yes", "confirmed": False}
