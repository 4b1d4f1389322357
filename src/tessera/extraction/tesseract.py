"""The program Tesseract, where it is installed: a page's picture to lines of text, and how sure it is of them."""

from __future__ import annotations

import functools
import os
import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .programs import SaidTooMuch, program_run

LANGUAGES = ("eng", "fra", "spa", "por", "rus", "ara", "chi_sim")  # those Tessera reads first
TURNED = "osd"  # tells how a page is turned
MOST_LANGUAGES = 4  # of others: each makes a page slower
MOST_BYTES = 8_000_000
LIST_SECONDS = 10
FAINT = 0.3  # lines less sure are stains and ornaments
WORD = 5  # how Tesseract's table calls a line about a word
COLUMNS = 12


@dataclass(frozen=True, slots=True)
class RecognizedLine:
    """A line: its text, how sure it is (0 to 1), and its place in pixels from the picture's upper left corner."""

    text: str
    certainty: float
    left: int
    top: int
    right: int
    bottom: int
    foot: int  # where most of its words end, so that one long letter does not move the line


def tesseract() -> str:
    """Where the program is; "" where it is not installed."""
    return shutil.which("tesseract") or ""


@functools.lru_cache(maxsize=4)
def languages_installed(program: str) -> tuple[str, ...]:
    """Codes of Tesseract's own ("eng"), those that Tessera reads first; () where the program does not say."""
    try:
        _code, said = program_run(
            [program, "--list-langs"], seconds=LIST_SECONDS, most_bytes=MOST_BYTES, environment=_environment()
        )
    except (OSError, SaidTooMuch):
        return ()
    found = {line.strip() for line in said.decode(errors="replace").splitlines()}
    known = tuple(code for code in (*LANGUAGES, TURNED) if code in found)
    return (
        known or tuple(sorted(code for code in found if re.fullmatch(r"[a-z]{3}(?:_[a-z]+)?", code)))[:MOST_LANGUAGES]
    )


def recognized(
    program: str, picture: bytes, *, languages: Sequence[str], dots_an_inch: int, seconds: float
) -> list[RecognizedLine]:
    """Lines of a picture (PNM) in reading order. Raises TimeoutError; what the program cannot read has no lines."""
    written = [code for code in languages if code != TURNED]
    layout = "1" if TURNED in languages else "3"
    command = [program, "stdin", "stdout", "-l", "+".join(written), "--psm", layout, "--dpi", str(dots_an_inch)]
    try:
        _code, said = program_run(
            [*command, "-c", "tessedit_create_tsv=1"],
            given=picture,
            seconds=seconds,
            most_bytes=MOST_BYTES,
            environment=_environment(),
        )
    except TimeoutError:
        raise
    except (OSError, SaidTooMuch):
        return []
    return [line for line in _lines(said.decode(errors="replace")) if line.certainty >= FAINT]


def _environment() -> dict[str, str]:
    kept = ("PATH", "TESSDATA_PREFIX")
    return {"OMP_THREAD_LIMIT": "1", **{name: os.environ[name] for name in kept if name in os.environ}}


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    certainty: float
    left: int
    top: int
    width: int
    height: int


def _lines(table: str) -> Iterator[RecognizedLine]:
    """Tesseract's table has a row for each word: where it stands, and in which block, paragraph and line."""
    words: list[_Word] = []
    place: list[str] = []
    for row in table.splitlines():
        cells = row.split("\t", COLUMNS - 1)
        if len(cells) < COLUMNS or cells[0] != str(WORD):
            continue
        if cells[1:5] != place and words:
            yield _line(words)
            words = []
        place = cells[1:5]
        try:
            left, top, width, height = map(int, cells[6:10])
            certainty = float(cells[10]) / 100
        except ValueError:
            continue
        if certainty >= 0 and cells[11].strip():
            words.append(_Word(cells[11].strip(), min(certainty, 1.0), left, top, width, height))
    if words:
        yield _line(words)


def _line(words: list[_Word]) -> RecognizedLine:
    letters = sum(len(word.text) for word in words)
    feet = sorted(word.top + word.height for word in words)
    return RecognizedLine(
        text=" ".join(word.text for word in words),
        certainty=sum(word.certainty * len(word.text) for word in words) / letters,
        left=min(word.left for word in words),
        top=min(word.top for word in words),
        right=max(word.left + word.width for word in words),
        bottom=feet[-1],
        foot=feet[len(feet) // 2],
    )
