"""PDF files as pages of lines, with where each line stands and how large it is set (pypdfium2)."""

from __future__ import annotations

import contextlib
import ctypes
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from math import hypot
from pathlib import Path
from statistics import median

import pypdfium2 as pdfium
from pypdfium2 import raw

from .document import Limits, UnreadableFile
from .sentences import Sentence

PDF_LIMITS = Limits(file_bytes=60_000_000)
MOST_PAGES = 1_500
HYPHEN = "\x02"  # how PDFium marks a hyphen at the end of a line
RAISED = 0.8  # of the line's size: smaller signs within a line are note marks
SMALL = 0.94  # of the body's size: smaller lines are notes, heads and feet
EDGE = 0.12  # of the page's height, in which heads and feet stand
NOTE = re.compile(r"[*∗†‡]+")
NOTES = 0.3  # of the page's height, in which notes stand
RUNNING = re.compile(r"(?:[A-Z]{1,5}(?:/[\w.()-]+){2,}\s*)?(?:page\s+\d{1,4}|\d{1,4}|[ivxl]{1,6})?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text; `text` ends in "-" where the word goes on in the next line.

    `page` counts from 1; `left` and `bottom` are points from the page's lower left corner, `size` is that of its
    letters in points. `note` says that it begins with a raised sign, as footnotes do.
    """

    text: str
    page: int
    left: float
    bottom: float
    size: float
    note: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A page in points, and its lines in the order in which the file has them."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]


@contextlib.contextmanager
def pdf_opened(path: Path, name: str, limits: Limits = PDF_LIMITS) -> Iterator[pdfium.PdfDocument]:
    """A PDF that is not too large and not too long. Raises UnreadableFile with one sentence, also where it turns out to
    be damaged while it is read."""
    if path.stat().st_size > limits.file_bytes:
        raise UnreadableFile(
            Sentence("“%(name)s” is larger than %(limit)s MB.", name=name, limit=limits.file_bytes // 1_000_000)
        )
    try:
        with contextlib.closing(pdfium.PdfDocument(path)) as document:
            if not 0 < len(document) <= MOST_PAGES:
                raise UnreadableFile(
                    Sentence("“%(name)s” is a PDF of %(count)s pages.", name=name, count=len(document))
                )
            yield document
    except pdfium.PdfiumError:
        raise UnreadableFile(Sentence("“%(name)s” is a damaged or protected PDF.", name=name)) from None


def read_pages(path: Path, *, name: str = "", limits: Limits = PDF_LIMITS) -> tuple[Page, ...]:
    """The pages of a PDF. Raises UnreadableFile with one sentence where it cannot be read or holds no text."""
    name = name or path.name
    with pdf_opened(path, name, limits) as document:
        pages = tuple(_page(document, index) for index in range(len(document)))
    if not any(page.lines for page in pages):
        raise UnreadableFile(
            Sentence(
                "“%(name)s” holds pictures of pages and no text; let a program recognize the text first.", name=name
            )
        )
    return pages


def body_lines(pages: tuple[Page, ...]) -> list[Line]:
    """The lines of the text itself: without running heads, page numbers and footnotes."""
    body = _body_size(pages)
    return [
        line
        for page in pages
        for line in _above_notes(page)
        if line.size >= SMALL * body and not (_at_edge(line, page) and RUNNING.fullmatch(line.text))
    ]


def _above_notes(page: Page) -> Iterator[Line]:
    """Lines up to a note that begins with its mark, in the lowest part of the page."""
    for line in page.lines:
        if (line.note or NOTE.match(line.text)) and line.bottom < NOTES * page.height:
            return
        yield line


def joined(texts: list[str]) -> str:
    """Lines as one text; a hyphen at the end of a line joins the halves of a compound."""
    text = ""
    for line in texts:
        text = text + line if text.endswith("-") else f"{text} {line}"
    return " ".join(text.split())


def _body_size(pages: tuple[Page, ...]) -> float:
    letters: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            letters[round(line.size * 2) / 2] += len(line.text)
    return letters.most_common(1)[0][0] if letters else 0.0


def _at_edge(line: Line, page: Page) -> bool:
    return not EDGE * page.height < line.bottom < (1 - EDGE) * page.height


@dataclass(frozen=True, slots=True)
class _Sign:
    sign: str
    left: float
    bottom: float
    size: float


def _page(document: pdfium.PdfDocument, index: int) -> Page:
    page = document[index]
    text = page.get_textpage()
    lines = [line for signs in _rows(text) if (line := _line(signs, index + 1)) is not None]
    width, height = page.get_size()
    text.close()
    page.close()
    return Page(index + 1, width, height, tuple(lines))


def _rows(text: pdfium.PdfTextPage) -> Iterator[list[_Sign]]:
    """Signs between the line ends that PDFium sets."""
    row: list[_Sign] = []
    box, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
    place, turned = ctypes.byref(box), ctypes.byref(matrix)
    for at in range(text.count_chars()):
        sign = chr(raw.FPDFText_GetUnicode(text, at))
        if sign in "\r\n":
            if row:
                yield row
            row = []
            continue
        raw.FPDFText_GetLooseCharBox(text, at, place)
        raw.FPDFText_GetMatrix(text, at, turned)
        size = raw.FPDFText_GetFontSize(text, at) * hypot(matrix.b, matrix.d)
        row.append(_Sign(sign, box.left, box.bottom, size))
    if row:
        yield row


def _line(signs: list[_Sign], page: int) -> Line | None:
    set_signs = [s for s in signs if s.sign.strip() and s.sign != HYPHEN]
    if not set_signs:
        return None
    size = median(s.size for s in set_signs)
    kept = [s for s in signs if s.size >= RAISED * size or not s.sign.strip() or s.sign == HYPHEN or s.size == 0]
    text = "".join(s.sign for s in kept).replace("\xad", "").replace("\x00", "").strip()
    if text.endswith(HYPHEN):
        text = text[:-1] + "-"
    text = " ".join(text.replace(HYPHEN, "-").split())
    first = set_signs[0]
    note = 0 < first.size < RAISED * size and not first.sign.isalpha()
    return Line(text, page, first.left, first.bottom, size, note) if text else None
