"""Any file to passages, told by its bytes: PDF, Word, OpenDocument, saved web pages, plain text."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from ..document import Block, Limits, UnreadableFile, shown_name
from ..laid_pages import LaidPage, Stretch, laid_pages
from ..numbered import RUNNING
from ..open_document import is_open_document, read_open_document
from ..pages import joined
from ..reading import read_blocks
from ..sentences import Sentence
from ..web_page import is_web_page, read_web_page
from .blocks import block_passages
from .body import ENDNOTES, LAST, Bodies, bodies
from .flowing import Element, asides_out, flowed
from .marks import GluedNotes
from .numbered_report import numbered_report
from .ordering import lines_of
from .passage import Passage, ReadDocument
from .scans import ScanLimits, Scans, page_list, scans_read
from .tables import Row, tables_of

LIMITS = Limits(file_bytes=60_000_000, part_bytes=80_000_000)
FRONT = 3_000  # characters of the first page
TITLE = 200
TRAILING = re.compile(r"(?<=[^\W\d_]{3})\d{1,3}$")  # the number of a note behind a heading
LETTERHEAD = re.compile(
    r"united|nations|unies|united nations|nations unies|naciones unidas|general|distr\b.*|original\b.*|english"
    r"|general assembly|assemblée générale|asamblea general|economic and social council|human rights council.*"
    r"|working group on the.*|[A-Z]+(?:/[\w.()-]+)+|\d.*",
    re.IGNORECASE,
)
CHAPTER = re.compile(r"(?:[IVX]{1,5}|[A-Z]|\d{1,2})[.)]\s")
START = 1_024
SCAN_LIMITS = ScanLimits()


def read_passages(
    path: Path, *, name: str = "", limits: Limits = LIMITS, scans: ScanLimits = SCAN_LIMITS
) -> ReadDocument:
    """The passages of a file. Raises UnreadableFile with one sentence where it cannot be read or holds no text."""
    name = shown_name(name or path.name)
    try:
        with path.open("rb") as f:
            start = f.read(START)
    except OSError as error:
        raise UnreadableFile(
            Sentence("“%(name)s” cannot be opened (%(reason)s).", name=name, reason=error.strerror or "?")
        ) from None
    if b"%PDF" in start:
        return _of_pages(*scans_read(path, laid_pages(path, name=name), name=name, limits=scans), name)
    if is_open_document(path, start):
        return _of_blocks(read_open_document(path, name=name, limits=limits).blocks)
    if is_web_page(start) and path.stat().st_size <= limits.file_bytes:
        return _of_blocks(read_web_page(path, name=name, limits=limits, rows=True).blocks)
    document = read_blocks(path, name=name, limits=limits)
    if any(block.style or block.number or block.cells for block in document.blocks):
        return _of_blocks(document.blocks)
    return _of_text(document.blocks, remarks=document.warnings)


def _of_pages(pages: Sequence[LaidPage], scans: Scans, name: str) -> ReadDocument:
    if not any(page.has_text or (page.stretches and not page.pictured) for page in pages):
        raise UnreadableFile(_without_text(pages, scans, name))
    body = bodies(pages)
    elements = list(asides_out(_elements(body), body.size))
    report = numbered_report(elements)
    passages = tuple(_with_certainty(report or flowed(elements), scans))
    first = [one.text for one in pages[0].stretches]
    front = joined(first)[:FRONT]
    remarks = (*_damaged(pages), *_missing(report or (), pages), *scans.remarks())
    return ReadDocument(passages, _title(pages), front, len(pages), tuple(body.notes), remarks)


def _without_text(pages: Sequence[LaidPage], scans: Scans, name: str) -> Sentence:
    if all(page.is_damaged for page in pages):
        return Sentence("“%(name)s” is a damaged or protected PDF.", name=name)
    if not any(page.pictured for page in pages):
        return Sentence("“%(name)s” holds no text.", name=name)
    if scans.unread:
        return Sentence(
            "“%(name)s” holds pictures of pages and no text; let a program recognize the text first.", name=name
        )
    return Sentence("“%(name)s” holds pictures of pages in which no text could be recognized.", name=name)


def _damaged(pages: Sequence[LaidPage]) -> Iterator[Sentence]:
    damaged = [page.number for page in pages if page.is_damaged]
    if damaged:
        yield Sentence("Pages that are damaged and could not be read: %(pages)s.", pages=page_list(damaged))


def _missing(report: Sequence[Passage], pages: Sequence[LaidPage]) -> Iterator[Sentence]:
    """Numbers that a report leaves out, whether its authors did or a damaged page; empty pages tell which."""
    found = {int(one.number[:-1]) for one in report if one.kind == "paragraph" and one.number[:-1].isdigit()}
    missing = set(range(min(found), max(found))) - found if found else set()
    empty = [page.number for page in pages if page.is_empty and not page.is_damaged]
    if missing and empty:
        yield Sentence("Pages that are blank or could not be read: %(pages)s.", pages=page_list(empty))
    if missing:
        yield Sentence("Numbers of paragraphs that were not found: %(numbers)s.", numbers=page_list(missing))


def _with_certainty(passages: Sequence[Passage], scans: Scans) -> Iterator[Passage]:
    for one in passages:
        certainty = scans.certainty.get(one.page)
        yield one if certainty is None else replace(one, certainty=certainty)


def _elements(body: Bodies) -> list[Element]:
    """Lines and table rows of all pages; a head that is printed again on the next page is left out."""
    elements: list[Element] = []
    columns: tuple[str, ...] = ()
    for page in body.pages:
        tables = tables_of(page.stretches, page.page.drawn, page.page.width) if _is_tabular(page.stretches) else []
        used = {at: table for table in tables for at in table.used}
        run: list[Stretch] = []
        done: set[int] = set()
        for at, one in enumerate(page.stretches):
            if at not in used:
                run.append(one)
                continue
            table = used[at]
            if id(table) in done:
                continue
            done.add(id(table))
            elements += lines_of(run, page.page.width)
            run = []
            rows = list(table.rows)
            if columns and len(columns) == len(rows[0].cells):
                if rows[0].cells == columns:
                    rows = rows[1:]
                elif not run:
                    rows = [replace(row, columns=columns) for row in rows] if _goes_on(elements, rows[0]) else rows
            columns = rows[-1].columns if rows else columns
            elements += rows
        elements += lines_of(run, page.page.width)
    return elements


def _goes_on(elements: Sequence[Element], row: Row) -> bool:
    """Whether a table at a page's head goes on from the page before."""
    return bool(elements) and isinstance(elements[-1], Row) and elements[-1].page == row.page - 1


def _is_tabular(stretches: Sequence[Stretch]) -> bool:
    return any(a.is_level_with(b) for a, b in itertools.pairwise(stretches)) or len(stretches) > 2


def _title(pages: Sequence[LaidPage]) -> str:
    """The largest words of the first page that has any."""
    stretches = next((page.stretches for page in pages if page.stretches), ())
    words = [
        one
        for one in stretches
        if len(re.findall(r"[^\W\d_]", one.text)) > 2 and not LETTERHEAD.fullmatch(one.text.strip(" *:"))
    ]
    if not words:
        return ""
    largest = max(one.size for one in words)
    title: list[str] = []
    for one in words:
        if one.size > largest - 1.5 and not CHAPTER.match(one.text):
            title.append(one.text)
        elif title:
            break
    return joined(title)[:TITLE]


def _of_blocks(blocks: Sequence[Block]) -> ReadDocument:
    passages, title = block_passages(blocks)
    notes = tuple(note for block in blocks for note in block.notes)
    front = " ".join(block.text for block in blocks[:40])[:FRONT]
    return ReadDocument(tuple(passages), title[:TITLE], front, notes=notes)


def _of_text(blocks: Sequence[Block], remarks: tuple[Sentence, ...]) -> ReadDocument:
    """Plain text: lines without places, whose paragraphs, headings and notes only their words tell."""
    lines, notes = _without_endnotes([block for block in blocks if not RUNNING.fullmatch(block.text)])
    stretches = [Stretch(block.text, 0, 0.0, 0.0, -float(block.line), 0.0) for block in lines]
    passages = numbered_report(stretches) or flowed(stretches)
    glued = GluedNotes()
    cleaned = [
        replace(one, text=glued.taken_out(one.text), headings=tuple(TRAILING.sub("", h) for h in one.headings))
        for one in passages
    ]
    words = [block.text for block in blocks[:60]]
    title = next((text for text in words if len(text.split()) > 1 and not LETTERHEAD.fullmatch(text.strip(" *:"))), "")
    return ReadDocument(
        tuple(one for one in cleaned if one.text), title[:TITLE], " ".join(words)[:FRONT], notes=notes, remarks=remarks
    )


def _without_endnotes(blocks: list[Block]) -> tuple[list[Block], tuple[str, ...]]:
    for at, block in enumerate(blocks):
        if at > LAST * len(blocks) and ENDNOTES.fullmatch(block.text):
            return blocks[:at], tuple(one.text for one in blocks[at + 1 :])
    return blocks, ()
