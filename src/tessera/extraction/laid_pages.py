"""PDF pages as stretches of letters with their places, quickly: PDFium is asked about few signs, those that tell.

`pages.py` measures every sign and is exact; a review reads whole documents of many pages, where that takes too long.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import hypot
from pathlib import Path

import pypdfium2 as pdfium
from pypdfium2 import raw

from .document import Limits
from .pages import HYPHEN, PDF_LIMITS, RAISED, pdf_opened

MARKS = re.compile(r"[\d*∗†‡][\d*∗†‡,–-]*")  # what may be a note mark
HYPHENS = re.compile(f"[{HYPHEN}\ufffe]")
BLANKS = re.compile(r" +")
LETTER = re.compile(r"[^\W\d_]")
BOLD = re.compile(rb"bold|black|heavy|demi", re.IGNORECASE)
NUMBER = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-zA-Z]|[ivxIVX]{1,5})[.)]|\d{1,3}(?:\.\d{1,3})+|[•●○▪■◦➢►·*§–—-]")
APART = 0.8  # times the size of the letters: a wider gap may part cells
WIDE = 1.5  # times the size of the letters: a wider gap parts cells or columns
LEVEL = 0.35  # times the size: lines whose feet differ by less stand beside one another
NAME_BYTES = 128
FEWEST_LETTERS = 40  # of a page that is no picture
COVERED = 0.25  # of a page: pictures that cover more may be its text
OUTLINES = 200  # drawings on a page without letters: they may be the letters
RULE = 3.0  # points: what is thinner is a rule
SHORTEST_RULE = 8.0


@dataclass(frozen=True, slots=True)
class Stretch:
    """Letters on one line without a wide gap. Points are from the page's lower left corner; `page` counts from 1.

    `mark` is the raised sign that stood before its first letter, as footnotes have one.
    """

    text: str
    page: int
    left: float
    right: float
    bottom: float
    size: float
    bold: bool = False
    mark: str = ""

    def is_level_with(self, other: Stretch) -> bool:
        """Whether both stand on one line of a page."""
        return self.page == other.page and abs(self.bottom - other.bottom) < LEVEL * max(self.size, other.size)


@dataclass(frozen=True, slots=True)
class Box:
    """A rule or a filled field, in points."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class LaidPage:
    """A page, its stretches in the order in which the file has them, and what is drawn where it looks like a table.

    `pictured` says that it has next to no text and shows a picture that may hold some. A page without width is damaged.
    """

    number: int
    width: float
    height: float
    stretches: tuple[Stretch, ...]
    drawn: tuple[Box, ...] = ()
    pictured: bool = False

    @property
    def has_text(self) -> bool:
        """Whether it holds more than a number or a stamp."""
        return sum(len(one.text) for one in self.stretches) >= FEWEST_LETTERS

    @property
    def is_empty(self) -> bool:
        """Whether neither letters nor pictures were found on it."""
        return not self.stretches and not self.pictured

    @property
    def is_damaged(self) -> bool:
        """Whether PDFium could not open it."""
        return not self.width or not self.height


def laid_pages(path: Path, *, name: str = "", limits: Limits = PDF_LIMITS) -> tuple[LaidPage, ...]:
    """The pages of a PDF; pages of pictures are empty. Raises UnreadableFile with one sentence."""
    with pdf_opened(path, name or path.name, limits) as document:
        return tuple(_page(document, index) for index in range(len(document)))


def _page(document: pdfium.PdfDocument, index: int) -> LaidPage:
    """A page that cannot be read is an empty one: the others still can."""
    try:
        page = document[index]
        text = page.get_textpage()
    except pdfium.PdfiumError:
        return LaidPage(index + 1, 0.0, 0.0, ())
    stretches = tuple(_Reader(text, index + 1).stretches())
    width, height = page.get_size()
    drawn = tuple(_drawn(page)) if _looks_tabular(stretches) else ()
    laid = LaidPage(index + 1, width, height, stretches, drawn)
    if not laid.has_text:
        laid = replace(laid, pictured=_shows_a_picture(page, width * height))
    text.close()
    page.close()
    return laid


class _Reader:
    """Asks PDFium about single signs of a page."""

    def __init__(self, text: pdfium.PdfTextPage, page: int) -> None:
        self._text, self._page = text, page
        self._left, self._right, self._bottom, self._top = (ctypes.c_double() for _ in range(4))
        self._box, self._matrix = raw.FS_RECTF(), raw.FS_MATRIX()
        self._box_at, self._matrix_at = ctypes.byref(self._box), ctypes.byref(self._matrix)
        self._name, self._flags = ctypes.create_string_buffer(NAME_BYTES), ctypes.c_int()

    def stretches(self) -> Iterator[Stretch]:
        signs = self._signs()
        for line in re.finditer(r"[^\r\n]+", signs):
            for first, end in self._broken(line[0], line.start()):
                yield from self._line(line[0][first:end], line.start() + first)

    def _broken(self, line: str, start: int) -> Iterator[tuple[int, int]]:
        """Where a line goes on in the next one behind a hyphen: PDFium takes both for one."""
        first = 0
        for hyphen in HYPHENS.finditer(line, 1, len(line) - 1):
            at = hyphen.end()
            if self._place(start + at)[1] < self._place(start + hyphen.start() - 1)[1] - self._size(start + at) / 2:
                yield first, at
                first = at
        yield first, len(line)

    def _signs(self) -> str:
        """One letter for each sign, so that places in the text are places of signs."""
        count = self._text.count_chars()
        signs = self._text.get_text_range(errors="replace") if count else ""
        if len(signs) == count:
            return signs
        codes = (raw.FPDFText_GetUnicode(self._text, at) for at in range(count))
        return "".join(chr(code) if code and not 0xD800 <= code < 0xE000 else " " for code in codes)

    def _line(self, line: str, start: int) -> Iterator[Stretch]:
        letter = LETTER.search(line) or re.search(r"\S", line)
        if letter is None:
            return
        size = self._size(start + letter.start())
        bold = self._is_bold(start + letter.start())
        mark, cut = "", []
        for match in MARKS.finditer(line) if LETTER.search(line) else ():
            first, end = match.span()
            while (
                end - 1 > first and self._is_raised(start + end - 1, size) and not self._is_raised(start + first, size)
            ):
                first += 1  # "No. 1898": a mark behind a number
            if self._is_raised(start + first, size):
                cut.append((first, end))
                if not line[:first].strip():
                    mark = line[first:end]
        for first, end in self._parts(line, start, size):
            text = _without(line, first, end, cut)
            if text:
                left, bottom = self._place(start + first)
                yield Stretch(text, self._page, left, self._end(start + end - 1), bottom, size, bold, mark)
                mark = ""

    def _parts(self, line: str, start: int, size: float) -> Iterator[tuple[int, int]]:
        """Where a line is parted by wide gaps."""
        first = len(line) - len(line.lstrip())
        end = len(line.rstrip())
        for blank in BLANKS.finditer(line, first, end):
            if NUMBER.fullmatch(line, first, blank.start()):
                continue
            if self._place(start + blank.end())[0] - self._end(start + blank.start() - 1) > APART * size > 0:
                yield first, blank.start()
                first = blank.end()
        if first < end:
            yield first, end

    def _is_raised(self, at: int, size: float) -> bool:
        return 0 < self._size(at) < RAISED * size

    def _size(self, at: int) -> float:
        raw.FPDFText_GetMatrix(self._text, at, self._matrix_at)
        return float(raw.FPDFText_GetFontSize(self._text, at) * hypot(self._matrix.b, self._matrix.d))

    def _place(self, at: int) -> tuple[float, float]:
        raw.FPDFText_GetLooseCharBox(self._text, at, self._box_at)
        return self._box.left, self._box.bottom

    def _end(self, at: int) -> float:
        raw.FPDFText_GetLooseCharBox(self._text, at, self._box_at)
        return float(self._box.right)

    def _is_bold(self, at: int) -> bool:
        raw.FPDFText_GetFontInfo(self._text, at, self._name, NAME_BYTES, ctypes.byref(self._flags))
        return BOLD.search(self._name.value) is not None


def _without(line: str, first: int, end: int, cut: list[tuple[int, int]]) -> str:
    """A part of a line without note marks; "-" at its end joins it to the next line."""
    kept, at = [], first
    for start, stop in cut:
        if first <= start < end:
            kept.append(line[at:start])
            at = stop
    text = "".join([*kept, line[at:end]]).replace("\xad", "").replace("\x00", "").replace("\ufffe", HYPHEN).strip()
    if text.endswith(HYPHEN):
        text = text[:-1] + "-"
    return " ".join(text.replace(HYPHEN, "-").split())


def _looks_tabular(stretches: tuple[Stretch, ...]) -> bool:
    """Whether at least three lines hold several stretches."""
    rows: dict[int, int] = {}
    for one in stretches:
        rows[round(one.bottom)] = rows.get(round(one.bottom), 0) + 1
    return sum(count > 1 for count in rows.values()) >= LEAST_ROWS


LEAST_ROWS = 3
MOST_DRAWN = 4_000


def _drawn(page: pdfium.PdfPage) -> Iterator[Box]:
    """Rules and fields of a page, those within others (forms) left out."""
    for _kind, box in _objects(page, (raw.FPDF_PAGEOBJ_PATH,)):
        if max(box.right - box.left, box.top - box.bottom) >= SHORTEST_RULE:
            yield box


def _shows_a_picture(page: pdfium.PdfPage, area: float) -> bool:
    covered, outlines = 0.0, 0
    for kind, box in _objects(page, (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM)):
        if kind == raw.FPDF_PAGEOBJ_PATH:
            outlines += 1
        else:
            covered += (box.right - box.left) * (box.top - box.bottom)
    return covered > COVERED * area or outlines > OUTLINES


def _objects(page: pdfium.PdfPage, kinds: tuple[int, ...]) -> Iterator[tuple[int, Box]]:
    """What of these kinds stands on a page, and where."""
    edges = [ctypes.c_float() for _ in range(4)]
    places = [ctypes.byref(edge) for edge in edges]
    for index in range(min(raw.FPDFPage_CountObjects(page), MOST_DRAWN)):
        thing = raw.FPDFPage_GetObject(page, index)
        kind = raw.FPDFPageObj_GetType(thing)
        if kind in kinds and raw.FPDFPageObj_GetBounds(thing, *places):
            left, bottom, right, top = (edge.value for edge in edges)
            yield kind, Box(left, bottom, right, top)
