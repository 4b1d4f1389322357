"""A written document as one HTML file that loads nothing."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

from django.template import Context, Engine, Template
from django.utils.safestring import mark_safe

from tessera.reports.localised import TAGS, is_mirrored
from tessera.reports.printed import svg_printed

from .frame import frame_words
from .model import Bullets, Drawing, Heading, Paragraph, Part, Quote, Table, Words, Written, runs_of


def as_html(written: Written) -> bytes:
    """All texts are escaped by the template; drawings are those of `reports.svg`."""
    return (
        _template()
        .render(
            Context(
                {
                    "written": written,
                    "tag": TAGS.get(written.language, written.language),
                    "direction": "rtl" if is_mirrored(written.language) else "ltr",
                    "contents": bool(written.headings()),
                    "parts": _told(written),
                    "words": frame_words(written.language),
                }
            )
        )
        .encode()
    )


def _told(written: Written) -> list[dict[str, Any]]:
    parts, number = [], 0
    for part in written.parts:
        told = _part(part)
        if isinstance(part, Heading) and part.level == 1:
            number += 1
            told["anchor"] = f"s{number}"
        language = getattr(part, "language", "")
        if language and language != written.language:
            told["tag"] = TAGS.get(language, language)
            told["direction"] = "rtl" if is_mirrored(language) else "ltr"
        parts.append(told)
    return parts


def _part(part: Part) -> dict[str, Any]:
    match part:
        case Heading():
            return {"kind": "heading", "text": part.text, "level": part.level + 1}
        case Paragraph():
            return {"kind": "paragraph", "runs": _runs(part.words), "look": part.look}
        case Bullets():
            return {"kind": "bullets", "items": [_runs(item) for item in part.items]}
        case Quote():
            return {"kind": "quote", "text": part.text, "source": _runs(part.source)}
        case Table():
            return {"kind": "table", "table": part, "columns": _cells(part, part.columns), "rows": _rows(part)}
        case Drawing():
            drawing = mark_safe(svg_printed(part.svg))  # noqa: S308 - made by reports.svg, whose texts are escaped
            return {"kind": "drawing", "caption": part.caption, "svg": drawing, "alternative": part.alternative}


def _rows(table: Table) -> list[dict[str, Any]]:
    last = len(table.rows) - 1
    return [
        {"cells": _cells(table, row), "total": table.total and place == last} for place, row in enumerate(table.rows)
    ]


def _cells(table: Table, row: tuple[Any, ...]) -> list[dict[str, Any]]:
    return [{"runs": _runs(cell), "numeric": place in table.numeric} for place, cell in enumerate(row)]


def _runs(words: Words) -> list[dict[str, str]]:
    return [{"text": run.text, "url": run.url} for run in runs_of(words)]


@cache
def _template() -> Template:
    source = (resources.files("tessera.reports") / "written/written.html").read_text(encoding="utf-8")
    return Engine(autoescape=True).from_string(source)
