"""Files to blocks of text: pages, headings, paragraphs, list items, table rows. Pure functions, no Django, no domain.

Imports lib only. Everything read here may come from strangers: sizes are bounded before anything is unpacked.
"""

from .document import Block, Document, Limits, UnreadableFile
from .numbered import REPORTS_END, NumberedParagraph, numbered_paragraphs, text_lines
from .pages import Line, Page, body_lines, joined, read_pages
from .reading import read_blocks
from .sentences import SaidError, Sentence
from .text_file import read_lines

__all__ = [
    "REPORTS_END",
    "Block",
    "Document",
    "Limits",
    "Line",
    "NumberedParagraph",
    "Page",
    "SaidError",
    "Sentence",
    "UnreadableFile",
    "body_lines",
    "joined",
    "numbered_paragraphs",
    "read_blocks",
    "read_lines",
    "read_pages",
    "text_lines",
]
