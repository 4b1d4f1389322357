"""PDFs that are damaged or meant to do harm, each written by hand (ISO 32000-1)."""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable

from .pdf_making import pdf_of

Made = dict[str, Callable[[], bytes]]

CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R >>"
TREE = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
WORDS = b"BT /F1 10 Tf 80 500 Td (Roma wait for water in the made-up valley, as the survey says.) Tj ET"


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), entries, data)


def page(entries: bytes = b"", *, box: bytes = b"[0 0 595 842]") -> bytes:
    resources = b"/Resources << /Font << /F1 4 0 R >> /XObject << /X 6 0 R >> >>"
    return b"<< /Type /Page /Parent 2 0 R /MediaBox %s /Contents 5 0 R %s %s >>" % (box, resources, entries)


def pdf(
    *more: bytes,
    catalogue: bytes = CATALOGUE,
    tree: bytes = TREE,
    entries: bytes = b"",
    box: bytes = b"[0 0 595 842]",
    content: bytes | None = None,
) -> bytes:
    """One page of a sentence, with one thing about it that is not as it should be; `more` are objects from 6 on."""
    return pdf_of([catalogue, tree, page(entries, box=box), FONT, content or stream(WORDS), *more])


def sound() -> bytes:
    return pdf(stream(b"", b"/Type /XObject /Subtype /Form /BBox [0 0 1 1]"))


def action(code: bytes) -> bytes:
    return b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /Type /Action %s >> >>" % code


def empty_pages(count: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % (3 + at) for at in range(count))
    leaf = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"
    return pdf_of([CATALOGUE, b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count), *[leaf] * count])


def inflating(megabytes: int) -> bytes:
    """A content stream that is blanks without end."""
    packer = zlib.compressobj(1)
    blanks = b" " * 1_000_000
    data = b"".join(packer.compress(blanks) for _ in range(megabytes)) + packer.flush()
    return pdf(content=stream(data, b"/Filter /FlateDecode"))


def large_picture() -> bytes:
    shown = b"/Type /XObject /Subtype /Image /Width 60000 /Height 60000 /ColorSpace /DeviceGray /BitsPerComponent 8"
    data = zlib.compress(b"\0" * 1_000_000)
    drawn = stream(b"q 595 0 0 842 0 0 cm /X Do Q")
    return pdf(stream(data, shown + b" /Filter /FlateDecode"), content=drawn)


def garbage(seed: int) -> bytes:
    drawn = random.Random(seed)
    return pdf(content=stream(drawn.randbytes(20_000), b"/Filter /FlateDecode" if seed % 2 else b""))


def xref_in_a_circle() -> bytes:
    data = sound()
    return data.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %d" % data.rindex(b"xref\n0"))


def letters_without_end(count: int) -> bytes:
    return pdf(content=stream(b"BT /F1 1 Tf 1 1 Td (%s) Tj ET" % (b"Roma " * count)))


FORM = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X 6 0 R >> >>"
DEEP = 50_000

PDFS: Made = {
    "script.pdf": lambda: pdf(catalogue=action(b"/S /JavaScript /JS (app.launchURL\\('http://a.invalid'\\);)")),
    "script-of-page.pdf": lambda: pdf(entries=b"/AA << /O << /S /JavaScript /JS (while\\(1\\);) >> >>"),
    "script-by-name.pdf": lambda: pdf(
        catalogue=b"<< /Type /Catalog /Pages 2 0 R /Names << /JavaScript << /Names [(a) 6 0 R] >> >> >>"
    ),
    "launch.pdf": lambda: pdf(catalogue=action(b"/S /Launch /F (/usr/bin/touch) /P (launched)")),
    "launch-win.pdf": lambda: pdf(catalogue=action(b"/S /Launch /Win << /F (cmd.exe) /P (/c echo > launched) >>")),
    "address.pdf": lambda: pdf(catalogue=action(b"/S /URI /URI (http://a.invalid/launched)")),
    "submit.pdf": lambda: pdf(catalogue=action(b"/S /SubmitForm /F (http://a.invalid/launched)")),
    "remote.pdf": lambda: pdf(catalogue=action(b"/S /GoToR /F (/etc/passwd) /D [0 /Fit]")),
    "outside.pdf": lambda: pdf(content=b"<< /Length 10 /F (/etc/passwd) >>\nstream\n0123456789\nendstream"),
    "attached.pdf": lambda: pdf(entries=b"/Annots [<< /Subtype /FileAttachment /FS << /F (a.exe) >> >>]"),
    "kids-in-a-circle.pdf": lambda: pdf(tree=b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"),
    "kids-of-kids.pdf": lambda: pdf(
        b"<< /Type /Pages /Kids [2 0 R] /Count 9 >>", tree=b"<< /Type /Pages /Kids [6 0 R 3 0 R] /Count 10 >>"
    ),
    "own-parent.pdf": lambda: pdf(tree=b"<< /Type /Pages /Parent 2 0 R /Kids [3 0 R] /Count 1 >>"),
    "same-page.pdf": lambda: pdf(tree=b"<< /Type /Pages /Kids [%s] /Count 900 >>" % (b"3 0 R " * 900)),
    "count-too-large.pdf": lambda: pdf(tree=b"<< /Type /Pages /Kids [3 0 R] /Count 999999999 >>"),
    "count-below-zero.pdf": lambda: pdf(tree=b"<< /Type /Pages /Kids [3 0 R] /Count -5 >>"),
    "no-pages.pdf": lambda: pdf(tree=b"<< /Type /Pages /Kids [] /Count 0 >>"),
    "catalogue-is-page.pdf": lambda: pdf(catalogue=b"<< /Type /Catalog /Pages 1 0 R >>"),
    "xref-circle.pdf": xref_in_a_circle,
    "xref-far.pdf": lambda: sound().replace(b"startxref\n", b"startxref\n99999999"),
    "no-trailer.pdf": lambda: sound().split(b"trailer")[0],
    "locked.pdf": lambda: sound().replace(b"/Root", b"/Encrypt << /Filter /Standard /V 9 /R 9 >> /Root"),
    "box-huge.pdf": lambda: pdf(box=b"[0 0 999999999 999999999]"),
    "box-tiny.pdf": lambda: pdf(box=b"[0 0 0.0001 0.0001]"),
    "box-none.pdf": lambda: pdf(box=b"[0 0 0 0]"),
    "box-turned.pdf": lambda: pdf(box=b"[595 842 0 0]"),
    "box-words.pdf": lambda: pdf(box=b"[/a (b) null true]"),
    "box-endless.pdf": lambda: pdf(box=b"[0 0 1e39 1e39]"),
    "box-narrow.pdf": lambda: pdf(box=b"[0 0 1 900000]"),
    "unit-huge.pdf": lambda: pdf(entries=b"/UserUnit 1e30"),
    "turned.pdf": lambda: pdf(entries=b"/Rotate 77"),
    "pages-1400.pdf": lambda: empty_pages(1_400),
    "pages-5000.pdf": lambda: empty_pages(5_000),
    "inflating.pdf": lambda: inflating(60),
    "large-picture.pdf": large_picture,
    "form-in-itself.pdf": lambda: pdf(stream(b"/X Do", FORM), content=stream(WORDS + b" /X Do")),
    "form-doubling.pdf": lambda: pdf(stream(b"/X Do " * 50, FORM), content=stream(WORDS + b" /X Do" * 50)),
    "deep-lists.pdf": lambda: pdf(entries=b"/A " + b"[" * DEEP + b"]" * DEEP),
    "deep-records.pdf": lambda: pdf(entries=b"/A " + b"<< /A " * DEEP + b"1 " + b">>" * DEEP),
    "deep-content.pdf": lambda: pdf(content=stream(b"q " * DEEP + WORDS + b"[" * DEEP)),
    "filters.pdf": lambda: pdf(content=stream(WORDS, b"/Filter [%s]" % (b"/FlateDecode " * 500))),
    "filter-unknown.pdf": lambda: pdf(content=stream(WORDS, b"/Filter /NoSuchThing")),
    "filter-picture.pdf": lambda: pdf(content=stream(WORDS, b"/Filter /JBIG2Decode")),
    "length-too-large.pdf": lambda: sound().replace(b"/Length 9", b"/Length 99999999"),
    "length-below-zero.pdf": lambda: sound().replace(b"/Length 9", b"/Length -9"),
    "length-of-itself.pdf": lambda: sound().replace(b"/Length 9", b"/Length 5 0 R /A 9"),
    "font-none.pdf": lambda: pdf().replace(FONT, b"null" + b" " * (len(FONT) - 4)),
    "font-of-itself.pdf": lambda: pdf().replace(b"/BaseFont /Helvetica", b"/FontDescriptor 4 0 R "),
    "letters-huge.pdf": lambda: pdf(content=stream(WORDS.replace(b"10 Tf", b"1e30 Tf"))),
    "letters-none.pdf": lambda: pdf(content=stream(WORDS.replace(b"10 Tf", b"0 Tf"))),
    "letters-far.pdf": lambda: pdf(content=stream(WORDS.replace(b"80 500 Td", b"1e30 -1e30 Td"))),
    "letters-many.pdf": lambda: letters_without_end(40_000),
    **{f"garbage-{seed}.pdf": lambda seed=seed: garbage(seed) for seed in range(8)},  # type: ignore[misc]
}

# What may take much time or memory is read in a process of its own, as a person's upload is.
HEAVY = ("pages-1400.pdf", "pages-5000.pdf", "inflating.pdf", "large-picture.pdf", "form-doubling.pdf",
         "letters-many.pdf", "deep-lists.pdf", "deep-records.pdf", "box-endless.pdf")  # fmt: skip
