"""Annotations of UHRI: an id, a text with HTML, and tags."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec
import yaml

from tessera.extraction import Sentence
from tessera.harvest import RawRecord, ReadRecord, Rejected, SourceFile, json_elements

from .fields import Fields, country_codes, states_of
from .texts import parts_of

UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
FIRST_ELEMENT = b'"AnnotationId"'
_encode = msgspec.json.encode
_object = msgspec.json.Decoder(dict[str, Any]).decode


class _Identity(msgspec.Struct):
    AnnotationId: Any = None


_identity = msgspec.json.Decoder(_Identity).decode


def recognizes(file: SourceFile) -> bool:
    if file.is_json:
        return FIRST_ELEMENT in file.start
    return file.is_table and {"AnnotationId", "Text"} <= _columns(file.header).keys()


def is_complete(file: SourceFile) -> bool:
    """The JSON export holds all that UHRI has; a spreadsheet holds what somebody searched for."""
    return file.is_json


def records(file: SourceFile) -> Iterator[RawRecord]:
    elements: Iterator[bytes] = (
        (bytes(raw) for raw in json_elements(file.path, name=file.name)) if file.is_json else _rows(file)
    )
    for place, body in enumerate(elements):
        try:
            own = _identity(body).AnnotationId
        except msgspec.DecodeError:
            yield RawRecord("", body, place, problem=Sentence("It is not a record."))
            continue
        if own is None or not str(own).strip():
            yield RawRecord("", body, place, problem=Sentence("It has no AnnotationId."))
            continue
        yield RawRecord(str(own).strip(), body, place)


def read(body: bytes) -> ReadRecord:
    """Raises Rejected where there is no text."""
    try:
        fields = Fields(_object(body))
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise Rejected(Sentence("It is not a record.")) from None
    printed = fields.text("Text")
    if not printed:
        raise Rejected(Sentence("Its text is missing."))
    body_code = fields.body()
    text, paragraph, heading, printed_states = parts_of(printed, of_upr=body_code == "upr")
    if not text:
        raise Rejected(Sentence("Its text is empty once its markup is taken away."))
    date = fields.date("PublicationDate")
    states = states_of(fields, printed_states)
    session = fields.number("UprSession")
    record = ReadRecord(
        text=text,
        kind=fields.kind(_facts()["kinds"]),
        body=body_code,
        symbol=fields.text("Symbol").upper().replace(" ", ""),
        paragraph=paragraph,
        heading=heading,
        countries=country_codes(fields, "Countries"),
        states=states,
        position=fields.position(_facts()["positions"]),
        date=date,
        year=int(date[:4]) if date else None,
        cycle=fields.number("UprCycle") or fields.cycle(session),
        session=str(session or ""),
        themes=fields.list("Themes"),
        persons=fields.list("AffectedPersons"),
        goals=fields.list("Sdgs"),
    )
    if not UUID.fullmatch(own := fields.text("AnnotationId")):
        fields.remark("Its AnnotationId “%(id)s” is not a UUID; it is kept as given.", id=own)
    fields.leave("Regions", "PublicationDateOnUhri", "DocumentId", "UprRecommendingRegions")
    record.remarks = fields.remarks()
    return record


def _rows(file: SourceFile) -> Iterator[bytes]:
    """The rows of a spreadsheet as records in the fields of the JSON export."""
    rows = file.rows()
    columns = _columns(next(rows, []))
    known = set(columns.values())
    for cells in rows:
        if not any(cells):
            continue
        record: dict[str, Any] = {name: _value(name, cells[at]) for name, at in columns.items() if at < len(cells)}
        record |= {
            head: cells[at] for at, head in enumerate(file.header) if at not in known and at < len(cells) and cells[at]
        }
        yield _encode(record)


LISTS = {
    "Countries", "Regions", "Themes", "Sdgs", "AffectedPersons", "UprPositions", "UprRecommendingCountry",
    "UprRecommendingRegions", "UprSession",
}  # fmt: skip


def _value(name: str, cell: str) -> Any:
    if name not in LISTS:
        return cell or None
    return [re.sub(r"^[-–•]\s*", "", line).strip() for line in cell.split("\n") if line.strip()]


def _columns(header: list[str]) -> dict[str, int]:
    """Where each field stands, by its name or one of the other words for it."""
    names = {" ".join(re.findall(r"[a-z0-9]+", h.casefold())): at for at, h in reversed(list(enumerate(header)))}
    found: dict[str, int] = {}
    for field, words in _facts()["fields"].items():
        for word in (field.casefold(), *words):
            if word in names:
                found[field] = names[word]
                break
    return found


@cache
def _facts() -> dict[str, Any]:
    facts: dict[str, Any] = yaml.safe_load(files(__package__).joinpath("source.yml").read_text(encoding="utf-8"))
    return facts
