"""A brief as PDF/UA."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from tessera.reports.localised import TAGS
from tessera.reports.printed import svg_printed
from tessera.reports.typesetting import FAMILIES, pdf_made

from .document import Brief

TEMPLATE = "briefs/brief.typ"


def brief_pdf(brief: Brief) -> bytes:
    """Two tagged A4 pages. Raises typesetting.FontMissing."""
    return pdf_made(TEMPLATE, brief_data(brief), language=brief.language)


def brief_data(brief: Brief, *, spare: float = 0) -> dict[str, Any]:
    """What the template is filled with; `spare` millimetres of each page stay empty."""
    data = asdict(brief)
    if brief.chart:
        data["chart"]["svg"] = svg_printed(brief.chart.svg)
    return {**data, "families": list(FAMILIES), "tag": TAGS.get(brief.language, brief.language), "spare": spare}
