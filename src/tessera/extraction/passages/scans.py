"""Pages that are pictures: read by Tesseract where it is installed, each within limits, and otherwise named.

PDFium draws the page, the program reads the picture, and its lines take the place of the page's text.
"""

from __future__ import annotations

import contextlib
import time
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from math import sqrt
from pathlib import Path
from statistics import median

import pypdfium2 as pdfium

from ..laid_pages import LaidPage, Stretch
from ..pages import pdf_opened
from ..sentences import Sentence
from ..tesseract import TURNED, RecognizedLine, languages_installed, recognized, tesseract
from .body import usual_size

POINTS = 72  # an inch
DOTS = 300  # an inch, what Tesseract was made for
MOST_PIXELS = 12_000_000  # A4 at 300 dots is 8.7 million
MOST_SIDE = 12_000
LETTERS_HEIGHT = 0.93  # of their size: from the top of an "l" to the foot of a "p"
ALIKE = (0.7, 1.4)  # sizes within these of the usual one are that one: heights in pictures are uncertain
SCRIPTS = {"rus": "CYRILLIC", "ara": "ARABIC", "chi_sim": "CJK"}  # Tesseract's languages that are not in Latin letters
LATIN = "LATIN"


@dataclass(frozen=True, slots=True)
class ScanLimits:
    """How many scanned pages of a document are read, and the seconds that one and all of them may take."""

    pages: int = 100
    page_seconds: int = 30
    seconds: int = 240


@dataclass(slots=True)
class Scans:
    """How sure the pages read are (0 to 1), and which gave no text, were left for want of time, or of the program."""

    certainty: dict[int, float] = field(default_factory=dict)
    without_text: list[int] = field(default_factory=list)
    left: list[int] = field(default_factory=list)
    unread: list[int] = field(default_factory=list)

    def remarks(self) -> Iterator[Sentence]:
        """What a reader of the document has to know."""
        if self.certainty:
            yield Sentence(
                "Pages that are pictures; their text was recognized by Tesseract and may hold errors: %(pages)s.",
                pages=page_list(self.certainty),
            )
        if self.without_text:
            yield Sentence("Pictures in which no text was recognized: pages %(pages)s.",
                           pages=page_list(self.without_text))  # fmt: skip
        if self.left:
            yield Sentence("Pages that are pictures and were not read, because there are too many or it took too long: "
                           "%(pages)s.", pages=page_list(self.left))  # fmt: skip
        if self.unread:
            yield Sentence("Pages that are pictures and were not read, because Tesseract is not installed: %(pages)s.",
                           pages=page_list(self.unread))  # fmt: skip


def page_list(numbers: Iterable[int]) -> str:
    """Pages as people write them: "3, 5–9"."""
    runs = [
        [number for _place, number in run]
        for _, run in groupby(enumerate(sorted(numbers)), key=lambda pair: pair[1] - pair[0])
    ]
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def scans_read(
    path: Path, pages: Sequence[LaidPage], *, name: str, limits: ScanLimits
) -> tuple[tuple[LaidPage, ...], Scans]:
    """The pages, those that are pictures with the lines recognized in them, and what became of these."""
    pictured = [page.number for page in pages if page.pictured]
    program = tesseract() if pictured and limits.pages else ""
    languages = languages_installed(program) if program else ()
    if not languages:
        return tuple(pages), Scans(unread=pictured)
    scans = Scans(left=pictured[limits.pages :])
    usual = usual_size(page for page in pages if page.has_text)
    reader = _Reader(program, languages, time.monotonic() + limits.seconds, limits.page_seconds)
    found: dict[int, list[_Placed]] = {}
    with pdf_opened(path, name) as document:
        for number in pictured[: limits.pages]:
            try:
                found[number] = reader.placed(document, number)
            except TimeoutError:
                scans.left.append(number)
            except (pdfium.PdfiumError, MemoryError):
                found[number] = []
    usual = usual or _middle(one.size for lines in found.values() for one in lines)
    read = []
    for page in pages:
        lines = found.get(page.number, [])
        laid = replace(page, stretches=tuple(one.stretch(page.number, usual) for one in lines))
        if laid.has_text:
            scans.certainty[page.number] = _certainty(lines)
        elif page.number in found:
            scans.without_text.append(page.number)
        read.append(laid if laid.has_text else page)
    return tuple(read), scans


@dataclass(frozen=True, slots=True)
class _Placed:
    """A recognized line in points from the page's lower left corner."""

    line: RecognizedLine
    left: float
    right: float
    bottom: float
    size: float

    def stretch(self, page: int, usual: float) -> Stretch:
        size = usual if ALIKE[0] * usual < self.size < ALIKE[1] * usual else self.size
        return Stretch(self.line.text, page, self.left, self.right, self.bottom, size)


class _Reader:
    """Reads one page after another until the time is up; the script of the first tells the languages of the others."""

    def __init__(self, program: str, languages: tuple[str, ...], until: float, page_seconds: int) -> None:
        self._program, self._languages, self._told = program, languages, False
        self._until, self._page_seconds = until, page_seconds

    def placed(self, document: pdfium.PdfDocument, number: int) -> list[_Placed]:
        """A page's lines. Raises TimeoutError."""
        left = min(self._page_seconds, self._until - time.monotonic())
        if left <= 0:
            raise TimeoutError
        picture, scale, height = _drawn(document, number)
        lines = recognized(
            self._program, picture, languages=self._languages, dots_an_inch=round(scale * POINTS), seconds=left
        )
        if lines and not self._told:
            self._languages, self._told = _of_script(lines, self._languages), True
        return [
            _Placed(
                line,
                left=line.left / scale,
                right=line.right / scale,
                bottom=height - line.foot / scale,
                size=(line.bottom - line.top) / scale / LETTERS_HEIGHT,
            )
            for line in lines
        ]


def _drawn(document: pdfium.PdfDocument, number: int) -> tuple[bytes, float, float]:
    """A page as a grey picture (PGM), its pixels for each point, and the page's height in points."""
    with contextlib.closing(document[number - 1]) as page:
        width, height = page.get_size()
        scale = min(DOTS / POINTS, sqrt(MOST_PIXELS / (width * height)), MOST_SIDE / max(width, height))
        bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=False)
        rows = memoryview(bitmap.buffer).cast("B")
        stride = bitmap.stride
        grey = b"".join(rows[at : at + bitmap.width] for at in range(0, stride * bitmap.height, stride))
        head = b"P5 %d %d 255\n" % (bitmap.width, bitmap.height)
        bitmap.close()
    return head + grey, scale, height


def _of_script(lines: Iterable[RecognizedLine], languages: tuple[str, ...]) -> tuple[str, ...]:
    """The languages in the script that most letters are of."""
    letters = (sign for line in lines for sign in line.text if sign.isalpha())
    scripts = Counter(unicodedata.name(sign, "").partition(" ")[0] for sign in letters)
    if not scripts:
        return languages
    most = scripts.most_common(1)[0][0]
    kept = tuple(code for code in languages if code == TURNED or SCRIPTS.get(code, LATIN) == most)
    return kept if set(kept) - {TURNED} else languages


def _middle(sizes: Iterable[float]) -> float:
    several = list(sizes)
    return round(median(several) * 2) / 2 if several else 0.0


def _certainty(lines: Sequence[_Placed]) -> float:
    letters = sum(len(one.line.text) for one in lines)
    return round(sum(one.line.certainty * len(one.line.text) for one in lines) / letters, 3)
