"""Word documents with tracked changes and comments, made for tests from a short notation."""

from __future__ import annotations

import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def ins(text: str, author: str = "Ana Velmar", date: str = "2030-05-02T10:15:00Z") -> str:
    return f'<w:ins w:id="1" w:author="{author}" w:date="{date}">{run(text)}</w:ins>'


def gone(text: str, author: str = "Ana Velmar", date: str = "2030-05-02T10:15:00Z") -> str:
    inner = f'<w:r><w:delText xml:space="preserve">{escape(text)}</w:delText></w:r>'
    return f'<w:del w:id="2" w:author="{author}" w:date="{date}">{inner}</w:del>'


def on(number: int, text: str) -> str:
    """Words that comment `number` stands on."""
    return f'<w:commentRangeStart w:id="{number}"/>{run(text)}<w:commentRangeEnd w:id="{number}"/>'


def comment(number: int, text: str, author: str = "Lio Senna", date: str = "2030-05-03T09:00:00Z") -> str:
    said = "".join(f"<w:p>{run(line)}</w:p>" for line in text.split("\n"))
    return f'<w:comment w:id="{number}" w:author="{author}" w:date="{date}">{said}</w:comment>'


def marked(path: Path, *paragraphs: str, comments: str = "", body: str = "") -> Path:
    """A .docx of paragraphs that are made of the pieces above."""
    inner = body or "".join(f"<w:p>{one}</w:p>" for one in paragraphs)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("word/document.xml", f"<w:document {NS}><w:body>{inner}</w:body></w:document>")
        if comments:
            archive.writestr("word/comments.xml", f"<w:comments {NS}>{comments}</w:comments>")
    return path
