"""Tables of Word documents: lines between the rows, a title for screen readers, a header row that is repeated."""

from __future__ import annotations

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn


def table_ruled(table: Any, caption: str, *, mirrored: bool) -> None:
    """Lines between the rows only; `caption` for screen readers; columns from the right in Arabic."""
    properties = table._tbl.tblPr
    if mirrored:
        properties.append(OxmlElement("w:bidiVisual"))
    borders = OxmlElement("w:tblBorders")
    for side in ("bottom", "insideH"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "D5DAE1")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    properties.append(borders)
    margins = OxmlElement("w:tblCellMar")
    for side, twips in (("start", "57"), ("end", "0")):  # a millimetre between two headers
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), twips)
        edge.set(qn("w:type"), "dxa")
        margins.append(edge)
    properties.append(margins)
    title = OxmlElement("w:tblCaption")
    title.set(qn("w:val"), caption)
    properties.append(title)


def header_row(row: Any) -> None:
    """Repeated on every page that the table reaches."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def row_kept_together(row: Any) -> None:
    """Not broken across pages."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
