"""The country brief in Word: real footnotes, styles, languages, direction."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile

import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import etree

from tessera.reports.briefs.word import brief_docx
from tests.reports.recommending import recommendation_made, recommendations_made


def parts(body: bytes) -> dict[str, etree._Element]:
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        names = [name for name in packed.namelist() if name.endswith((".xml", ".rels"))]
        return {name: etree.fromstring(packed.read(name)) for name in names}


def values(tree, tag: str, attribute: str) -> list[str]:
    return [node.get(qn(attribute)) for node in tree.iter(qn(tag))]


def test_there_are_as_many_footnotes_as_citations_in_the_same_order(told):
    recommendations_made(12)
    brief = told().brief
    found = parts(brief_docx(brief))
    marks = values(found["word/document.xml"], "w:footnoteReference", "w:id")
    notes = [n for n in found["word/footnotes.xml"] if n.get(qn("w:type")) is None]
    assert marks == [str(n) for n in range(1, len(list(brief.notes())) + 1)] == [n.get(qn("w:id")) for n in notes]
    said = ["".join(t.text for t in note.iter(qn("w:t"))).strip() for note in notes]
    assert said == ["".join(run.text for run in note.runs) for note in brief.notes()]


def test_every_quotation_stands_with_its_symbol_and_paragraph(told):
    records = {record.pk: record for record in recommendations_made(12)}
    brief = told().brief
    body = brief_docx(brief)
    words = "\n".join(p.text for p in Document(io.BytesIO(body)).paragraphs)
    notes = "".join(parts(body)["word/footnotes.xml"].itertext())
    for quote in brief.quotes():
        record = records[quote.record]
        assert record.text in words
        assert f"{record.document.symbol}, para. {record.paragraph}" in notes


def test_the_parts_of_the_package_know_one_another(told):
    recommendations_made(3)
    found = parts(brief_docx(told().brief))
    kinds = values(found["word/settings.xml"], "w:footnote", "w:id")
    assert kinds == ["-1", "0"]
    assert any("footnotes+xml" in node.get("ContentType", "") for node in found["[Content_Types].xml"])
    assert any(node.get("Target") == "footnotes.xml" for node in found["word/_rels/document.xml.rels"])
    linked = {node.get("Id") for node in found["word/_rels/footnotes.xml.rels"]}
    assert set(values(found["word/footnotes.xml"], "w:hyperlink", "r:id")) <= linked
    assert linked


def test_headings_are_styles_and_the_chart_has_words(told):
    recommendations_made(12)
    brief = told().brief
    document = Document(io.BytesIO(brief_docx(brief)))
    styles = [p.style.name for p in document.paragraphs]
    assert styles.count("Title") == 1
    assert styles.count("Heading 1") == 3
    assert styles.count("Heading 2") == len(brief.sections)
    assert [shape._inline.docPr.get("descr") for shape in document.inline_shapes] == [brief.chart.alt]
    assert document.core_properties.title == f"{brief.country}: {brief.title}"
    assert all(row._tr.trPr is not None for row in (table.rows[0] for table in document.tables))


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar", "ru", "zh"])
def test_the_document_says_its_language(told, language):
    recommendations_made(3)
    found = parts(brief_docx(told(language=language).brief))
    [default] = found["word/styles.xml"].iter(qn("w:lang"))
    where = {"ar": "w:bidi", "zh": "w:eastAsia"}.get(language, "w:val")
    assert default.get(qn(where))[:2] == language


def test_arabic_runs_from_right_to_left_and_english_quotations_in_it_do_not(told):
    recommendation_made(1)
    recommendation_made(2, language="ar", text="توصي اللجنة الدولة الطرف بأن تحصي الناس بموافقتهم")
    found = parts(brief_docx(told(language="ar").brief))
    assert found["word/document.xml"].find(f".//{qn('w:sectPr')}/{qn('w:bidi')}") is not None
    assert len(list(found["word/styles.xml"].iter(qn("w:bidi")))) > 5
    assert len(list(found["word/document.xml"].iter(qn("w:bidiVisual")))) == 1
    directions = {}
    for paragraph in found["word/document.xml"].iter(qn("w:p")):
        words = "".join(t.text or "" for t in paragraph.iter(qn("w:t")))
        if "“" in words and paragraph.find(f".//{qn('w:pStyle')}").get(qn("w:val")) == "Quote":
            bidi = paragraph.find(f"{qn('w:pPr')}/{qn('w:bidi')}")
            directions["ar" if "توصي" in words else "en"] = None if bidi is None else bidi.get(qn("w:val"))
    assert directions == {"ar": None, "en": "0"}


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
@pytest.mark.parametrize(("count", "language"), [(3, "en"), (60, "en"), (60, "ar"), (60, "zh")])
def test_another_program_sets_it_on_two_pages(told, tmp_path, count, language):
    import pypdfium2

    recommendations_made(count)
    (tmp_path / "brief.docx").write_bytes(brief_docx(told(language=language).brief))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(tmp_path / "brief.docx")], check=True, capture_output=True)
    assert len(pypdfium2.PdfDocument(tmp_path / "brief.pdf")) == 2
