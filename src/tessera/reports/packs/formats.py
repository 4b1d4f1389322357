"""The formats of a pack."""

from __future__ import annotations

from .offline import pack_html
from .setting import pack_pdf
from .sheet import pack_xlsx
from .word import pack_docx

FORMATS = {"docx": pack_docx, "pdf": pack_pdf, "xlsx": pack_xlsx, "html": pack_html}
