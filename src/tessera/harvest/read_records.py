"""Records of any source: as they came, and as they were read."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from tessera.extraction import SaidError, Sentence

RESPONSE = "response"  # the kind of a State's answer, which is no recommendation but belongs to one


class Rejected(SaidError):
    """A record cannot be taken; the message says why in one sentence."""


class RawRecord(NamedTuple):
    """A record as it came: the source's own id, its bytes (UTF-8 JSON), where it stands in the file (from 0).

    `scope` is what the file holds all of, wherever it holds some of it: a document, one review of a State, "" for the
    whole source. `problem` says why the record cannot be taken at all.
    """

    key: str
    body: bytes
    place: int
    scope: str = ""
    problem: Sentence | None = None


class State(msgspec.Struct, frozen=True):
    """A recommending State: ISO 3166 alpha-3 code, "" where the name is not known, and the name as printed."""

    iso3: str
    printed: str


class ReadRecord(msgspec.Struct, kw_only=True, omit_defaults=True):
    """What one record says, in codes of the vocabulary; labels of tags as printed.

    `body` is a code of vocabulary.mechanisms, or the name as printed; `countries` are alpha-3 codes of those addressed;
    `kind`, `position` and `addressees` codes of the terms; `date` an ISO date ("" unknown); `page` counts from 1.
    `points_to` are paragraphs that it speaks about, as cited ("CERD/C/BRA/CO/18-20 12"). `action` is how specific the
    requested action is, "1" to "5" on UPR Info's scale. `remarks` are what a person should look at.
    """

    text: str
    language: str = ""
    kind: str = "recommendation"
    body: str = ""
    symbol: str = ""
    title: str = ""
    paragraph: str = ""
    heading: str = ""
    page: int | None = None
    countries: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ("state",)
    states: tuple[State, ...] = ()
    position: str = ""
    date: str = ""
    year: int | None = None
    cycle: int | None = None
    session: str = ""
    themes: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    points_to: tuple[str, ...] = ()
    action: str = ""
    remarks: tuple[str, ...] = ()


class ReadStatus(msgspec.Struct, kw_only=True, omit_defaults=True):
    """What one row says of a country and a treaty.

    `treaty` is a code of the vocabulary, `country` alpha-3; `status` is party, signatory, no-action, withdrawn or
    unknown, `printed` as the source words it; `kind` is how the country became bound. Days are ISO dates, "" where only
    the year or nothing is known. `declared` are codes of procedures that the declarations accept. `origin` is whom the
    list has it from, `as_of` the day for which it speaks. `remarks` are what a person should look at.
    """

    treaty: str
    country: str
    status: str
    printed: str = ""
    kind: str = ""
    signed: str = ""
    signed_year: int | None = None
    bound: str = ""
    bound_year: int | None = None
    in_force: str = ""
    ended_year: int | None = None
    reservations: str = ""
    declarations: str = ""
    objections: str = ""
    declared: tuple[str, ...] = ()
    note: str = ""
    origin: str = ""
    as_of: str = ""
    remarks: tuple[str, ...] = ()


encode = msgspec.json.Encoder().encode
decode = msgspec.json.Decoder(ReadRecord).decode
