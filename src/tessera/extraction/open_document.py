"""OpenDocument texts (.odt, ISO/IEC 26300): paragraphs, headings, list items, table rows, notes."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from .document import Block, Document, Limits, UnreadableFile
from .sentences import Sentence
from .word import bounded_part

MIMETYPE = b"mimetypeapplication/vnd.oasis.opendocument.text"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
SKIPPED = {f"{TEXT}note", f"{OFFICE}annotation", f"{TEXT}tracked-changes", f"{TEXT}table-of-content"}
SIGNS = {f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n", f"{TEXT}s": " "}
DEEPEST = 100
MOST_COLUMNS = 63
BULLET = "•"


def is_open_document(path: Path, start: bytes) -> bool:
    """Told by what the first member of the archive says, as the standard asks."""
    return start.startswith(b"PK") and MIMETYPE in start


def read_open_document(path: Path, *, name: str, limits: Limits) -> Document:
    """Blocks of an OpenDocument text. Raises UnreadableFile where the file is no sound one."""
    try:
        with zipfile.ZipFile(path) as archive:
            root = bounded_part(archive, "content.xml", name=name, limits=limits)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError):
        root = None
    body = root.find(f"{OFFICE}body/{OFFICE}text") if root is not None else None
    if body is None:
        raise UnreadableFile(Sentence("“%(name)s” is a damaged or protected OpenDocument text.", name=name))
    blocks = tuple(_blocks(body, 0))
    if not blocks:
        raise UnreadableFile(Sentence("“%(name)s” holds no text.", name=name))
    return Document(blocks)


def _blocks(parent: etree._Element, depth: int, number: str = "") -> Iterator[Block]:
    if depth > DEEPEST:
        return
    for at, child in enumerate(parent, start=1):
        if child.tag == f"{TEXT}h":
            level = child.get(f"{TEXT}outline-level", "1")
            yield from _block(child, at, style=f"h{level[:1]}")
        elif child.tag == f"{TEXT}p":
            yield from _block(child, at, number=number)
            number = ""
        elif child.tag == f"{TEXT}list-item":
            yield from _blocks(child, depth + 1, BULLET)
        elif child.tag == f"{TABLE}table":
            yield from _rows(child)
        elif child.tag not in SKIPPED:
            yield from _blocks(child, depth + 1)


def _block(node: etree._Element, line: int, *, style: str = "", number: str = "") -> Iterator[Block]:
    text = " ".join("".join(_words(node, 0)).split())
    notes = tuple(" ".join(" ".join(map(str, note.itertext())).split()) for note in node.iter(f"{TEXT}note-body"))
    if text:
        yield Block(text=text, line=line, number=number, style=style, notes=notes)


def _rows(table: etree._Element) -> Iterator[Block]:
    for line, row in enumerate(table.iter(f"{TABLE}table-row"), start=1):
        cells = [
            " ".join(" ".join("".join(_words(p, 0)) for p in cell.iter(f"{TEXT}p", f"{TEXT}h")).split())
            for cell in list(row)[:MOST_COLUMNS]
            if cell.tag in (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")
        ]
        if any(cells):
            yield Block(text=" | ".join(cell for cell in cells if cell), line=line, cells=tuple(cells))


def _words(node: etree._Element, depth: int) -> Iterator[str]:
    yield node.text or ""
    for child in node:
        if child.tag in SIGNS:
            yield SIGNS[child.tag]
        elif child.tag not in SKIPPED and isinstance(child.tag, str) and depth < DEEPEST:
            yield from _words(child, depth + 1)
        yield child.tail or ""
