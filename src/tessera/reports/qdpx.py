"""A reviewed document for programs of qualitative analysis (NVivo, ATLAS.ti, MAXQDA, QualCoder): REFI-QDA, .qdpx.

A zip with project.qde and the document as plain text. Every reader is a user, and so is the machine, so that its
suggestions are never taken for a person's word. Positions count Unicode code points, as the standard has it
(REFI-QDA 1.5, Exchange of processed projects; namespace urn:QDA-XML:project:1.0).
"""

from __future__ import annotations

import io
import uuid
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from lxml import etree

from tessera.desk_review.models import Passage, ReviewedDocument, Word
from tessera.desk_review.selectors.passages import passages_listed
from tessera.vocabulary import terms

from .xml_text import xml_text

NAMESPACE = "urn:QDA-XML:project:1.0"
FAMILIES = {"groups": "Groups concerned", "how": "How they are addressed"}
RELEVANT = ("relevant", "relevant")
MACHINE = "Tessera (machine, suggestions only)"
_NOTE = "Note"
BETWEEN = "\n\n"


def qdpx_file(document: ReviewedDocument, *, viewer: Any) -> bytes:
    """The passages that `viewer` may see, with the words of people that they may see."""
    passages = list(passages_listed(viewer, document))
    project = _Project(document, passages)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("project.qde", etree.tostring(project.element(), xml_declaration=True, encoding="utf-8"))
        archive.writestr(f"Sources/{project.source}.txt", BETWEEN.join(_plain(one.text) for one in passages))
    return buffer.getvalue()


class _Project:
    """Identifiers are made of what they identify: the same review gives the same ones."""

    def __init__(self, document: ReviewedDocument, passages: list[Passage]) -> None:
        self.document, self.passages = document, passages
        self.space = uuid.uuid5(uuid.NAMESPACE_URL, f"tessera:desk-review:{document.digest}")
        self.source = self.guid("source")
        self.machine = self.guid("machine")

    def guid(self, *parts: object) -> str:
        return str(uuid.uuid5(self.space, " ".join(map(str, parts))))

    def element(self) -> Any:
        """Users, code book, sources and notes, in the order in which the schema has them."""
        root = etree.Element(f"{{{NAMESPACE}}}Project", nsmap={None: NAMESPACE})
        root.set("name", xml_text(self.document.title)[:255])
        root.set("origin", "Tessera")
        root.set("creatingUserGUID", self.machine)
        root.set("creationDateTime", _moment(timezone.now()))
        self._users(_child(root, "Users"))
        self._codes(_child(_child(root, "CodeBook"), "Codes"))
        self._source(_child(root, "Sources"))
        self._notes(root)
        return root

    def _users(self, parent: Any) -> None:
        _child(parent, "User", guid=self.machine, name=MACHINE)
        people = {word.person_id: word.person for one in self.passages for word in one.standing}
        for pk, person in sorted(people.items()):
            _child(parent, "User", guid=self.guid("person", pk), name=xml_text(str(person)))

    def _codes(self, parent: Any) -> None:
        _child(parent, "Code", guid=self.guid(*RELEVANT), name="Relevant", isCodable="true")
        language = (get_language() or "en")[:2]
        for family, name in FAMILIES.items():
            above = _child(parent, "Code", guid=self.guid(family), name=name, isCodable="false")
            for code in terms.codes(family):
                label = terms.label(family, code, language)
                _child(above, "Code", guid=self.guid(family, code), name=label, isCodable="true")

    def _source(self, parent: Any) -> None:
        source = _child(
            parent,
            "TextSource",
            guid=self.source,
            name=xml_text(self.document.title)[:255],
            plainTextPath=f"internal://{self.source}.txt",
            creatingUser=self.machine,
            creationDateTime=_moment(self.document.added_at),
        )
        start = 0
        for passage in self.passages:
            end = start + len(_plain(passage.text))
            self._selection(source, passage, start, end)
            start = end + len(BETWEEN)

    def _selection(self, parent: Any, passage: Passage, start: int, end: int) -> None:
        given = list(self._given(passage))
        if not given:
            return
        selection = _child(
            parent,
            "PlainTextSelection",
            guid=self.guid("passage", passage.key),
            name=xml_text(passage.number or passage.key),
            startPosition=str(start),
            endPosition=str(end),
            creatingUser=self.machine,
            creationDateTime=_moment(self.document.added_at),
        )
        for coder, code, at in given:
            coding = _child(
                selection,
                "Coding",
                guid=self.guid("coding", passage.key, coder, *code),
                creatingUser=coder,
                creationDateTime=_moment(at),
            )
            _child(coding, "CodeRef", targetGUID=self.guid(*code))
        for word in passage.standing:
            if word.note:
                _child(selection, "NoteRef", targetGUID=self._note(word))

    def _notes(self, root: Any) -> None:
        """What people noted beside their codes; nothing where nobody did, since the schema wants at least one."""
        words = [word for one in self.passages for word in one.standing if word.note and any(self._given(one))]
        parent = _child(root, "Notes") if words else None
        for word in words:
            made = {"creatingUser": self.guid("person", word.person_id), "creationDateTime": _moment(word.at)}
            note = _child(parent, "Note", guid=self._note(word), name=_NOTE, **made)
            _child(note, "PlainTextContent").text = _plain(word.note)

    def _note(self, word: Word) -> str:
        return self.guid("note", word.passage_id, word.person_id)

    def _given(self, passage: Passage) -> Iterator[tuple[str, tuple[str, str], datetime]]:
        """Who gives which code, and when."""
        for code in _codes_of(passage):
            yield self.machine, code, self.document.added_at
        for word in passage.standing:
            for code in _codes_of(word):
                yield self.guid("person", word.person_id), code, word.at


def _codes_of(reading: Passage | Word) -> Iterator[tuple[str, str]]:
    if reading.relevant:
        yield RELEVANT
        for family in FAMILIES:
            yield from ((family, code) for code in getattr(reading, family))


def _plain(text: str) -> str:
    """One line end is one code point, or positions would differ between programs."""
    return xml_text(text.replace("\r\n", "\n").replace("\r", "\n"))


def _child(parent: Any, tag: str, /, **attributes: str) -> Any:
    return etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}", attributes)


def _moment(value: datetime) -> str:
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
