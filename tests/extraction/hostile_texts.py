"""Packed documents, web pages and texts that are damaged or meant to do harm; and one thing in the guise of another."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable

from . import hostile_pdfs

Made = dict[str, Callable[[], bytes]]

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
)
WORDS = "Roma wait for water in the made-up valley, as the survey says."
LAUGHS = "".join(
    f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefghi", "bcdefghij", strict=True)
)
LAUGHING = f'<!DOCTYPE d [<!ENTITY a "ha">{LAUGHS}]>'
FOREIGN = '<!DOCTYPE d [<!ENTITY j SYSTEM "file:///etc/passwd">]>'
AFAR = '<!DOCTYPE d SYSTEM "http://a.invalid/launched.dtd">'
QUADRATIC = f'<!DOCTYPE d [<!ENTITY j "{"ha" * 50_000}">]>'


def packed(parts: dict[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method, compresslevel=1) as archive:
        for name, data in parts.items():
            archive.writestr(name, data, zipfile.ZIP_STORED if name == "mimetype" else None)
    return held.getvalue()


def word(body: str = f"<w:p><w:r><w:t>{WORDS}</w:t></w:r></w:p>", *, before: str = "") -> bytes:
    return packed({"word/document.xml": f"{before}<w:document {W}><w:body>{body}</w:body></w:document>".encode()})


def open_text(body: str = f"<text:p>{WORDS}</text:p>", *, before: str = "") -> bytes:
    inner = f"<office:body><office:text>{body}</office:text></office:body>"
    content = f"{before}<office:document-content {SPACES}>{inner}</office:document-content>"
    return packed({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": content.encode()})


def web(body: str = f"<p>{WORDS}</p>", *, before: str = "<!doctype html>") -> bytes:
    return f"{before}<html><body>{body}</body></html>".encode()


def bomb(part: str, megabytes: int = 100, **more: bytes) -> bytes:
    return packed({**more, part: b" " * (megabytes * 1_000_000)})


def lying_bomb() -> bytes:
    """The archive's list says that the part is small."""
    data = bytearray(bomb("word/document.xml"))
    at = data.rfind(b"PK\x01\x02")
    data[at + 24 : at + 28] = (1_000).to_bytes(4, "little")
    return bytes(data)


def matryoshka() -> bytes:
    data = word()
    for _ in range(40):
        data = packed({"word/document.xml": data})
    return data


def nested(tag: str, inner: str, depth: int) -> str:
    return f"<{tag}>" * depth + inner + f"</{tag}>" * depth


SOUND: dict[str, Callable[[], bytes]] = {
    "pdf": hostile_pdfs.sound,
    "docx": word,
    "odt": open_text,
    "html": web,
    "txt": lambda: f"1. {WORDS}\n".encode(),
}
GUISES: dict[str, bytes] = {
    "picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8,
    "photograph": b"\xff\xd8\xff\xe0" + bytes(range(256)) * 8,
    "archive": b"\x1f\x8b\x08" + bytes(range(256)) * 8,
    "old-office": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000),
    "rich-text": b"{\\rtf1 {\\object\\objdata 0105}}",
    "program": b"\x7fELF\x02\x01\x01" + bytes(3_000),
    "nothing": b"",
    "nulls": bytes(5_000),
}


def truncated(kind: str, part: float) -> bytes:
    data = SOUND[kind]()
    return data[: int(len(data) * part)]


def bitten(kind: str, seed: int) -> bytes:
    """A sound file in which some bytes are others."""
    data, drawn = bytearray(SOUND[kind]()), random.Random(seed)
    for _ in range(1 + len(data) // 60):
        data[drawn.randrange(len(data))] = drawn.randrange(256)
    return bytes(data)


TEXTS: Made = {
    "laughs.docx": lambda: word("<w:p><w:r><w:t>&j;</w:t></w:r></w:p>", before=LAUGHING),
    "laughs.odt": lambda: open_text("<text:p>&j;</text:p>", before=LAUGHING),
    "laughs.html": lambda: web("<p>&j;</p>", before=LAUGHING),
    "foreign.docx": lambda: word("<w:p><w:r><w:t>&j;</w:t></w:r></w:p>", before=FOREIGN),
    "foreign.odt": lambda: open_text("<text:p>&j;</text:p>", before=FOREIGN),
    "afar.docx": lambda: word(before=AFAR),
    "afar.odt": lambda: open_text(before=AFAR),
    "quadratic.docx": lambda: word(f"<w:p><w:r><w:t>{'&j;' * 9_000}</w:t></w:r></w:p>", before=QUADRATIC),
    "quadratic.odt": lambda: open_text(f"<text:p>{'&j;' * 9_000}</text:p>", before=QUADRATIC),
    "bomb.docx": lambda: bomb("word/document.xml"),
    "bomb.odt": lambda: bomb("content.xml", mimetype=b"application/vnd.oasis.opendocument.text"),
    "bomb-lying.docx": lying_bomb,
    "bomb-beside.docx": lambda: bomb("word/media/a.bin", **{"word/document.xml": b"<a/>"}),
    "parts.docx": lambda: packed({f"word/media/{at}": b"" for at in range(9_000)}),
    "matryoshka.docx": matryoshka,
    "climbing.docx": lambda: packed({"../../../launched": b"x", "/launched": b"x"}),
    "deep-tables.docx": lambda: word("<w:tbl><w:tr><w:tc>" * 90 + "</w:tc></w:tr></w:tbl>" * 90),
    "deep.docx": lambda: word(nested("w:sdt", WORDS, 100_000)),
    "deep-little.docx": lambda: word(nested("w:sdt", WORDS, 200)),
    "wide-span.docx": lambda: word(
        f'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr><w:p><w:r><w:t>{WORDS}</w:t></w:r></w:p>'
        "</w:tc></w:tr></w:tbl>"
    ),
    "deep.odt": lambda: open_text(nested("text:section", f"<text:p>{WORDS}</text:p>", 100_000)),
    "deep-little.odt": lambda: open_text(nested("text:section", f"<text:p>{WORDS}</text:p>", 200)),
    "deep-words.odt": lambda: open_text(f"<text:p>{nested('text:span', WORDS, 240)}</text:p>"),
    "deep.html": lambda: web(nested("div", WORDS, 100_000)),
    "deep-open.html": lambda: web("<b><i><font><table><tr><td>" * 20_000 + WORDS),
    "deep-rows.html": lambda: web("<table><tr><td>" * 300 + WORDS),
    "attributes.html": lambda: web(f"<p {' '.join(f'a{at}=b' for at in range(6_000))}>{WORDS}</p>"),
    "script.html": lambda: web("<script>steal()</script><p onclick=steal()>Roma wait.</p><iframe src=file:///etc/passwd>"),
    "outside.html": lambda: web('<link rel=stylesheet href="http://a.invalid/launched"><img src=file:///etc/passwd>Roma.'),
    "charset.html": lambda: b'<html><meta charset="no-such-thing"><body>Roma wait \xe9\xff</body></html>',
    "one-line.txt": lambda: b"Roma " * 1_000_000,
    "lines.txt": lambda: b"a\n" * 40_000,
    "items.txt": lambda: "".join(f"({chr(97 + at % 26)}) Roma wait.\n" for at in range(8_000)).encode(),
    "numbers.txt": lambda: "".join(f"{at}. Roma wait.\n" for at in range(8_000)).encode(),
    "turned.txt": lambda: ("\u202e" * 9_000 + WORDS).encode(),
    "half.txt": lambda: b"\xff\xfe" + b"\x00\xd8" * 4_000,
    "mark.txt": lambda: b"\xef\xbb\xbf",
    "bells.txt": lambda: b"\x07\x1b[2J" * 3_000,
    "dots.txt": lambda: b"." * 150_000 + b"1" * 40_000,
    **{f"{guise}.{kind}": lambda data=data: data for guise, data in GUISES.items() for kind in SOUND},  # type: ignore[misc]
    **{
        f"{kind}-as.{other}": SOUND[kind] for kind in SOUND for other in SOUND if kind != other
    },
    **{
        f"cut-{at}.{kind}": lambda kind=kind, at=at: truncated(kind, at / 10)  # type: ignore[misc]
        for kind in ("pdf", "docx", "odt", "html")
        for at in range(1, 10)
    },
    **{
        f"bitten-{seed}.{kind}": lambda kind=kind, seed=seed: bitten(kind, seed)  # type: ignore[misc]
        for kind in ("pdf", "docx", "odt", "html")
        for seed in range(6)
    },
    "two\nlines.pdf": lambda: b"%PDF-1.7\n",
    "two\nlines.txt": SOUND["txt"],
    "\x1b[31mred.docx": lambda: b"PK",
    "\u202efdp.exe.txt": lambda: b"",
    "-rf.txt": lambda: b"",
    "$(touch launched).pdf": lambda: b"%PDF-1.7\n",
    "long" * 50 + ".html": lambda: b"",
    "not-text-\udcff.txt": lambda: b"",
}  # fmt: skip

HEAVY = ("bomb.docx", "bomb.odt", "bomb-lying.docx", "bomb-beside.docx", "deep.docx", "deep.odt", "deep.html",
         "deep-open.html", "one-line.txt", "lines.txt", "items.txt", "numbers.txt", "quadratic.docx", "quadratic.odt",
         "two\nlines.pdf", "$(touch launched).pdf", "not-text-\udcff.txt")  # fmt: skip
