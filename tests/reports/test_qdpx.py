"""The export for programs of qualitative analysis holds to the structure of REFI-QDA projects.

The rules below are written after the standard (REFI-QDA 1.5, Exchange of processed projects): what an element may hold,
in which order and how often, and which attributes it must and may have.
"""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime

import pytest
from lxml import etree

from tessera.desk_review.models import Passage
from tessera.desk_review.services.judging import passage_code
from tessera.reports.qdpx import NAMESPACE, qdpx_file
from tests.desk_review.making import document_made, passage_with

pytestmark = pytest.mark.django_db
GUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
MADE = {"creatingUser": "guid", "creationDateTime": "moment", "modifyingUser": "guid", "modifiedDateTime": "moment"}
# Element -> children in their order, with the least and the most of each.
CHILDREN = {
    "Project": [("Users", 0, 1), ("CodeBook", 0, 1), ("Sources", 0, 1), ("Notes", 0, 1), ("Description", 0, 1)],
    "Users": [("User", 1, 9999)],
    "CodeBook": [("Codes", 1, 1)],
    "Codes": [("Code", 1, 9999)],
    "Code": [("Description", 0, 1), ("NoteRef", 0, 9999), ("Code", 0, 9999)],
    "Sources": [("TextSource", 1, 9999)],
    "Notes": [("Note", 1, 9999)],
    "TextSource": [("Description", 0, 1), ("PlainTextContent", 0, 1), ("PlainTextSelection", 0, 99999)],
    "Note": [("Description", 0, 1), ("PlainTextContent", 0, 1)],
    "PlainTextSelection": [("Description", 0, 1), ("Coding", 0, 9999), ("NoteRef", 0, 9999)],
    "Coding": [("CodeRef", 1, 1), ("NoteRef", 0, 9999)],
    "User": [], "CodeRef": [], "NoteRef": [], "Description": [], "PlainTextContent": [],
}  # fmt: skip
REQUIRED = {
    "Project": {"name": "text"},
    "User": {"guid": "guid"},
    "Code": {"guid": "guid", "name": "text", "isCodable": "truth"},
    "TextSource": {"guid": "guid"},
    "Note": {"guid": "guid"},
    "PlainTextSelection": {"guid": "guid", "startPosition": "number", "endPosition": "number"},
    "Coding": {"guid": "guid"},
    "CodeRef": {"targetGUID": "guid"},
    "NoteRef": {"targetGUID": "guid"},
}
ALLOWED = {
    "Project": {"origin": "text", "creatingUserGUID": "guid", "creationDateTime": "moment", "basePath": "text"},
    "User": {"name": "text", "id": "text"},
    "Code": {"color": "text"},
    "TextSource": {"name": "text", "plainTextPath": "text", "richTextPath": "text", **MADE},
    "Note": {"name": "text", "plainTextPath": "text", **MADE},
    "PlainTextSelection": {"name": "text", **MADE},
    "Coding": {"creatingUser": "guid", "creationDateTime": "moment"},
}
KINDS = {
    "text": lambda value: bool(value),
    "guid": lambda value: bool(GUID.fullmatch(value)),
    "truth": lambda value: value in {"true", "false"},
    "number": lambda value: value.isdecimal(),
    "moment": lambda value: bool(datetime.fromisoformat(value)),
}


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.TESSERA_HOME, settings.MEDIA_ROOT = tmp_path, tmp_path / "files"


@pytest.fixture
def opened(cast):
    """A document with a letter outside the basic plane before its last passages, and a word with a note."""
    document = document_made()
    Passage.objects.filter(pk=document.passages.first().pk).update(text="𝔄 line\r\nand another")
    passage = passage_with(document, "38 per cent")
    passage_code(passage=passage, by=cast.focal_point, relevant=True, groups=["roma"], how=["data"], note="A survey")
    archive = zipfile.ZipFile(io.BytesIO(qdpx_file(document, viewer=cast.secretariat)))
    return document, archive, etree.fromstring(archive.read("project.qde"))


def name_of(element) -> str:
    tag = etree.QName(element)
    assert tag.namespace == NAMESPACE
    return tag.localname


def test_every_element_holds_what_the_standard_lets_it_hold_in_that_order(opened):
    for element in opened[2].iter():
        rules, names = CHILDREN[name_of(element)], [name_of(child) for child in element]
        order = [rule[0] for rule in rules]
        assert names == sorted(names, key=order.index), name_of(element)
        for name, least, most in rules:
            assert least <= names.count(name) <= most, (name_of(element), name)


def test_every_attribute_is_known_and_of_its_kind_and_none_is_missing(opened):
    for element in opened[2].iter():
        required = REQUIRED.get(name_of(element), {})
        known = {**required, **ALLOWED.get(name_of(element), {})}
        assert set(required) <= set(element.attrib), name_of(element)
        for name, value in element.attrib.items():
            assert KINDS[known[name]](value), (name_of(element), name, value)


def test_identifiers_are_given_once_and_every_reference_is_to_one_of_its_kind(opened):
    root = opened[2]
    given = [one.get("guid") for one in root.iter() if one.get("guid")]
    assert len(given) == len(set(given))

    def of(kind):
        return {one.get("guid") for one in root.iter(f"{{{NAMESPACE}}}{kind}")}

    for element in root.iter():
        kind = {"CodeRef": "Code", "NoteRef": "Note"}.get(name_of(element))
        assert kind is None or element.get("targetGUID") in of(kind)
        users = {element.get(name) for name in ("creatingUser", "creatingUserGUID", "modifyingUser")} - {None}
        assert users <= of("User")


def test_what_may_not_be_coded_is_given_to_no_passage(opened):
    root = opened[2]
    above = {one.get("guid") for one in root.iter(f"{{{NAMESPACE}}}Code") if one.get("isCodable") == "false"}
    assert above
    assert not above & {one.get("targetGUID") for one in root.iter(f"{{{NAMESPACE}}}CodeRef")}


def test_positions_count_code_points_of_a_text_in_utf_8_whose_lines_end_in_line_feeds(opened):
    document, archive, root = opened
    (source,) = root.iter(f"{{{NAMESPACE}}}TextSource")
    raw = archive.read(source.get("plainTextPath").replace("internal://", "Sources/"))
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in raw
    text = raw.decode("utf-8")
    texts = set(document.passages.values_list("text", flat=True))
    selections = list(source.iter(f"{{{NAMESPACE}}}PlainTextSelection"))
    assert len(selections) > 5
    for one in selections:
        assert text[int(one.get("startPosition")) : int(one.get("endPosition"))] in texts


def test_a_note_goes_with_its_word_and_names_who_wrote_it(opened, cast):
    root = opened[2]
    (note,) = root.iter(f"{{{NAMESPACE}}}Note")
    assert note.findtext(f"{{{NAMESPACE}}}PlainTextContent") == "A survey"
    users = {one.get("guid"): one.get("name") for one in root.iter(f"{{{NAMESPACE}}}User")}
    assert users[note.get("creatingUser")] == str(cast.focal_point)


def test_the_same_review_gives_the_same_identifiers(opened, cast):
    again = zipfile.ZipFile(io.BytesIO(qdpx_file(opened[0], viewer=cast.secretariat)))
    told = [one.get("guid") for one in etree.fromstring(again.read("project.qde")).iter()]
    assert told == [one.get("guid") for one in opened[2].iter()]
