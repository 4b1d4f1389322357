"""Sets documents as PDF/UA with typst: a template of this package, and the data it is filled with.

Data reaches the template as JSON and is never read as typst's own language, so that no text can do anything.
"""

from __future__ import annotations

import io
import json
from functools import cache
from importlib import resources
from typing import Any

from tessera.vocabulary.texts import LANGUAGES

FAMILIES = ("Noto Sans", "Noto Sans Arabic", "Noto Sans CJK SC", "Droid Sans Fallback", "DejaVu Sans")
# What must be installed for a language: any of these families, and Debian's package that has one.
NEEDED = {
    "ar": (("Noto Sans Arabic", "Noto Naskh Arabic", "DejaVu Sans"), "fonts-noto-core"),
    "zh": (("Noto Sans CJK SC", "Droid Sans Fallback"), "fonts-droid-fallback"),
}
LATIN = (("Noto Sans", "DejaVu Sans"), "fonts-noto-core")


class FontMissing(ValueError):
    """A language cannot be printed here; the message is one sentence."""


def pdf_made(template: str, data: dict[str, Any], *, language: str) -> bytes:
    """The PDF/UA that `template` ("briefs/brief.typ") makes of `data`. Raises FontMissing."""
    fonts_check(language)
    return _compiled(template, data, pdf_standards=["ua-1"])


def pages_of(template: str, data: dict[str, Any]) -> int:
    """How many pages the document has; quicker than making it."""
    import pypdfium2

    document = pypdfium2.PdfDocument(io.BytesIO(_compiled(template, data, pdf_tags=False)))
    try:
        return len(document)
    finally:
        document.close()


def fonts_check(language: str) -> None:
    """Raises FontMissing where letters of `language` would be printed as empty boxes."""
    families, package = NEEDED.get(language, LATIN)
    if not _installed().intersection(families):
        name = {"ar": "Arabic", "zh": "Chinese"}.get(language, "the Latin and Cyrillic scripts")
        raise FontMissing(
            f"A PDF in {name} needs a font that is not installed here: install {package} (Debian), "
            "or take the Word or web version."
        )


def fonts_missing() -> list[str]:
    """Debian's packages that would have to be installed to print every language."""
    lacking = [NEEDED.get(code, LATIN) for code in LANGUAGES]
    return list(dict.fromkeys(package for families, package in lacking if not _installed().intersection(families)))


@cache
def _fonts() -> Any:
    """Searched for once; the machine's own and typst's."""
    import typst

    return typst.Fonts()


@cache
def _installed() -> frozenset[str]:
    return frozenset(_fonts().families())


@cache
def template_source(template: str) -> bytes:
    """The template as it is written."""
    return (resources.files("tessera.reports") / template).read_bytes()


def _compiled(template: str, data: dict[str, Any], **how: Any) -> bytes:
    import typst

    compiler = typst.Compiler(
        template_source(template),
        font_paths=_fonts(),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )
    return bytes(compiler.compile(format="pdf", **how))
