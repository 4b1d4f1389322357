"""A brief as a Word document: styles, headings, real footnotes, language and direction of every text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph as WordParagraph

from tessera.reports.printed import png_printed
from tessera.reports.word_footnotes import Footnotes
from tessera.reports.word_pages import field_add, paragraph_directed, picture_add, word_bytes, word_document, words_add
from tessera.reports.word_tables import header_row, table_ruled

from .document import Brief, Matrix, Note, Paragraph, Quote, Run

TEXT_WIDTH = 172  # millimetres
FIRST_COLUMN, CHARACTER, WIDEST = 46, 2.5, 34  # a first column of few characters is narrower


def brief_docx(brief: Brief) -> bytes:
    """Two A4 pages."""
    return word_bytes(_Word(brief).made())


class _Word:
    def __init__(self, brief: Brief) -> None:
        self.brief = brief
        title = f"{brief.country}: {brief.title}"
        self.document: Any = word_document(title=title, language=brief.language)
        self.notes = Footnotes(self.document)

    def made(self) -> Any:
        brief = self.brief
        self._head()
        self._line(brief.messages_heading, "Heading 1")
        for message in brief.messages:
            self._paragraph(message, "List Bullet")
        for matrix in brief.tables:
            self._matrix(matrix)
        self._chart()
        heading = self._line(brief.quotes_heading, "Heading 1")
        heading.paragraph_format.page_break_before = brief.apart
        intro = self._line(f"{brief.about} {brief.quotes_intro}", "Small Print")
        intro.paragraph_format.keep_with_next = bool(brief.sections)
        for section in brief.sections:
            self._runs(self.document.add_paragraph(style="Heading 2"), (section.heading,))
            for quote in section.quotes:
                self._quote(quote)
        for block in brief.blocks:
            self._line(block.heading, "Heading 1")
            for line in block.lines:
                self._paragraph(line, "List Bullet")
        self._reading()
        self._foot()
        return self.document

    def _head(self) -> None:
        brief = self.brief
        self._line(brief.kind, "Small Print")
        self._line(brief.country, "Title")
        self._line(brief.title, "Subtitle")
        last = self._line(brief.made, "Small Print")
        border = OxmlElement("w:pBdr")
        bottom = OxmlElement("w:bottom")
        for name, value in (("val", "single"), ("sz", "12"), ("space", "4"), ("color", "009EDB")):
            bottom.set(qn(f"w:{name}"), value)
        border.append(bottom)
        last._p.get_or_add_pPr().append(border)

    def _reading(self) -> None:
        brief = self.brief
        self._line(brief.reading_heading, "Heading 1")
        for line in brief.reading:
            self._paragraph(line, "Small Print")
        last = self._line(brief.words["all"] + " ", "Small Print")
        words_add(last, brief.url.rstrip("/"), language="en", url=brief.url)

    def _foot(self) -> None:
        brief = self.brief
        foot = self.document.sections[0].footer.paragraphs[0]
        foot.style = self.document.styles["Small Print"]
        words_add(foot, f"{brief.country} · {brief.kind} · ", language=brief.language)
        before, _sign, rest = brief.words["page"].partition("%(n)s")
        between, _sign, after = rest.partition("%(total)s")
        words_add(foot, before, language=brief.language)
        field_add(foot, "PAGE", shown="1")
        words_add(foot, between, language=brief.language)
        field_add(foot, "NUMPAGES", shown="2")
        words_add(foot, after, language=brief.language)

    def _line(self, words: str, style: str) -> WordParagraph:
        made = self.document.add_paragraph(style=style)
        words_add(made, words, language=self.brief.language)
        return made

    def _runs(self, made: WordParagraph, runs: Sequence[Run]) -> None:
        for run in runs:
            words_add(made, run.text, language=run.language, look=run.look, url=run.url)

    def _paragraph(self, paragraph: Paragraph, style: str) -> None:
        made = self.document.add_paragraph(style=style)
        self._runs(made, paragraph.runs)
        if paragraph.note:
            self._note(made, paragraph.note)

    def _note(self, made: WordParagraph, note: Note) -> None:
        def fill(inside: WordParagraph) -> None:
            words_add(inside, " ", language=self.brief.language)
            self._runs(inside, note.runs)

        self.notes.add(made, fill, mirrored=self.brief.mirrored)

    def _quote(self, quote: Quote) -> None:
        """A quotation runs in the direction of its language: on lines of its own where the document runs in another."""
        own = self.brief.language
        made = self.document.add_paragraph(style="Quote")
        self._runs(made, quote.lead)
        words_add(made, ": " if quote.lead else "", language=own)
        across = (quote.text.language == "ar") != self.brief.mirrored
        if across:
            self._tail(made, quote)
            made.paragraph_format.keep_with_next, made.paragraph_format.space_after = True, Pt(0)
            made = paragraph_directed(self.document.add_paragraph(style="Quote"), quote.text.language)
        words_add(made, f"“{quote.text.text}”", language=quote.text.language)
        self._note(made, quote.note)
        if not across:
            self._tail(made, quote)

    def _tail(self, made: WordParagraph, quote: Quote) -> None:
        if quote.tail:
            words_add(made, " · ", language=self.brief.language, look="muted")
            self._runs(made, quote.tail)

    def _chart(self) -> None:
        chart = self.brief.chart
        if chart is None:
            return
        self._line(chart.title, "Caption")
        made = self.document.add_paragraph(style="Normal")
        made.paragraph_format.line_spacing_rule, made.paragraph_format.line_spacing = 0, 1.0
        made.paragraph_format.space_after = Pt(2)
        picture_add(made, png_printed(chart.svg), width=TEXT_WIDTH, alt=chart.alt, title=chart.title)

    def _matrix(self, matrix: Matrix) -> None:
        self._line(matrix.caption, "Caption")
        table = self.document.add_table(rows=0, cols=len(matrix.header))
        table.alignment = WD_TABLE_ALIGNMENT.LEFT
        table.autofit = False
        table_ruled(table, matrix.caption, mirrored=self.brief.mirrored)
        first = min(FIRST_COLUMN, CHARACTER * max(len(row[0]) for row in (matrix.header, *matrix.rows)))
        rest = min((TEXT_WIDTH - first) / max(len(matrix.header) - 1, 1), WIDEST)
        widths = [TEXT_WIDTH - rest * (len(matrix.header) - 1), *[rest] * (len(matrix.header) - 1)]
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
        last = len(matrix.rows)
        for number, row in enumerate((matrix.header, *matrix.rows)):
            strong = number == 0 or (matrix.last_is_total and number == last)
            cells = table.add_row().cells
            for at, words in enumerate(row):
                cells[at].width = Mm(widths[at])
                made = cells[at].paragraphs[0]
                made.style = self.document.styles["Table Text"]
                made.alignment = None if at == 0 else WD_ALIGN_PARAGRAPH.RIGHT
                words_add(made, words, language=self.brief.language, look="strong" if strong else "")
        header_row(table.rows[0])
