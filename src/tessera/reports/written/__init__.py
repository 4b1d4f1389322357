"""Documents that the Network sends out: told once (`model`), made as Word, PDF/UA or one HTML file."""

from __future__ import annotations

from .model import Bullets, Drawing, Heading, Linked, Paragraph, Part, Quote, Table, Words, Written
from .setting import as_pdf
from .web import as_html
from .word import as_docx

__all__ = [
    "FORMS",
    "Bullets",
    "Drawing",
    "Heading",
    "Linked",
    "Paragraph",
    "Part",
    "Quote",
    "Table",
    "Words",
    "Written",
    "as_docx",
    "as_html",
    "as_pdf",
]

FORMS = {"docx": as_docx, "pdf": as_pdf, "html": as_html}
