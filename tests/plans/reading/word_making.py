"""Word documents for tests: a plan with typed numbers, with Word's own numbering and footnotes, or as a table."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from xml.sax.saxutils import escape

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

LEVELS = {"roman": ("upperRoman", "%1."), "decimal": ("decimal", "%1."), "letter": ("lowerLetter", "%1)")}
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
FOOTNOTE = (
    '<w:footnote w:id="{id}" {ns}><w:p><w:r><w:footnoteRef/></w:r>'
    '<w:r><w:t xml:space="preserve"> {text}</w:t></w:r></w:p></w:footnote>'
)


def typed(lines: Iterable[str], path: Path) -> Path:
    """One paragraph for each line that is not blank, numbers and letters typed by hand."""
    document = docx.Document()
    for line in lines:
        if line.strip():
            document.add_paragraph(line)
    document.save(str(path))
    return path


class Numbered:
    """A document whose numbers and letters Word prints; each list that starts anew is a list of its own."""

    def __init__(self) -> None:
        self.document: Document = docx.Document()
        self.notes: list[str] = []
        self._current: dict[str, int] = {}
        self._next = 900

    def add(self, text: str, *, kind: str = "", anew: bool = False, note: str = "") -> None:
        """A paragraph; `kind` roman, decimal or letter gives it a number that counts on, or from one again."""
        paragraph = self.document.add_paragraph(text)
        if kind:
            if anew or kind not in self._current:
                self._current[kind] = self._list(kind)
            properties = paragraph._p.get_or_add_pPr()
            number = self._current[kind]
            properties.append(
                parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>')
            )
        if note:
            self.notes.append(note)
            reference = f'<w:r {nsdecls("w")}><w:footnoteReference w:id="{len(self.notes)}"/></w:r>'
            paragraph._p.append(parse_xml(reference))

    def save(self, path: Path) -> Path:
        self.document.save(str(path))
        if self.notes:
            _footnotes_add(path, self.notes)
        return path

    def _list(self, kind: str) -> int:
        numbering = self.document.part.numbering_part.element
        number, self._next = self._next, self._next + 1
        shape, printed = LEVELS[kind]
        abstract = parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
            f'<w:numFmt w:val="{shape}"/><w:lvlText w:val="{printed}"/></w:lvl></w:abstractNum>'
        )
        first = numbering.find(qn("w:num"))
        numbering.insert(list(numbering).index(first), abstract) if first is not None else numbering.append(abstract)
        numbering.append(
            parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>')
        )
        return number


def _footnotes_add(path: Path, notes: list[str]) -> None:
    """python-docx makes no footnotes: the part, its type and its relation are put in by hand."""
    name_space = nsdecls("w")
    body = "".join(FOOTNOTE.format(id=i, ns=name_space, text=escape(text)) for i, text in enumerate(notes, 1))
    part = f'<?xml version="1.0" encoding="UTF-8"?><w:footnotes {name_space}>{body}</w:footnotes>'
    edits: dict[str, Callable[[str], str]] = {
        "[Content_Types].xml": lambda t: t.replace(
            "</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{MAIN}.footnotes+xml"/></Types>'
        ),
        "word/_rels/document.xml.rels": lambda t: t.replace(
            "</Relationships>",
            f'<Relationship Id="rIdNotes" Type="{RELATIONS}/footnotes" Target="footnotes.xml"/></Relationships>',
        ),
    }
    with zipfile.ZipFile(path) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in parts.items():
            target.writestr(name, edits[name](data.decode()) if name in edits else data)
        target.writestr("word/footnotes.xml", part)


def table(rows: list[list[str | None]], path: Path, *, before: Iterable[str] = ()) -> Path:
    """Paragraphs, then one table; a row of one text is one cell over the whole width, and None
    continues the cell above."""
    document = docx.Document()
    for line in before:
        document.add_paragraph(line)
    made = document.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        cells = made.add_row().cells
        if len(row) == 1:
            cells[0].merge(cells[-1]).text = row[0]
            continue
        for cell, text in zip(cells, row, strict=True):
            if text is None:
                made.cell(len(made.rows) - 2, cell._tc.grid_offset).merge(cell)
            else:
                cell.text = text
    document.save(str(path))
    return path


PARTS = re.compile(
    r"\s*(?:(?P<roman>[IVX]+)\.\s+|(?P<decimal>\d+)\.\s*(?=\D)|(?P<letter>[a-z])\)\s*)(?P<words>.*)", re.DOTALL
)


def automatic(lines: Iterable[str], path: Path, *, footnote: re.Pattern[str]) -> Path:
    """The lines of a plan with their numbers and letters turned into Word's own numbering.

    `footnote` finds an inline conversion of a footnote, with its text as group 1; it becomes a real one.
    """
    made = Numbered()
    for line in filter(str.strip, lines):
        found = PARTS.fullmatch(line.rstrip())
        words, note = (found["words"] if found else line.strip()), ""
        if inline := footnote.search(words):
            words, note = footnote.sub("", words), inline[1].strip()
        kind = next((kind for kind in LEVELS if found and found[kind]), "")
        anew = bool(found and found["letter"] == "a")
        made.add(words, kind=kind, anew=anew, note=note)
    return made.save(path)
