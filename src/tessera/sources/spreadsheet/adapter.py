"""Rows of somebody's table, by a column map that a person can correct."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from tessera.analysis.cycles import cycle_of_session, year_of_session
from tessera.analysis.markup import plain_text
from tessera.analysis.recommending_states import recommendation_split
from tessera.extraction import Sentence
from tessera.harvest import (
    Columns,
    RawRecord,
    ReadRecord,
    Rejected,
    SourceFile,
    State,
    Unrecognized,
    columns_fitted,
    header_fingerprint,
    quoted,
)

from .facts import code_of, fields, folded
from .layout import rows_of, table_guess
from .values import (
    country_code,
    country_codes,
    day_of,
    language_code,
    mechanism_code,
    mechanism_of_symbol,
    number_in,
    parts,
    states_named,
    word_code,
    year_of,
)

__all__ = ["FIELDS", "is_complete", "read", "recognizes", "records", "table_guess"]

FIELDS: dict[str, bool] = {name: field.several for name, field in fields().items()}
IDENTITY = ("text", "country", "mechanism", "symbol", "paragraph", "states")
NUMBERED = re.compile(r"(\d{1,3}\.\d{1,3})\.?\s+(?=\S)")
MARKUP = re.compile(r"</?(?:p|br|div|span|li|ul|ol|b|i|strong|em)\b|&(?:nbsp|amp|#\d+);?", re.IGNORECASE)
UNKNOWN_POSITION = "The position “%(said)s” is not known; it is kept as printed. Nearest: %(guesses)s."
UNKNOWN_KIND = "The type “%(said)s” is not known. Nearest: %(guesses)s."
UNKNOWN_ADDRESSEE = "The addressee “%(said)s” is not known; it is kept as printed. Nearest: %(guesses)s."
Cells = dict[str, list[str]]  # values by field
_encode = msgspec.json.encode
_decode = msgspec.json.Decoder(dict[str, Any]).decode


def recognizes(file: SourceFile) -> bool:
    """Any table with headings: the sources that know theirs are asked first."""
    return file.is_table and bool(file.header)


def is_complete(file: SourceFile) -> bool:
    """Nobody knows of a list whether it is all there is; whoever imports it may say so."""
    return False


def records(file: SourceFile) -> Iterator[RawRecord]:
    """Raises Unrecognized where nobody said what the columns hold and that is not sure, WrongColumns where a map does
    not fit."""
    labels, below = rows_of(file)
    columns = columns_fitted(file.columns or _surely(file, labels), labels, fields=FIELDS)
    if "text" not in columns.taken.values():
        raise Unrecognized(
            Sentence("No column of “%(name)s” was said to hold the text: %(how)s.", name=file.name, how=_how(labels))
        )
    return _rows(below, labels, columns)


def _rows(below: Iterator[tuple[int, list[str]]], labels: list[str], columns: Columns) -> Iterator[RawRecord]:
    of_list = header_fingerprint(labels)[:12]
    for place, cells in below:
        taken: Cells = {name: [value] for name, value in columns.fixed.items()}
        left: dict[str, str] = {}
        for label, cell in zip(labels, cells, strict=False):
            if cell and (name := columns.taken.get(label)):
                taken.setdefault(name, []).append(cell)
            elif cell:
                left[label] = cell
        left |= {f"column {at + 1}": cells[at] for at in range(len(labels), len(cells)) if cells[at]}
        body = _encode({"taken": taken, "left": left})
        key, scope = _identity(taken, of_list)
        problem = None if _first(taken, "text") else Sentence("It has no text.")
        yield RawRecord(key, body, place, scope=scope, problem=problem)


def read(body: bytes) -> ReadRecord:
    """What a row says. Raises Rejected where it has no text."""
    taken: Cells = {name: list(cells) for name, cells in _decode(body)["taken"].items()}
    remarks: list[str] = []
    mechanism = _mechanism(taken, remarks)
    text, paragraph, states = _text(taken, mechanism, remarks)
    if not text:
        raise Rejected(Sentence("It has no text."))
    date, year = day_of(said, remarks) if (said := _first(taken, "date")) else ("", None)
    session = number_in(_first(taken, "session"))
    of_upr = mechanism == "upr"
    record = ReadRecord(
        text=text,
        language=language_code(said, remarks) if (said := _first(taken, "language")) else "",
        kind=_kind(taken, remarks),
        body=mechanism,
        symbol=re.sub(r"\s*([/.-])\s*", r"\1", _first(taken, "symbol").upper()),
        title=_first(taken, "title"),
        paragraph=_first(taken, "paragraph") or paragraph,
        heading=_first(taken, "heading"),
        countries=_countries(taken, remarks),
        addressees=_addressees(taken, remarks),
        states=states,
        position=_position(taken, remarks),
        date=date,
        year=(year_of(said, remarks) if (said := _first(taken, "year")) else None)
        or year
        or (year_of_session(session) if of_upr and session else None),
        cycle=number_in(_first(taken, "cycle")) or (cycle_of_session(session) if of_upr and session else None),
        session=str(session or "") if of_upr else _first(taken, "session"),
        themes=_list(taken, "themes"),
        persons=_list(taken, "persons"),
        goals=_goals(taken),
    )
    record.remarks = tuple(dict.fromkeys(remarks))
    return record


def _text(taken: Cells, mechanism: str, remarks: list[str]) -> tuple[str, str, tuple[State, ...]]:
    """Text, paragraph and recommending States; those of the UPR may stand in the text as reports print them."""
    text = _first(taken, "text")
    text = plain_text(text) if MARKUP.search(text) else "\n".join(" ".join(line.split()) for line in text.split("\n"))
    states = states_named(taken.get("states", ()), remarks)
    if mechanism != "upr":
        return text, "", states
    number = NUMBERED.match(text)
    bare, found = recommendation_split(text[number.end() :] if number else text)
    named = tuple(State(one.iso3 or "", one.printed) for one in found)
    return bare, number[1] if number else "", states or named


def _mechanism(taken: Cells, remarks: list[str]) -> str:
    said, symbol = _first(taken, "mechanism"), _first(taken, "symbol")
    if said:
        return mechanism_code(said, remarks)
    code = mechanism_of_symbol(symbol)
    if not code:
        remarks.append(str(Sentence("It names no mechanism.")))
    return code


def _countries(taken: Cells, remarks: list[str]) -> tuple[str, ...]:
    found = country_codes(taken.get("country", ()), remarks)
    if found or taken.get("country"):
        return found
    of_symbol = re.search(r"/([A-Z]{3})/(?:CO|Q|FCO)\b", _first(taken, "symbol").upper())
    if of_symbol and country_code(of_symbol[1]) == of_symbol[1]:
        return (of_symbol[1],)
    remarks.append(str(Sentence("It names no country.")))
    return ()


def _kind(taken: Cells, remarks: list[str]) -> str:
    said = _first(taken, "kind")
    return (word_code("kinds", said, remarks, said=UNKNOWN_KIND) or "other") if said else "recommendation"


def _position(taken: Cells, remarks: list[str]) -> str:
    said = _first(taken, "position")
    return word_code("positions", said, remarks, said=UNKNOWN_POSITION) or said[:40] if said else ""


def _addressees(taken: Cells, remarks: list[str]) -> tuple[str, ...]:
    said = _list(taken, "addressees")
    found = (word_code("addressees", one, remarks, said=UNKNOWN_ADDRESSEE) or one for one in said)
    return tuple(dict.fromkeys(found)) or ("state",)


def _goals(taken: Cells) -> tuple[str, ...]:
    """Labels that begin with their number: "SDG 16" gives "16", "10, 16.3" both."""
    found: dict[str, None] = {}
    for one in _list(taken, "goals"):
        bare = re.sub(r"^\D+(?=\d)", "", one)
        numbers = re.split(r"\s*,\s*", bare) if re.fullmatch(r"[\d.,\sa-z]+", bare) else [bare]
        found |= dict.fromkeys(filter(None, numbers))
    return tuple(found)


def _list(taken: Cells, name: str) -> tuple[str, ...]:
    """Values of a field that may have several; a comma without a blank behind it parts them, too."""
    cells = (re.sub(r",(?=[^\s\d])", "\n", cell) for cell in taken.get(name, ()))
    return tuple(dict.fromkeys(value for cell in cells for value in parts(cell)))


def _first(taken: Mapping[str, list[str]], name: str) -> str:
    return next(iter(taken.get(name, ())), "").strip()


def _identity(taken: Cells, of_list: str) -> tuple[str, str]:
    """Key and scope. An id counts within its list (tables with the same headings), country and document; a row without
    one is who said what to whom. A file that is said to be complete holds all of its list on its countries."""
    country = "+".join(country_code(one) or folded(one) for cell in taken.get("country", ()) for one in parts(cell))
    scope = f"{of_list}:{country[:80]}"
    if own := _first(taken, "id"):
        return f"{scope}:{folded(_first(taken, 'symbol'))[:60]}:{own[:200]}", scope
    words = "\0".join(_said(taken, name) for name in IDENTITY)
    return hashlib.blake2b(words.encode(), digest_size=12).hexdigest(), scope


def _said(taken: Cells, name: str) -> str:
    cells = taken.get(name, ())
    if name in ("country", "states"):
        return "+".join(country_code(one) or folded(one) for cell in cells for one in parts(cell))
    if name == "mechanism":
        return "+".join(code_of("mechanisms", cell) or folded(cell) for cell in cells)
    return "+".join(map(folded, cells))


def _surely(file: SourceFile, labels: list[str]) -> Columns:
    guess = table_guess(file)
    if guess.doubt is not None:
        raise Unrecognized(Sentence("“%(name)s”: %(why)s; %(how)s.", name=file.name, why=guess.doubt, how=_how(labels)))
    return guess.as_columns


def _how(labels: list[str]) -> Sentence:
    example = labels[-1] if labels else "…"
    return Sentence(
        'say what the columns hold, such as --map "text=%(example)s" (its columns are %(columns)s)',
        example=example,
        columns=quoted(labels[:40]),
    )
