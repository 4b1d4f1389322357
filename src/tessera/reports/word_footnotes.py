"""Real footnotes in Word documents: python-docx knows none, so their part is written here (ISO/IEC 29500-1, 17.11)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
TEXT_STYLE, MARK_STYLE = "FootnoteText", "FootnoteReference"
# Word wants the two separators, and refuses a document whose settings do not name them.
_EMPTY = f"""<w:footnotes {nsdecls("w", "r")}>
<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>
</w:footnotes>"""


class Footnotes:
    """The footnotes of one document, numbered in the order in which they are added."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.part = XmlPart(PackURI("/word/footnotes.xml"), CONTENT_TYPE, parse_xml(_EMPTY), document.part.package)
        document.part.relate_to(self.part, RELATIONSHIP_TYPE.FOOTNOTES)
        self.count = 0
        self._settings()

    def add(self, paragraph: Paragraph, fill: Callable[[Paragraph], None], *, mirrored: bool = False) -> int:
        """Put a mark at the end of `paragraph`; `fill` writes the note into the paragraph that it is given."""
        self.count += 1
        mark = _run(MARK_STYLE)
        mark.append(_element("w:footnoteReference", {"w:id": str(self.count)}))
        paragraph._p.append(mark)
        note = _element("w:footnote", {"w:id": str(self.count)})
        body = OxmlElement("w:p")
        properties = _element("w:pPr", {})
        properties.append(_element("w:pStyle", {"w:val": TEXT_STYLE}))
        if mirrored:
            properties.append(OxmlElement("w:bidi"))
        body.append(properties)
        own = _run(MARK_STYLE)
        own.append(OxmlElement("w:footnoteRef"))
        body.append(own)
        note.append(body)
        self.part.element.append(note)
        fill(Paragraph(body, self))  # type: ignore[arg-type]
        return self.count

    def _settings(self) -> None:
        settings = self.document.settings.element
        named = OxmlElement("w:footnotePr")
        for number in ("-1", "0"):
            named.append(_element("w:footnote", {"w:id": number}))
        # The schema is a sequence: footnotePr stands before compat.
        after = settings.find(qn("w:compat"))
        if after is not None:
            after.addprevious(named)
        else:
            settings.append(named)


def _run(style: str) -> Any:
    run = OxmlElement("w:r")
    properties = OxmlElement("w:rPr")
    properties.append(_element("w:rStyle", {"w:val": style}))
    run.append(properties)
    return run


def _element(name: str, attributes: dict[str, str]) -> Any:
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(key), value)
    return made
