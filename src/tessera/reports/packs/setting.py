"""A pack as PDF/UA."""

from __future__ import annotations

from dataclasses import asdict

from tessera.reports.localised import TAGS
from tessera.reports.typesetting import FAMILIES, pdf_made

from .document import PackTold

TEMPLATE = "packs/pack.typ"


def pack_pdf(told: PackTold) -> bytes:
    """Tagged, with contents. Raises typesetting.FontMissing."""
    data = {
        "language": told.language,
        "tag": TAGS.get(told.language, told.language),
        "mirrored": told.mirrored,
        "title": told.title,
        "facts": told.facts,
        "note": told.note.splitlines(),
        "about": told.about,
        "use_heading": told.use_heading,
        "use": told.use,
        "sections": [asdict(section) for section in told.sections],
        "words": told.words,
        "families": FAMILIES,
    }
    return pdf_made(TEMPLATE, data, language=told.language)
