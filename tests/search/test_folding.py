"""Words are made comparable."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tessera.search.folding import fold, stems_of, words_of


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        ("Türkiye TÜRKİYE turkiye", ["turkiye"] * 3),
        ("Łódź Ørsted Straße", ["lodz", "orsted", "strasse"]),
        ("l’homme d'Ivoire women’s", ["homme", "ivoire", "women"]),
        ("Ёлка й", ["елка", "й"]),
        ("أقلية إقليم مُحَمَّد", ["اقلية", "اقليم", "محمد"]),
        ("少数群体 rights", ["少", "数", "群", "体", "rights"]),
        ("A/HRC/59/15, para. 140.11", ["a", "hrc", "59", "15", "para", "140", "11"]),
        ("Ｆｕｌｌ ﬁne ٢٠١٤", ["full", "fine", "2014"]),
        ("x" * 200, []),
    ],
)
def test_words_are_folded(printed, words):
    assert words_of(printed) == words


@given(st.text(max_size=60))
def test_folding_twice_gives_the_same_words(text):
    assert words_of(fold(text)) == words_of(text)


@given(st.text(alphabet="aábcçéñôüþßœAÉÇŁ абвё", max_size=30))
def test_capitals_make_no_difference(text):
    assert words_of(text.upper()) == words_of(text) == words_of(text.lower())


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("en", "minority minorities"),
        ("en", "discriminate discrimination discriminated"),
        ("fr", "discriminée discriminees discriminé discrimination"),
        ("fr", "minorité minorités minorite"),
        ("es", "discriminación discriminaciones discriminacion discriminado"),
        ("es", "minoría minorias minorías"),
        ("ru", "меньшинства меньшинств"),
        ("ar", "الأقليات أقلية"),
    ],
)
def test_forms_of_one_word_share_a_stem(language, forms):
    assert len({stems_of(fold(form), language) for form in forms.split()}) == 1
