"""The country brief as PDF: exactly two tagged pages that hold every reference."""

from __future__ import annotations

import re

import pypdfium2
import pytest

from tessera.reports import typesetting
from tessera.reports.briefs.setting import brief_pdf
from tessera.reports.typesetting import FontMissing
from tests.reports.recommending import recommendation_made, recommendations_made


def needs(language: str):
    try:
        typesetting.fonts_check(language)
    except FontMissing as error:
        return str(error)
    return ""


def printable(language: str):
    return pytest.param(language, marks=pytest.mark.skipif(bool(needs(language)), reason=needs(language)))


def words_of(body: bytes) -> str:
    document = pypdfium2.PdfDocument(body)
    return " ".join(re.sub(r"\s+", " ", page.get_textpage().get_text_range()) for page in document)


@pytest.mark.parametrize("count", [0, 3, 60])
def test_it_has_exactly_two_pages_however_many_recommendations_there_are(told, count):
    recommendations_made(count)
    assert len(pypdfium2.PdfDocument(brief_pdf(told().brief))) == 2


@pytest.mark.slow
def test_a_country_with_two_thousand_recommendations_gets_two_full_pages(told):
    recommendations_made(2_000)
    found = told()
    assert found.facts.total == 2_000
    assert len(pypdfium2.PdfDocument(brief_pdf(found.brief))) == 2
    assert len(found.shown) >= 6


def test_long_names_and_texts_do_not_make_a_third_page(told):
    for number in range(1, 40):
        recommendation_made(number, countries=("GBR",), text=f"{number} " + "Consult those whom it concerns, " * 60)
    brief = told(country="GBR").brief
    assert brief.country == "United Kingdom of Great Britain and Northern Ireland"
    assert len(pypdfium2.PdfDocument(brief_pdf(brief))) == 2


@pytest.mark.parametrize("language", [printable(one) for one in ("en", "fr", "es", "ar", "ru", "zh")])
def test_every_language_has_two_pages_and_every_symbol(told, language):
    records = {record.pk: record for record in recommendations_made(12)}
    brief = told(language=language).brief
    body = brief_pdf(brief)
    assert len(pypdfium2.PdfDocument(body)) == 2
    words = words_of(body)
    for quote in brief.quotes():
        symbol = records[quote.record].document.symbol
        # Read back, a line that runs from right to left has its Latin words in another order.
        parts = [symbol] if language != "ar" else symbol.split("/")
        assert all(part in words for part in parts)
    assert f"/Lang ({language}".encode() in body or f"/Lang({language}".encode() in body


def test_it_is_tagged_named_and_says_that_it_is_for_everybody(told):
    recommendations_made(12)
    brief = told().brief
    body = brief_pdf(brief)
    assert b"/MarkInfo" in body
    assert b"/Marked true" in body
    assert b"pdfuaid:part" in body
    assert pypdfium2.PdfDocument(body).get_metadata_value("Title") == f"{brief.country}: {brief.title}"


def test_text_is_never_read_as_the_language_of_the_typesetter(told):
    hostile = '#read("/etc/passwd") *bold* $x$ <label> "quoted" \\ // end #{panic()}'
    recommendation_made(1, text=hostile)
    assert '#read("/etc/passwd")' in words_of(brief_pdf(told().brief))


def test_a_missing_font_is_told_in_one_sentence(monkeypatch):
    monkeypatch.setattr(typesetting, "_installed", lambda: frozenset({"Libertinus Serif"}))
    with pytest.raises(FontMissing, match=r"^A PDF in Arabic needs a font .* install fonts-noto-core"):
        typesetting.fonts_check("ar")
    assert typesetting.fonts_missing() == ["fonts-noto-core", "fonts-droid-fallback"]


def test_the_first_column_has_room_for_the_names_of_groups(told):
    recommendations_made(12, groups=("national-ethnic-minority",))
    words = words_of(brief_pdf(told().brief))
    assert "National or ethnic minorities" in words, "on one line"
