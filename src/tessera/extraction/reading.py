"""Which reader a file needs, told by its bytes and not by its name."""

from __future__ import annotations

from pathlib import Path

from .document import Document, Limits, UnreadableFile
from .sentences import Sentence
from .text_file import read_text
from .web_page import START, is_web_page, read_web_page
from .word import read_word


def _pdf(name: str) -> Sentence:
    return Sentence("“%(name)s” is a PDF; save it as a Word document (.docx) or as text (.txt).", name=name)


def _old_office(name: str) -> Sentence:
    return Sentence("“%(name)s” is an old or protected Office file; save it as .docx without a password.", name=name)


def _rich_text(name: str) -> Sentence:
    return Sentence("“%(name)s” is a rich-text file; save it as .docx.", name=name)


def _picture(name: str) -> Sentence:
    return Sentence("“%(name)s” is a picture.", name=name)


def _archive(name: str) -> Sentence:
    return Sentence("“%(name)s” is a compressed archive.", name=name)


SIGNATURES = (
    (b"%PDF", _pdf),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _old_office),
    (b"{\\rtf", _rich_text),
    (b"\x89PNG", _picture),
    (b"\xff\xd8\xff", _picture),
    (b"\x1f\x8b", _archive),
)


def read_blocks(path: Path, *, name: str = "", limits: Limits | None = None) -> Document:
    """Read a .docx, a text file or a saved web page. Raises UnreadableFile with one sentence where it cannot be read.

    `name` is what people call the file, where that differs from its name on disk.
    """
    limits, name = limits or Limits(), name or path.name
    try:
        size = path.stat().st_size
        with path.open("rb") as f:
            head = f.read(START)
    except OSError as error:
        raise UnreadableFile(
            Sentence("“%(name)s” cannot be opened (%(reason)s).", name=name, reason=error.strerror or "?")
        ) from None
    if size == 0:
        raise UnreadableFile(Sentence("“%(name)s” is empty; choose the file that holds the document.", name=name))
    if size > limits.file_bytes:
        raise UnreadableFile(
            Sentence(
                "“%(name)s” is larger than %(limit)s MB; a plan document is far smaller, so check that it is the right "
                "file.",
                name=name,
                limit=limits.file_bytes // 1_000_000,
            )
        )
    for signature, said in SIGNATURES:
        if head.startswith(signature):
            raise UnreadableFile(said(name))
    if head.startswith(b"PK"):
        return read_word(path, name=name, limits=limits)
    if name.lower().endswith(".docx"):
        raise UnreadableFile(
            Sentence(
                "“%(name)s” is not a Word document, or it is damaged; open it in Word and save it again.",
                name=name,
            )
        )
    if is_web_page(head):
        return read_web_page(path, name=name, limits=limits)
    return read_text(path, name=name, limits=limits)
