"""A written document says the same as Word, PDF/UA and HTML, in every language."""

from __future__ import annotations

import io
import re
import zipfile

import altair
import pypdfium2
import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import html

from tessera.reports.svg import COLOUR, svg_drawn
from tessera.reports.written import (
    FORMS,
    Bullets,
    Drawing,
    Heading,
    Linked,
    Paragraph,
    Quote,
    Table,
    Written,
    as_docx,
    as_html,
    as_pdf,
)
from tessera.reports.written.model import texts_of
from tests.reports.test_brief_pdf import printable, words_of

ROWS = "https://tessera.example.org/plans/plan-1/"


def drawing():
    bars = altair.Chart(altair.Data(values=[{"a": "x", "n": 3}])).mark_bar(color=COLOUR["bar"]).encode(x="n:Q", y="a:N")
    return Drawing("Meetings held", svg_drawn(bars, title="Meetings held"), "Three meetings were held.")


def written(language="en", **changed):
    parts = (
        Heading("What was done"),
        Paragraph(("In this year ", Linked("12", ROWS), " activities went on.")),
        Bullets(("First <b>thing</b>", (Linked("Second", ROWS), " thing")), language="en"),
        Heading("By entity", 2),
        Table(
            "Activities by entity",
            ("Entity", "Activities"),
            (("Office of Examples", Linked("7", ROWS)), ("All", "12")),
            numeric=frozenset({1}),
            total=True,
            note="An activity may have several leads.",
        ),
        drawing(),
        Heading("What was learned"),
        Quote("Les réunions ont été utiles.", "fr", (Linked("Report of the office", ROWS), ", p. 3")),
        Quote("عقدت الاجتماعات.", "ar"),
        Heading("Money"),
        Paragraph("Nothing was spent.", look="muted"),
        Heading("Annex"),
        Paragraph("Strong words.", look="strong"),
    )
    said = {"title": "Annual report", "subtitle": "A year", "issued": "1 March 2016", "notice": "For the Network"}
    return Written(**{**said, "language": language, "parts": parts, **changed})


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_every_word_is_in_every_format():
    told = written()
    in_word = Document(io.BytesIO(as_docx(told)))
    body = "".join(node.text or "" for node in in_word.element.iter(qn("w:t")))
    alternatives = " ".join(node.get("descr") or "" for node in in_word.element.iter(qn("wp:docPr")))
    in_html = html.fromstring(as_html(told)).text_content()
    in_pdf = squeezed(words_of(as_pdf(told)))
    for text in texts_of(told.parts):
        assert squeezed(text) in squeezed(body + alternatives), text
        assert squeezed(text) in squeezed(in_html), text
        if not re.search(r"[\u0600-\u06ff]", text) and text != "Three meetings were held.":  # the PDF has it as a tag
            assert squeezed(text) in in_pdf, text


@pytest.mark.parametrize("language", [printable(one) for one in ("en", "fr", "es", "ar", "ru", "zh")])
def test_the_pdf_is_tagged_named_and_in_its_language(language):
    body = as_pdf(written(language))
    assert b"/Marked true" in body
    assert b"pdfuaid:part" in body
    assert f"/Lang ({language}".encode() in body or f"/Lang({language}".encode() in body
    assert pypdfium2.PdfDocument(body).get_metadata_value("Title") == "Annual report"


def test_a_figure_leads_to_its_rows_in_every_format():
    told = written()
    with zipfile.ZipFile(io.BytesIO(as_docx(told))) as package:
        assert ROWS in package.read("word/_rels/document.xml.rels").decode()
        assert "w:hyperlink" in package.read("word/document.xml").decode()
    links = html.fromstring(as_html(told)).xpath("//td[@class='number']/a/@href")
    assert links == [ROWS]
    assert ROWS.encode() in as_pdf(told)


def test_word_has_headings_contents_a_repeated_header_and_words_for_the_picture():
    document = Document(io.BytesIO(as_docx(written())))
    styles = [(one.style.name, one.text) for one in document.paragraphs]
    assert ("Heading 1", "What was done") in styles
    assert ("Heading 2", "By entity") in styles
    assert any("TOC" in (node.text or "") for node in document.element.iter(qn("w:instrText")))
    assert [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in document.tables[0].rows] == [
        True,
        False,
        False,
    ]
    assert document.core_properties.title == "Annual report"


def test_what_is_written_is_never_read_as_markup():
    sharp = written(parts=(Paragraph("#panic() <script>alert(1)</script> $x$ *y*"),))
    assert b"<script>" not in as_html(sharp)
    assert "#panic()<script>" in squeezed(words_of(as_pdf(sharp)))


def test_a_short_document_has_no_contents():
    short = written(parts=(Heading("One"), Paragraph("Words.")))
    assert "Contents" not in html.fromstring(as_html(short)).text_content()
    assert "Contents" in html.fromstring(as_html(written())).text_content()


def test_the_html_loads_nothing_and_has_one_heading_of_each_part():
    page = html.fromstring(as_html(written("ar")))
    assert page.get("dir") == "rtl"
    assert not page.xpath("//@src | //link | //script")
    assert [node.tag for node in page.xpath("//h1|//main//h2|//main//h3")] == ["h1", "h2", "h3", "h2", "h2", "h2"]
    assert page.xpath("//blockquote/p[@lang='fr']/@dir") == ["ltr"]


def test_a_row_that_does_not_fit_its_table_is_refused():
    with pytest.raises(ValueError, match="not as many cells"):
        Table("Counts", ("A", "B"), (("1",),))


@pytest.mark.parametrize("form", FORMS)
def test_a_document_without_parts_can_be_made(form):
    assert FORMS[form](written(parts=()))


def test_a_table_shares_its_width_by_what_its_columns_hold():
    table = Table("T", ("Name", "N"), (("A rather long name of an entity", "3"),), numeric=frozenset({1}))
    name, number = table.shares()
    assert name > 4 * number
    assert name + number == pytest.approx(1)
