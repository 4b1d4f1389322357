"""A written document as PDF/UA."""

from __future__ import annotations

from typing import Any

from tessera.reports.localised import TAGS, is_mirrored
from tessera.reports.printed import svg_printed
from tessera.reports.typesetting import FAMILIES, pdf_made

from .frame import frame_words
from .model import Bullets, Drawing, Heading, Paragraph, Part, Quote, Table, Words, Written, runs_of

TEMPLATE = "written/written.typ"


def as_pdf(written: Written) -> bytes:
    """Tagged, with contents where it is long. Raises typesetting.FontMissing."""
    data = {
        "language": written.language,
        "tag": TAGS.get(written.language, written.language),
        "mirrored": is_mirrored(written.language),
        "title": written.title,
        "subtitle": written.subtitle,
        "issued": written.issued,
        "notice": written.notice,
        "contents": bool(written.headings()),
        "parts": [_part(part, written.language) for part in written.parts],
        "words": frame_words(written.language),
        "families": FAMILIES,
    }
    return pdf_made(TEMPLATE, data, language=written.language)


def _part(part: Part, own: str) -> dict[str, Any]:
    match part:
        case Heading():
            return {"kind": "heading", "text": part.text, "level": part.level}
        case Paragraph():
            language = part.language or own
            return {"kind": "paragraph", "runs": _runs(part.words), "language": language, "look": part.look}
        case Bullets():
            items = [_runs(item) for item in part.items]
            return {"kind": "bullets", "items": items, "language": part.language or own}
        case Quote():
            language = part.language or own
            return {"kind": "quote", "text": part.text, "language": language, "source": _runs(part.source)}
        case Table():
            return _table(part)
        case Drawing():
            return {
                "kind": "drawing",
                "caption": part.caption,
                "svg": svg_printed(part.svg),
                "alternative": part.alternative,
            }


def _table(table: Table) -> dict[str, Any]:
    return {
        "kind": "table",
        "caption": table.caption,
        "columns": table.columns,
        "rows": [[_runs(cell) for cell in row] for row in table.rows],
        "numeric": sorted(table.numeric),
        "shares": table.shares(),
        "total": table.total,
        "note": table.note,
    }


def _runs(words: Words) -> list[dict[str, str]]:
    return [{"text": run.text, "url": run.url} for run in runs_of(words)]
