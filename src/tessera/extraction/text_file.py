"""Plain text: one block a line, blank lines kept as gaps."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from .document import Block, Document, Limits, UnreadableFile
from .sentences import Sentence

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")


def read_text(path: Path, *, name: str, limits: Limits) -> Document:
    """Blocks of a text file in UTF-8, UTF-16 or Windows-1252."""
    text, warnings = _decoded(path, name)
    if not text.strip():
        raise UnreadableFile(Sentence("“%(name)s” holds no text.", name=name))
    blocks, gap = [], True
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), start=1):
        if len(line) > limits.line_characters:
            raise UnreadableFile(
                Sentence(
                    "“%(name)s” has a line of %(count)s characters and is no plan document.",
                    name=name,
                    count=f"{len(line):,}",
                )
            )
        words = line.replace("\u00ad", "").strip()
        if words:
            blocks.append(Block(text=words, line=number, gap=gap))
        gap = not words
    return Document(tuple(blocks), warnings)


def read_lines(path: Path, *, name: str) -> list[str]:
    """The lines of a text file that are not blank, trimmed. Raises UnreadableFile where it is no text."""
    text, _warnings = _decoded(path, name)
    return [words for line in re.split(r"\r\n|\r|\n", text) if (words := line.strip())]


def _decoded(path: Path, name: str) -> tuple[str, tuple[Sentence, ...]]:
    raw = path.read_bytes()
    encoding = next((codec for bom, codec in BOMS if raw.startswith(bom)), "utf-8")
    try:
        text = raw.decode(encoding)
        warnings: tuple[Sentence, ...] = ()
    except UnicodeDecodeError:
        text = raw.decode("cp1252", errors="replace")
        warnings = (
            Sentence("The text is not in UTF-8; it was read as Windows-1252, so check accents and quotation marks."),
        )
    if len(CONTROL.findall(text[:100_000])) > len(text[:100_000]) // 100:
        raise UnreadableFile(Sentence("“%(name)s” is not a text file; choose a .docx or a .txt.", name=name))
    return CONTROL.sub(" ", text), warnings
