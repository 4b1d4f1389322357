"""Web pages saved as files: one block for each paragraph, heading, list item or table row that a reader would see."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree, html

from .document import Block, Document, Limits, UnreadableFile
from .sentences import Sentence

MARK = re.compile(
    rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
START = 2_000  # bytes in which a web page says what it is
DEEPEST = 200  # elements within one another; a page is a few dozen deep
HIDDEN = {"script", "style", "noscript", "template", "head", "svg", "select", "button", "nav", "iframe", "object"}
BREAKS = {
    "address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "fieldset", "figure", "footer", "form",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "table", "tbody",
    "td", "th", "thead", "tfoot", "tr", "ul",
}  # fmt: skip
BULLET = "•"
ROW, CELL = "row", "\x1f"  # how a row is told from a block, and its cells from one another


def is_web_page(start: bytes) -> bool:
    return MARK.match(start[:START].removeprefix(b"\xef\xbb\xbf")) is not None


def read_web_page(path: Path, *, name: str, limits: Limits, rows: bool = False) -> Document:
    """Blocks of an HTML file; what is not shown is left out. Raises UnreadableFile where it holds no text.

    With `rows`, a table's row is one block with cells; else every cell is a block.
    """
    raw = path.read_bytes()
    parser = html.HTMLParser(encoding=_encoding(raw), no_network=True, remove_comments=True, huge_tree=False)
    try:
        root = html.document_fromstring(raw, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        root = None
    blocks = tuple(_blocks(root, rows)) if root is not None else ()
    if not blocks:
        raise UnreadableFile(Sentence("“%(name)s” holds no text.", name=name))
    if max(len(block.text) for block in blocks) > limits.line_characters:
        raise UnreadableFile(Sentence("“%(name)s” is not a page of text.", name=name))
    return Document(blocks)


def _encoding(raw: bytes) -> str:
    """UTF-8 where the bytes are that, else what the page says and there is, else Windows-1252."""
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        told = re.search(rb"charset=[\"']?([\w-]+)", raw[:START])
        return _known(told[1].decode("ascii", "replace")) if told else "cp1252"
    return "utf-8"


def _known(encoding: str) -> str:
    try:
        etree.HTMLParser(encoding=encoding)
    except LookupError:
        return "cp1252"
    return encoding


def _blocks(root: html.HtmlElement, rows: bool) -> Iterator[Block]:
    line = 0
    for style, text in _runs(root, rows):
        if style == ROW:
            line += 1
            cells = tuple(" ".join(cell.split()) for cell in text.split(CELL))
            yield Block(text=" | ".join(cell for cell in cells if cell), line=line, cells=cells)
        elif words := " ".join(text.split()):
            line += 1
            heading = style if re.fullmatch("h[1-6]", style) else ""
            number = BULLET if style == "li" and not re.match(r"[•\-–➢►]|\(?\w{1,4}[.)]\s", words) else ""
            yield Block(text=words, line=line, number=number, style=heading)


def _runs(root: html.HtmlElement, rows: bool) -> Iterator[tuple[str, str]]:
    """The innermost block's name and the text between two breaks."""
    text: list[str] = []
    style = ""
    for at, said in _walk(root, 0, rows):
        if at is None:
            text.append(said)
            continue
        if "".join(text).strip():
            yield style, "".join(text)
            style = ""
        text = []
        if at == ROW:
            yield ROW, said
        elif at != "/":
            style = at
    if text:
        yield style, "".join(text)


def _walk(node: html.HtmlElement, depth: int, rows: bool) -> Iterator[tuple[str | None, str]]:
    """(None, text) for text, (name, "") where a block begins, ("/", "") where one ends."""
    if not isinstance(node.tag, str) or node.tag in HIDDEN or depth > DEEPEST or "hidden" in node.attrib:
        return
    if rows and node.tag == "tr" and (cells := node.xpath("./td|./th")):
        yield ROW, CELL.join(" ".join(said for _at, said in _walk(cell, depth + 1, False)) for cell in cells)
        return
    breaks = node.tag in BREAKS
    if breaks:
        yield node.tag, ""
    if node.text:
        yield None, node.text
    for child in node:
        yield from _walk(child, depth + 1, rows)
        if child.tail:
            yield None, child.tail
    if breaks:
        yield "/", ""
