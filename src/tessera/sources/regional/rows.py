"""Tables of regional bodies' recommendations: a row each, columns by their headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from tessera.analysis.asking import addressees_asked, addressees_of_heading
from tessera.analysis.dates import date_printed
from tessera.extraction import Sentence
from tessera.harvest import Extraction, ReadDocument, ReadRecommendation, SourceFile
from tessera.vocabulary import countries, mechanisms

from .layouts import facts

FAMILY = "regional"
NEEDED = {"text", "body"}
LOOKED_AT = 50  # rows by which a table is told
PARTED = re.compile(r"\s*[;\n|]\s*")


def rows_recognized(file: SourceFile) -> bool:
    """By its columns, and by its bodies: at least half of them are regional."""
    columns = _columns(file.header)
    if not columns.keys() >= NEEDED:
        return False
    named = [row[columns["body"]] for row in islice(file.rows(), 1, LOOKED_AT) if len(row) > columns["body"]]
    regional = [name for name in named if _body(name)]
    return bool(regional) and 2 * len(regional) >= len([name for name in named if name])


def table_read(file: SourceFile) -> Extraction:
    """Every row with a text; what is not known is told, and columns that are left out."""
    remarks: list[Sentence] = []
    columns = _columns(file.header)
    known = set(columns.values())
    remarks += [
        Sentence("The column “%(column)s” is not known and was left out.", column=head)
        for at, head in enumerate(file.header)
        if head and at not in known and head.casefold() not in facts()["ignored"]
    ]
    found = [_row(row, remarks) for row in _rows(file, columns, remarks)]
    return Extraction(document=ReadDocument(), recommendations=tuple(found), remarks=tuple(dict.fromkeys(remarks)))


def _rows(file: SourceFile, columns: dict[str, int], remarks: list[Sentence]) -> Iterator[dict[str, str]]:
    for number, cells in enumerate(islice(file.rows(), 1, None), start=2):
        if not any(cells):
            continue
        row = {name: cells[at].strip() for name, at in columns.items() if at < len(cells)}
        if row.get("text"):
            yield row
        else:
            remarks.append(Sentence("Row %(number)s has no text and was left out.", number=number))


def _row(row: dict[str, str], remarks: list[Sentence]) -> ReadRecommendation:
    printed = row.get("body", "")
    body = mechanisms.resolve(printed)
    if body is None:
        remarks.append(Sentence("The body “%(body)s” is not known and is kept as printed.", body=printed))
    date = date_printed(row.get("date", ""))
    year = re.search(r"\b(?:19|20)\d\d\b", row.get("year", "") or row.get("date", ""))
    told = tuple(code for name in PARTED.split(row.get("country", "")) if name and (code := _country(name, remarks)))
    return ReadRecommendation(
        paragraph=row.get("paragraph", ""),
        text=" ".join(row["text"].split()),
        kind=_kind(row.get("kind", ""), remarks),
        heading=row.get("heading", ""),
        themes=_parts(row.get("themes", "")),
        affected_persons=_parts(row.get("persons", "")),
        addressees=addressees_of_heading(row.get("addressee", "")) or addressees_asked(row["text"]) or ("state",),
        countries=told if len(told) > 1 else (),
        document=ReadDocument(
            symbol=row.get("symbol", ""),
            title=row.get("title", ""),
            mechanism=body or printed,
            country=told[0] if len(told) == 1 else "",
            date=date,
            year=int(year[0]) if year else None,
        ),
    )


def _country(name: str, remarks: list[Sentence]) -> str:
    code = countries.resolve(name)
    if code is None:
        nearest = ", ".join(countries.country(one).name for one in countries.nearest(name)[:3])
        remarks.append(
            Sentence(
                "The country “%(country)s” is not known; nearest: %(guesses)s.", country=name, guesses=nearest or "–"
            )
        )
    return code or ""


def _kind(printed: str, remarks: list[Sentence]) -> str:
    if not printed:
        return "recommendation"
    folded = printed.casefold()
    kind = next((code for code, words in facts()["kinds"].items() if folded in words or folded == code), "")
    if not kind:
        remarks.append(Sentence("The kind “%(kind)s” is not known; it was taken for a recommendation.", kind=printed))
    return kind or "recommendation"


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part for part in PARTED.split(cell) if part)


def _body(printed: str) -> bool:
    code = mechanisms.resolve(printed)
    return code is not None and mechanisms.body(code).family == FAMILY


def _columns(header: list[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for at, head in enumerate(header):
        for name, words in facts()["columns"].items():
            if " ".join(head.split()).casefold() in words:
                found.setdefault(name, at)
                break
    return found
