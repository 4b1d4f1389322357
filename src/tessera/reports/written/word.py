"""A written document for Word: its styles, contents, real headings and lists, tables whose header is repeated."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm

from tessera.reports.localised import is_mirrored
from tessera.reports.printed import png_printed, width_printed
from tessera.reports.word_pages import (
    field_add,
    paragraph_directed,
    picture_add,
    toc_add,
    word_bytes,
    word_document,
    words_add,
)
from tessera.reports.word_tables import header_row, row_kept_together, table_ruled
from tessera.reports.xml_text import xml_text

from .frame import frame_words
from .model import Bullets, Drawing, Heading, Linked, Paragraph, Part, Quote, Table, Words, Written, runs_of

TEXT_WIDTH, DRAWING_WIDTH = 172, 138  # millimetres


def as_docx(written: Written) -> bytes:
    """An A4 document; Word sets the page numbers of its contents when it is asked to update them."""
    return word_bytes(_Word(written).made())


class _Word:
    def __init__(self, written: Written) -> None:
        self.written = written
        self.own = written.language
        self.document: Any = word_document(title=written.title, language=self.own)
        self.words = frame_words(self.own)

    def made(self) -> Any:
        told = self.written
        for words, style in ((told.title, "Title"), (told.subtitle, "Subtitle")):
            self._line(words, style)
        for words in (told.issued, told.notice):
            self._line(words, "Small Print")
        if headings := told.headings():
            self._line(self.words["contents"], "Caption")
            toc_add(self.document, headings, language=self.own)
        for part in told.parts:
            self._part(part)
        self._foot()
        return self.document

    def _part(self, part: Part) -> None:
        match part:
            case Heading():
                self._line(part.text, f"Heading {part.level}")
            case Paragraph():
                style = "Small Print" if part.look == "muted" else "Normal"
                self._line(part.words, style, part.language, look="strong" if part.look == "strong" else "")
            case Bullets():
                for item in part.items:
                    self._line(item, "List Bullet", part.language)
            case Quote():
                self._line(f"“{part.text}”", "Quote", part.language).paragraph_format.keep_with_next = bool(part.source)
                self._line(part.source, "Small Print")
            case Table():
                self._table(part)
            case Drawing():
                self._drawing(part)

    def _line(self, words: Words, style: str, language: str = "", look: str = "") -> Any:
        """A paragraph; none where there is nothing to say."""
        runs = tuple(runs_of(words))
        if not runs:
            return None
        language = language or self.own
        made = self.document.add_paragraph(style=style)
        if is_mirrored(language) != is_mirrored(self.own):
            paragraph_directed(made, language)
        self._runs(made, runs, language, look)
        return made

    def _runs(self, made: Any, runs: Sequence[Linked], language: str, look: str) -> None:
        for run in runs:
            words_add(made, run.text, language=language, look=look, url=run.url)

    def _table(self, told: Table) -> None:
        self._line(told.caption, "Caption")
        table = self.document.add_table(rows=0, cols=len(told.columns))
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
        table_ruled(table, xml_text(told.caption), mirrored=is_mirrored(self.own))
        widths = [TEXT_WIDTH * share for share in told.shares()]
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
        last = len(told.rows)
        for number, row in enumerate((told.columns, *told.rows)):
            strong = number == 0 or (told.total and number == last)
            added = table.add_row()
            row_kept_together(added)
            for place, (cell, words) in enumerate(zip(added.cells, row, strict=True)):
                cell.width = Mm(widths[place])
                made = cell.paragraphs[0]
                made.style = self.document.styles["Table Text"]
                made.alignment = WD_ALIGN_PARAGRAPH.RIGHT if place in told.numeric else None
                self._runs(made, tuple(runs_of(words)), self.own, "strong" if strong else "")
        header_row(table.rows[0])
        self._line(told.note, "Small Print")

    def _drawing(self, told: Drawing) -> None:
        self._line(told.caption, "Caption")
        made = self.document.add_paragraph(style="Normal")
        made.paragraph_format.line_spacing = 1.0  # exact lines would cut a picture
        picture_add(
            made,
            png_printed(told.svg),
            width=width_printed(told.svg, most=TEXT_WIDTH),
            alt=told.alternative,
            title=told.caption,
        )

    def _foot(self) -> None:
        foot = self.document.sections[0].footer.paragraphs[0]
        foot.style = self.document.styles["Small Print"]
        before, _total, after = self.words["page"].partition("%(total)s")
        words_add(foot, f"{self.written.title} · ", language=self.own)
        lead, _n, between = before.partition("%(n)s")
        words_add(foot, lead, language=self.own)
        field_add(foot, "PAGE", shown="1")
        words_add(foot, between, language=self.own)
        field_add(foot, "NUMPAGES", shown="1")
        words_add(foot, after, language=self.own)
