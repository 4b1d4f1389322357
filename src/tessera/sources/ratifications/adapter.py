"""Rows of lists of ratifications: a country, a treaty, what the country did and when, reservations and declarations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

import msgspec

from tessera.extraction import Sentence, UnreadableFile
from tessera.harvest import RawRecord, ReadStatus, SourceFile
from tessera.vocabulary import countries, treaties

from .marks import Marks, dated, facts, status_of

TOP = 15  # rows in which the head of a table is looked for
_encode = msgspec.json.encode
_decode = msgspec.json.Decoder(dict[str, str]).decode
TOLD = "_treaty"


def recognizes(file: SourceFile) -> bool:
    """A table with a column of countries and one of what they did, whose treaty a column, a title or its name tells."""
    if not file.is_table:
        return False
    try:
        above, header = _head(file)
    except UnreadableFile:
        return False
    columns = columns_of(header)
    if not columns or any(name.casefold() in facts()["never"] for name in header):
        return False
    return "treaty" in columns or bool(_treaty_told(file, above))


def is_complete(file: SourceFile) -> bool:
    """A file of one treaty lists every country; a table of several may hold any part."""
    _above, header = _head(file)
    return "treaty" not in columns_of(header)


def records(file: SourceFile) -> Iterator[RawRecord]:
    above, header = _head(file)
    columns, told = columns_of(header), _treaty_told(file, above)
    known = {*columns.values(), *(at for at, h in enumerate(header) if h.casefold() in facts()["ignored"])}
    rows = (row for row in islice(file.rows(), len(above) + 1, None) if any(row))
    for place, cells in enumerate(rows):
        row = {name: " ".join(cells[at].split()) for name, at in columns.items() if at < len(cells)}
        row |= {header[at]: cell for at, cell in enumerate(cells) if cell and at < len(header) and at not in known}
        yield _raw({**row, TOLD: told}, place)


def read(body: bytes) -> ReadStatus:
    row = {name: cell for name, cell in _decode(body).items() if cell}
    treaty = treaties.treaty(_treaty(row) or "")
    country = country_of(row) or ""
    row.pop("treaty", None), row.pop(TOLD, None)
    remarks = _names_differ(row)
    signed, bound = dated(row.pop("signed", "")), dated(row.pop("bound", ""))
    ended, in_force = dated(row.pop("ended", "")), dated(row.pop("in_force", ""))
    printed = row.get("status", "")
    marks = Marks({name: row.pop(name, "") for name in ("party", "signatory", "none", "status", "kind", "note")})
    status, left, doubts = status_of(marks, signed=signed, bound=bound, ended=ended)
    reservations, declarations = row.pop("reservations", ""), row.pop("declarations", "")
    read_row = ReadStatus(
        treaty=treaty.code,
        country=country,
        status=status,
        printed=printed,
        kind=marks.kind or bound.kind,
        signed=signed.day,
        signed_year=signed.year,
        bound=bound.day,
        bound_year=bound.year,
        in_force=in_force.day,
        ended_year=left,
        reservations=reservations,
        declarations=declarations,
        objections=row.pop("objections", ""),
        declared=declared_in(treaty, f"{declarations} {reservations}"),
        note=marks.said["note"],
        origin=row.pop("origin", ""),
        as_of=dated(row.pop("as_of", "")).day,
    )
    unknown = [str(Sentence("The column “%(column)s” is not known and was left out.", column=name)) for name in row]
    return msgspec.structs.replace(read_row, remarks=(*remarks, *doubts, *unknown))


def country_of(row: dict[str, str]) -> str | None:
    """By its code, else by its name: codes in use when a list was begun (TP) may not be known today."""
    code = row.get("iso", "")
    return _by_code(code) or countries.resolve(row.get("country", ""))


def _by_code(code: str) -> str | None:
    return countries.from_alpha2(code) if len(code) == 2 else code if code in countries.countries() else None


def declared_in(treaty: treaties.Treaty, said: str) -> tuple[str, ...]:
    """The procedures of a treaty that the text of a country's declaration accepts, by their articles."""
    if not re.search(r"recogni[sz]|competence|accept|declar|\byes\b", said, re.IGNORECASE):
        return ()
    named = r"\barticles?\s+(?:\d+\s*(?:\(\d+\))?\s*(?:,|and|&)\s*)*{}\b"
    return tuple(
        one.code
        for one in treaties.children(treaty.code)
        if one.kind == "declaration" and re.search(named.format(one.article), said, re.IGNORECASE)
    )


def columns_of(header: list[str]) -> dict[str, int]:
    """The columns that are known, by name; none where the row is no head of such a table."""
    found: dict[str, int] = {}
    for at, head in enumerate(header):
        plain = " ".join(head.casefold().split())
        for name, words in facts()["columns"].items():
            if plain in words:
                found.setdefault(name, at)
    if not {"country", "iso"} & found.keys() and "party" in found:
        found["country"] = found.pop("party")
    is_list = {"country", "iso"} & found.keys() and {"status", "bound", "signed", "party", "kind"} & found.keys()
    return found if is_list else {}


def _raw(row: dict[str, str], place: int) -> RawRecord:
    treaty, country = _treaty(row), country_of(row)
    name = row.get("country") or row.get("iso") or ""
    problem = None
    if not name:
        problem = Sentence("It names no country.")
    elif country is None:
        guesses = ", ".join(countries.country(code).name for code in countries.nearest(name)[:3])
        problem = Sentence(
            "The country “%(country)s” is not known; nearest: %(guesses)s.", country=name, guesses=guesses or "–"
        )
    elif treaty is None:
        problem = Sentence("The treaty “%(treaty)s” is not known.", treaty=row.get("treaty", ""))
    origin = row.get("origin", "")
    key = f"{origin}:{treaty or row.get('treaty', '')}:{country or name}"
    return RawRecord(key, _encode(row), place, scope=f"{origin}:{treaty}", problem=problem)


def _treaty(row: dict[str, str]) -> str | None:
    return treaties.resolve(row["treaty"]) if row.get("treaty") else row.get(TOLD) or None


def _names_differ(row: dict[str, str]) -> list[str]:
    """Takes country and code out of the row; a remark where they name two countries."""
    name, code = row.pop("country", ""), row.pop("iso", "")
    by_name = countries.resolve(name) if name else None
    by_code = _by_code(code)
    if by_name and by_code and by_name != by_code:
        said = Sentence("The code %(code)s and the name “%(name)s” are of two countries.", code=code, name=name)
        return [str(said)]
    return []


def _head(file: SourceFile) -> tuple[list[list[str]], list[str]]:
    """The rows above the head of the table, and the head; the first row where none looks like one."""
    top = list(islice(file.rows(), TOP))
    for at, row in enumerate(top):
        if columns_of(row):
            return top[:at], row
    return [], top[0] if top else []


def _treaty_told(file: SourceFile, above: list[list[str]]) -> str:
    """By the file's name, else by a title above the table."""
    told = [file.name.rsplit(".", 1)[0], *(cell for row in above for cell in row if cell)]
    return next((code for one in told if (code := treaties.resolve(one))), "")
