"""Word documents (.docx, ECMA-376): paragraphs with the numbers that Word prints, table rows, notes.

Only the parts that hold text are unpacked, each within its bound, so a zip bomb costs no more than an honest file.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from .document import Block, Document, Limits, UnreadableFile
from .sentences import Sentence
from .word_numbering import Numbering

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
HEADERS = ("header1", "header2", "header3")
MOST_COLUMNS = 63  # of a table in Word
SKIPPED = {f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}rPr", f"{W}tblPr", f"{W}sectPr", MC_FALLBACK}
MARKS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}


def read_word(path: Path, *, name: str, limits: Limits) -> Document:
    """Blocks of a Word document's body. Raises UnreadableFile where the file is no sound .docx."""
    try:
        with zipfile.ZipFile(path) as archive:
            _check(archive, name, limits)
            parts = {
                part: _part(archive, f"word/{part}.xml", name, limits)
                for part in ("document", "numbering", "styles", "footnotes", "endnotes", *HEADERS)
            }
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError):
        raise UnreadableFile(
            Sentence(
                "“%(name)s” is a damaged or protected Word document; open it in Word and save it again.",
                name=name,
            )
        ) from None
    body = parts["document"].find(f"{W}body") if parts["document"] is not None else None
    if body is None:
        raise UnreadableFile(Sentence("“%(name)s” holds no Word document; choose a .docx or a .txt.", name=name))
    reader = _Reader(
        numbering=Numbering(parts["numbering"], parts["styles"]),
        notes={"footnote": _notes(parts["footnotes"]), "endnote": _notes(parts["endnotes"])},
    )
    blocks = tuple(reader.blocks(body))
    if not blocks:
        raise UnreadableFile(Sentence("“%(name)s” holds no text.", name=name))
    return Document(blocks, heads=tuple(dict.fromkeys(_heads(parts))))


def bounded_part(archive: zipfile.ZipFile, member: str, *, name: str, limits: Limits) -> etree._Element | None:
    """A part of a packed document as XML, None where it is missing. Raises UnreadableFile for what is not honest."""
    _check(archive, name, limits)
    return _part(archive, member, name, limits)


def _check(archive: zipfile.ZipFile, name: str, limits: Limits) -> None:
    members = archive.infolist()
    unpacked, packed = sum(m.file_size for m in members), sum(m.compress_size for m in members)
    if len(members) > limits.members or unpacked > 10 * limits.part_bytes or unpacked > limits.ratio * max(1, packed):
        raise _blown_up(name)


def _blown_up(name: str) -> UnreadableFile:
    return UnreadableFile(
        Sentence("“%(name)s” unpacks to far more than a document holds and was not opened.", name=name)
    )


def _part(archive: zipfile.ZipFile, member: str, name: str, limits: Limits) -> etree._Element | None:
    """A part as XML; at most part_bytes are unpacked, whatever the archive's table of contents claims."""
    if member not in archive.namelist():
        return None
    with archive.open(member) as f:
        raw = f.read(limits.part_bytes + 1)
    if len(raw) > limits.part_bytes:
        raise _blown_up(name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True)
    try:
        root = etree.fromstring(raw, parser)
    except etree.XMLSyntaxError:
        raise UnreadableFile(
            Sentence("“%(name)s” is a damaged Word document; open it in Word and save it again.", name=name)
        ) from None
    if b"<!DOCTYPE" in raw[:2_000]:
        raise UnreadableFile(
            Sentence("“%(name)s” declares XML entities, which no Word document does, and was not opened.", name=name)
        )
    return root


def _notes(root: etree._Element | None) -> dict[str, str]:
    if root is None:
        return {}
    return {
        note.get(f"{W}id", ""): " ".join("".join(_words(p)) for p in note.iter(f"{W}p")).strip()
        for note in root
        if note.get(f"{W}type") in (None, "normal")
    }


def _heads(parts: dict[str, etree._Element | None]) -> Iterator[str]:
    """What stands above every page, each text once."""
    for part in HEADERS:
        root = parts[part]
        for paragraph in root.iter(f"{W}p") if root is not None else ():
            if words := " ".join("".join(_words(paragraph)).split()):
                yield words


@dataclass(slots=True)
class _Reader:
    """Walks the body once, counting paragraphs and numbers as it goes."""

    numbering: Numbering
    notes: dict[str, dict[str, str]]
    paragraphs: int = field(default=0)

    def blocks(self, parent: etree._Element) -> Iterator[Block]:
        for child in parent:
            if child.tag == f"{W}p":
                block = self.paragraph(child)
                if block.text or block.number:
                    yield block
            elif child.tag == f"{W}tbl":
                yield from self.rows(child)
            elif child.tag in SKIPPED:
                continue
            else:  # content controls, insertions, custom XML: what they wrap counts
                yield from self.blocks(child)

    def paragraph(self, p: etree._Element) -> Block:
        self.paragraphs += 1
        text = "".join(_words(p)).replace("\u00ad", "").strip()
        style, number = self.numbering.label(p) if text else (self.numbering.style_of(p), "")
        return Block(text=text, line=self.paragraphs, number=number, style=style, notes=tuple(self.cited(p)))

    def rows(self, table: etree._Element) -> Iterator[Block]:
        for row in table.iter(f"{W}tr"):
            if next(row.iterancestors(f"{W}tbl")) is not table:
                continue  # a nested table's row is read within its cell
            first, cells, notes = self.paragraphs + 1, [], []
            for cell in row.iter(f"{W}tc"):
                if next(cell.iterancestors(f"{W}tr")) is not row:
                    continue
                inner = [] if _continues(cell) else list(self.blocks(cell))
                cells += ["\n".join(f"{b.number} {b.text}".strip() for b in inner)] + [""] * (_columns(cell) - 1)
                notes += [n for b in inner for n in b.notes]
            if any(cells):
                text = " | ".join(c for c in cells if c)
                yield Block(text=text, line=first, cells=tuple(cells), notes=tuple(notes))

    def cited(self, p: etree._Element) -> Iterator[str]:
        for kind, found in self.notes.items():
            for reference in p.iter(f"{W}{kind}Reference"):
                if words := found.get(reference.get(f"{W}id", "")):
                    yield words


def _continues(cell: etree._Element) -> bool:
    """Whether a cell only continues one merged from above."""
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    return merge is not None and merge.get(f"{W}val") != "restart"


def _columns(cell: etree._Element) -> int:
    """How many columns a cell covers: one, or what its span says, within what Word itself allows."""
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    printed = span.get(f"{W}val", "") if span is not None else ""
    return min(max(int(printed), 1), MOST_COLUMNS) if printed.isascii() and printed.isdigit() else 1


def _words(node: etree._Element) -> Iterator[str]:
    """The text of a paragraph, deleted text left out, tabs and line breaks kept."""
    for child in node:
        if child.tag in SKIPPED:
            continue
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in MARKS:
            yield MARKS[child.tag]
        else:
            yield from _words(child)
