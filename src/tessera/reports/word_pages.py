"""Word documents in Tessera's manner: A4, its styles, the document's language and direction, pictures with words."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_LINE_SPACING
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run as WordRun

from tessera.reports.localised import TAGS, is_mirrored
from tessera.reports.xml_text import xml_text

INK, MUTED, LINK = RGBColor(0x1B, 0x24, 0x30), RGBColor(0x55, 0x60, 0x6E), RGBColor(0x0A, 0x5A, 0x8C)
LATIN, EAST_ASIAN = "Arial", "Microsoft YaHei"
# Style: size, line, space before and after (points), bold, colour. Exact lines: the same height whatever the font.
STYLES: dict[str, tuple[float, float, float, float, bool, RGBColor]] = {
    "Normal": (9.5, 12.6, 0, 3.5, False, INK),
    "Title": (21, 25, 0, 4, True, INK),
    "Subtitle": (11.5, 15, 0, 4, False, INK),
    "Heading 1": (12.5, 16, 9, 4, True, INK),
    "Heading 2": (9.5, 12.6, 6, 2.5, True, LINK),
    "Heading 3": (9.5, 12.6, 5, 2, True, INK),
    "Caption": (9.5, 12.6, 7, 3, True, INK),
    "List Bullet": (9.5, 12.6, 0, 3, False, INK),
    "Quote": (9.5, 12.6, 0, 4.5, False, INK),
    "Small Print": (8, 10.4, 0, 2, False, MUTED),
    "Table Text": (8.5, 11, 1.2, 1.2, False, INK),
    "Footnote Text": (7.5, 9.4, 0, 0.6, False, MUTED),
}


def word_document(*, title: str, language: str, margins: tuple[float, float, float] = (16, 17, 19)) -> WordDocument:
    """An empty A4 document; `margins` are those above, below and beside, in millimetres."""
    document = Document()
    core = document.core_properties
    core.title, core.author, core.language = xml_text(title)[:255], "Tessera", TAGS.get(language, language)
    core.comments, core.created, core.modified = "", datetime.now(UTC), datetime.now(UTC)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    top, bottom, beside = margins
    section.top_margin, section.bottom_margin = Mm(top), Mm(bottom)
    section.left_margin = section.right_margin = Mm(beside)
    section.footer_distance = Mm(8)
    _styled(document, language)
    if is_mirrored(language):
        section._sectPr.append(OxmlElement("w:bidi"))
    return document


def word_bytes(document: WordDocument) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def paragraph_directed(paragraph: Paragraph, language: str) -> Paragraph:
    """From right to left where the language is written so; the style says it for the document's own language."""
    properties = paragraph._p.get_or_add_pPr()
    for old in properties.findall(qn("w:bidi")):
        properties.remove(old)
    bidi = OxmlElement("w:bidi")
    if not is_mirrored(language):
        bidi.set(qn("w:val"), "0")
    following = properties.find(qn("w:spacing"))
    if following is None:
        following = properties.find(qn("w:ind"))
    if following is None:
        following = properties.find(qn("w:jc"))
    if following is not None:
        following.addprevious(bidi)
    else:
        properties.append(bidi)
    return paragraph


def words_add(paragraph: Paragraph, text: str, *, language: str, look: str = "", url: str = "") -> WordRun:
    """A run in its language; with `url` a link."""
    run = paragraph.add_run(xml_text(text))
    run.bold = True if look == "strong" else None
    if look == "muted":
        run.font.color.rgb = MUTED
    properties = run._r.get_or_add_rPr()
    if is_mirrored(language):
        run.font.rtl = True
        run.font.cs_bold = True if look == "strong" else None
    lang = OxmlElement("w:lang")
    lang.set(qn({"ar": "w:bidi", "zh": "w:eastAsia"}.get(language, "w:val")), TAGS.get(language, language))
    properties.append(lang)
    if url:
        run.font.color.rgb = LINK
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        run._r.addprevious(link)
        link.append(run._r)
    return run


def picture_add(paragraph: Paragraph, png: bytes, *, width: float, alt: str, title: str) -> None:
    """A picture `width` millimetres wide, with the words that stand for it."""
    inline = paragraph.add_run().add_picture(io.BytesIO(png), width=Mm(width))._inline
    for side in ("distT", "distB", "distL", "distR"):
        inline.set(side, "0")  # some programs would keep a distance where none is told
    inline.docPr.set("descr", xml_text(alt))
    inline.docPr.set("title", xml_text(title))


def field_add(paragraph: Paragraph, code: str, *, shown: str) -> None:
    """A field that Word keeps up to date ("PAGE"); `shown` until it does."""
    for kind, words in (("begin", ""), ("", code), ("separate", "")):
        _field_part(paragraph, kind, words)
    paragraph.add_run(shown)
    _field_part(paragraph, "end", "")


def _styled(document: WordDocument, language: str) -> None:
    for name, (size, line, before, after, bold, colour) in STYLES.items():
        style = _style(document, name)
        style.font.size, style.font.bold, style.font.italic, style.font.color.rgb = Pt(size), bold, False, colour
        _fonts(style, size, bold)
        form = style.paragraph_format
        form.space_before, form.space_after = Pt(before), Pt(after)
        form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(line)
        form.keep_with_next = name.startswith("Heading") or name == "Caption"
        form.widow_control = True
    mark = document.styles.add_style("Footnote Reference", WD_STYLE_TYPE.CHARACTER)
    mark.element.set(qn("w:styleId"), "FootnoteReference")
    mark.font.superscript = True
    for name, tag in (("Title", "w:pBdr"), ("Title", "w:spacing"), ("Subtitle", "w:spacing"), ("Title", "w:kern")):
        for drawn in list(document.styles[name].element.iter(qn(tag))):
            if drawn.getparent().tag == qn("w:rPr") or tag == "w:pBdr":
                drawn.getparent().remove(drawn)
    bullets = document.styles["List Bullet"].paragraph_format
    bullets.left_indent, bullets.first_line_indent = Mm(4), Mm(-4)
    _ruled(document.styles["Quote"], mirrored=is_mirrored(language))
    _language(document, language)


def _ruled(style: Any, *, mirrored: bool) -> None:
    """A line beside quotations."""
    style.paragraph_format.left_indent = Mm(3)
    border = OxmlElement("w:pBdr")
    line = OxmlElement("w:right" if mirrored else "w:left")
    for name, value in (("val", "single"), ("sz", "10"), ("space", "5"), ("color", "D5DAE1")):
        line.set(qn(f"w:{name}"), value)
    border.append(line)
    style.element.get_or_add_pPr().insert_element_before(
        border, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:bidi", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _style(document: WordDocument, name: str) -> Any:
    if name in [style.name for style in document.styles]:
        return document.styles[name]
    made = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    made.base_style = document.styles["Normal"]
    made.element.set(qn("w:styleId"), name.replace(" ", ""))
    return made


def _fonts(style: Any, size: float, bold: bool) -> None:
    """One family for all scripts; sizes and weight for Arabic, too, which Word keeps apart."""
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for name, family in (("ascii", LATIN), ("hAnsi", LATIN), ("cs", LATIN), ("eastAsia", EAST_ASIAN)):
        fonts.set(qn(f"w:{name}"), family)
    style.font.cs_bold = bold
    for old in properties.findall(qn("w:szCs")):
        properties.remove(old)
    own = OxmlElement("w:szCs")
    own.set(qn("w:val"), str(round(size * 2)))
    properties.find(qn("w:sz")).addnext(own)


def _language(document: WordDocument, language: str) -> None:
    """The document's language as its default, and the direction of its paragraphs."""
    tag = TAGS.get(language, language)
    for lang in document.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), tag if language not in ("ar", "zh") else "en-GB")
        lang.set(qn("w:eastAsia"), tag if language == "zh" else "zh-Hans")
        lang.set(qn("w:bidi"), tag if language == "ar" else "ar")
    if is_mirrored(language):
        for name in STYLES:
            properties = document.styles[name].element.get_or_add_pPr()
            bidi = OxmlElement("w:bidi")
            spacing = properties.find(qn("w:spacing"))
            spacing.addprevious(bidi)


def toc_add(document: WordDocument, headings: list[str], *, language: str) -> None:
    """A table of contents as Word knows it, already filled with the headings."""
    first = document.add_paragraph(style="Normal")
    for kind, words in (("begin", ""), ("", 'TOC \\o "1-2" \\h \\z \\u'), ("separate", "")):
        _field_part(first, kind, words)
    last = first
    for place, heading in enumerate(headings):
        last = first if place == 0 else document.add_paragraph(style="Normal")
        words_add(last, heading, language=language)
    _field_part(last, "end", "")


def _field_part(paragraph: Paragraph, kind: str, words: str) -> None:
    run = paragraph.add_run()
    if kind:
        mark = OxmlElement("w:fldChar")
        mark.set(qn("w:fldCharType"), kind)
        run._r.append(mark)
        return
    told = OxmlElement("w:instrText")
    told.set(qn("xml:space"), "preserve")
    told.text = f" {words} "
    run._r.append(told)
