"""A pack as a Word document: a first page, contents, and every recommendation with its reference."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.enum.text import WD_BREAK

from tessera.reports.briefs.document import Quote, Run
from tessera.reports.word_pages import field_add, paragraph_directed, toc_add, word_bytes, word_document, words_add

from .document import PackTold


def pack_docx(told: PackTold) -> bytes:
    """Opens with its contents listed; Word sets their page numbers when it is asked to update them."""
    document: Any = word_document(title=told.title, language=told.language)
    own = told.language
    words_add(document.add_paragraph(style="Title"), told.title, language=own)
    for label, words in told.facts:
        line = document.add_paragraph(style="Normal")
        words_add(line, f"{label}: ", language=own, look="strong")
        words_add(line, words, language=own)
    words_add(document.add_paragraph(style="Small Print"), told.words["unofficial"], language=own)
    if told.note:
        words_add(document.add_paragraph(style="Heading 1"), told.words["note"], language=own)
        for paragraph in told.note.splitlines():
            words_add(document.add_paragraph(style="Normal"), paragraph, language=own)
    words_add(document.add_paragraph(style="Heading 1"), told.use_heading, language=own)
    words_add(document.add_paragraph(style="Normal"), told.about, language=own)
    for one in told.use:
        words_add(document.add_paragraph(style="List Bullet"), one, language=own)
    words_add(document.add_paragraph(style="Caption"), told.words["contents"], language=own)
    toc_add(document, [section.heading.text for section in told.sections], language=own)
    document.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)
    for section in told.sections:
        heading = document.add_paragraph(style="Heading 1")
        words_add(heading, section.heading.text, language=section.heading.language)
        for quote in section.quotes:
            _quote(document, quote, told)
    _foot(document, told)
    return word_bytes(document)


def _quote(document: Any, quote: Quote, told: PackTold) -> None:
    own = told.language
    made = document.add_paragraph(style="Quote")
    _runs(made, quote.lead)
    words_add(made, ": ", language=own)
    across = (quote.text.language == "ar") != told.mirrored
    if across:
        made.paragraph_format.keep_with_next = True
        inside = paragraph_directed(document.add_paragraph(style="Quote"), quote.text.language)
        words_add(inside, f"“{quote.text.text}”", language=quote.text.language)
        made = document.add_paragraph(style="Quote")
    else:
        words_add(made, f"“{quote.text.text}”", language=quote.text.language)
    if quote.tail:
        words_add(made, " · ", language=own, look="muted")
        _runs(made, quote.tail)
    words_add(made, " [", language=own, look="muted")
    _runs(made, quote.note.runs)
    words_add(made, "]", language=own, look="muted")


def _runs(made: Any, runs: Sequence[Run]) -> None:
    for run in runs:
        words_add(made, run.text, language=run.language, look=run.look, url=run.url)


def _foot(document: Any, told: PackTold) -> None:
    foot = document.sections[0].footer.paragraphs[0]
    foot.style = document.styles["Small Print"]
    words_add(foot, f"{told.title} · ", language=told.language)
    field_add(foot, "PAGE", shown="1")
