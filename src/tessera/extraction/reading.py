"""Which reader a file needs, told by its bytes and not by its name."""

from __future__ import annotations

from pathlib import Path

from .document import Document, Limits, UnreadableFile
from .text_file import read_text
from .word import read_word

SIGNATURES = (
    (b"%PDF", "a PDF; save it as a Word document (.docx) or as text (.txt)"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old or protected Office file; save it as .docx without a password"),
    (b"{\\rtf", "a rich-text file; save it as .docx"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\x1f\x8b", "a compressed archive"),
)


def read_blocks(path: Path, *, limits: Limits | None = None) -> Document:
    """Read a .docx or plain-text file. Raises UnreadableFile with one sentence where it cannot be read."""
    limits = limits or Limits()
    try:
        size = path.stat().st_size
        with path.open("rb") as f:
            head = f.read(8)
    except OSError as error:
        raise UnreadableFile(f"“{path.name}” cannot be opened ({error.strerror or 'unknown reason'}).") from None
    if size == 0:
        raise UnreadableFile(f"“{path.name}” is empty; choose the file that holds the document.")
    if size > limits.file_bytes:
        raise UnreadableFile(
            f"“{path.name}” is larger than {limits.file_bytes // 1_000_000} MB; a plan document is far smaller, "
            "so check that it is the right file."
        )
    for signature, what in SIGNATURES:
        if head.startswith(signature):
            raise UnreadableFile(f"“{path.name}” is {what}.")
    if head.startswith(b"PK"):
        return read_word(path, limits=limits)
    if path.suffix.lower() == ".docx":
        raise UnreadableFile(
            f"“{path.name}” is not a Word document, or it is damaged; open it in Word and save it again."
        )
    return read_text(path, limits=limits)
