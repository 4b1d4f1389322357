"""What reviewers left in a Word document (.docx): tracked changes and comments, each with who, when and where.

The text is read as it stood before the tracked changes, so that a place is found again in the file that was sent out.
Changes of format alone are left out: they change no word.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from .document import Limits, UnreadableFile
from .sentences import Sentence
from .word import MARKS, MC_FALLBACK, W, bounded_part
from .word_numbering import Numbering

MOST_MARKS, MOST_PLACES, MOST_OPEN = 5_000, 20_000, 50
LONGEST_TEXT, LONGEST_NAME = 5_000, 200
ADDING, REMOVING = {f"{W}ins", f"{W}moveTo"}, {f"{W}del", f"{W}moveFrom"}
TEXTS = {f"{W}t", f"{W}delText"}
TYPED_NUMBER = re.compile(r"\(?(\d{1,3}(?:\.\d{1,3})*)[.)]\s")


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph with text. `label` is the number that is printed before it, "" where there is none."""

    label: str
    text: str


@dataclass(slots=True)
class Mark:
    """A change ("change": what it `removed` and `added`) or a comment ("comment": its `text`, on `quoted` words).

    `paragraph` counts the places from 1; 0 stands before the first. `date` is ISO 8601 as stamped, "" where none is.
    """

    kind: str
    author: str
    date: str
    paragraph: int
    text: str = ""
    quoted: str = ""
    removed: str = ""
    added: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.text.strip() or self.removed.strip() or self.added.strip())


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A document's paragraphs as they were before the changes, and the marks in the order in which they stand."""

    places: tuple[Place, ...]
    marks: tuple[Mark, ...]


def read_review(path: Path, *, name: str = "", limits: Limits | None = None) -> Reviewed:
    """Read a .docx. Raises UnreadableFile with one sentence where it is none, is damaged, or is not honest."""
    limits, name = limits or Limits(), name or path.name
    try:
        if path.stat().st_size > limits.file_bytes:
            raise UnreadableFile(
                Sentence("“%(name)s” is larger than %(limit)s MB.", name=name, limit=limits.file_bytes // 1_000_000)
            )
        with zipfile.ZipFile(path) as archive:
            parts = {
                part: bounded_part(archive, f"word/{part}.xml", name=name, limits=limits)
                for part in ("document", "comments", "numbering", "styles")
            }
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError):
        raise UnreadableFile(
            Sentence("“%(name)s” is not a Word document (.docx), or it is damaged or protected.", name=name)
        ) from None
    body = parts["document"].find(f"{W}body") if parts["document"] is not None else None
    if body is None:
        raise UnreadableFile(Sentence("“%(name)s” is not a Word document (.docx).", name=name))
    reader = _Reader(Numbering(parts["numbering"], parts["styles"]), dict(_comments(parts["comments"])))
    reader.read(body)
    marks = tuple(mark for mark in reader.marks if not mark.is_empty)
    if len(marks) > MOST_MARKS:
        raise UnreadableFile(
            Sentence("“%(name)s” has more than %(most)s changes and comments.", name=name, most=MOST_MARKS)
        )
    if len(reader.places) > MOST_PLACES:
        raise UnreadableFile(Sentence("“%(name)s” has more than %(most)s paragraphs.", name=name, most=MOST_PLACES))
    return Reviewed(tuple(reader.places), marks)


@dataclass(slots=True)
class _Reader:
    """Goes once through the body, in reading order."""

    numbering: Numbering
    comments: dict[str, Mark]
    places: list[Place] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    open_ranges: dict[str, Mark] = field(default_factory=dict)
    open_change: Mark | None = None

    def read(self, body: etree._Element) -> None:
        for node in body.iter(f"{W}p", f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference",
                              *TEXTS, *MARKS):  # fmt: skip
            if node.tag == f"{W}p":
                self.paragraph(node)
            elif node.tag in TEXTS or node.tag in MARKS:
                self.words(node)
            elif node.tag == f"{W}commentRangeEnd":
                self.open_ranges.pop(node.get(f"{W}id", ""), None)
            else:
                self.comment(node)
        self.marks += self.comments.values()  # those that stand nowhere in the text

    def paragraph(self, p: etree._Element) -> None:
        """Begin a paragraph; one that is wholly new stands with the one before it."""
        self.open_change = None
        text = "".join(_text(node) for node in _own(p) if not _changes(node, ADDING)).strip()
        if text:
            printed = self.numbering.label(p)[1].strip().strip("().")
            typed = TYPED_NUMBER.match(text)
            self.places.append(Place(printed or (typed.group(1) if typed else ""), text[:LONGEST_TEXT]))

    def words(self, node: etree._Element) -> None:
        text = _text(node)
        if _hidden(node):
            return
        for mark in self.open_ranges.values():
            mark.quoted = (mark.quoted + text)[:LONGEST_TEXT]
        changes = _changes(node, ADDING | REMOVING)
        if not changes and text:
            self.open_change = None
        for change in changes:
            self.change(change, text)

    def change(self, change: etree._Element, text: str) -> None:
        """What one person removes and adds at one place is one change."""
        author, date = _name(change), change.get(f"{W}date", "")
        mark = self.open_change
        if mark is None or mark.author != author:
            mark = self.open_change = Mark("change", author, date, len(self.places))
            self.marks.append(mark)
        if change.tag in ADDING:
            mark.added = (mark.added + text)[:LONGEST_TEXT]
        else:
            mark.removed = (mark.removed + text)[:LONGEST_TEXT]

    def comment(self, node: etree._Element) -> None:
        """Where a comment begins, or is merely referred to."""
        number = node.get(f"{W}id", "")
        mark = self.comments.pop(number, None)
        if mark is None:
            return
        mark.paragraph = len(self.places)
        self.marks.append(mark)
        if node.tag == f"{W}commentRangeStart" and len(self.open_ranges) < MOST_OPEN:
            self.open_ranges[number] = mark


def _comments(root: etree._Element | None) -> Iterator[tuple[str, Mark]]:
    """The comments by their number; their place is found in the text."""
    for comment in root.iter(f"{W}comment") if root is not None else ():
        lines = ("".join(_text(node) for node in p.iter(*TEXTS, *MARKS)).strip() for p in comment.iter(f"{W}p"))
        text = "\n".join(line for line in lines if line)[:LONGEST_TEXT]
        yield comment.get(f"{W}id", ""), Mark("comment", _name(comment), comment.get(f"{W}date", ""), 0, text=text)


def _own(p: etree._Element) -> Iterator[etree._Element]:
    """The texts of a paragraph without those of text boxes within it."""
    for node in p.iter(*TEXTS, *MARKS):
        if next(node.iterancestors(f"{W}p")) is p and not _hidden(node):
            yield node


def _changes(node: etree._Element, tags: set[str]) -> list[etree._Element]:
    """The tracked changes in which a text stands: one deleted that another had inserted stands in two."""
    return [above for above in node.iterancestors(*tags) if above.getparent() is not None]


def _hidden(node: etree._Element) -> bool:
    """In the second copy of a drawing, or a tab stop of the paragraph's format."""
    return any(True for _ in node.iterancestors(MC_FALLBACK, f"{W}pPr"))


def _text(node: etree._Element) -> str:
    return MARKS.get(node.tag) or node.text or ""


def _name(node: etree._Element) -> str:
    return " ".join(node.get(f"{W}author", "").split())[:LONGEST_NAME]
