"""What a special procedure recommends: to the State that was visited and to others there, or to all on a theme."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import Any

from tessera.analysis.asking import countries_in
from tessera.analysis.dates import date_of_head
from tessera.analysis.recommending_states import state_code
from tessera.extraction import Sentence, numbered_paragraphs
from tessera.harvest import (
    Extraction,
    ReadDocument,
    ReadRecommendation,
    Rules,
    SourceFile,
    front_of,
    recommendations_read,
    session_in,
    source_facts,
    symbol_in,
)

from .mandates import Mandate, mandate_in

LONGEST_THEME = 200  # characters


def recognizes(file: SourceFile) -> bool:
    """By its author and its symbol; what only names a mandate is none."""
    if file.is_table:
        return False
    front = front_of(file)
    other = re.compile("|".join(_facts()["others"]), re.IGNORECASE)
    signed = all(re.search(sign, front, re.IGNORECASE) for sign in _facts()["signs"])
    return signed and bool(_symbol(file)) and other.search(front) is None and mandate_in(front) is not None


def extract(file: SourceFile) -> Extraction:
    front = front_of(file)
    mandate = mandate_in(front) or Mandate("", "")
    title, visit, codes = _visit(front)
    country = codes[0] if len(codes) == 1 else ""
    found, remarks = recommendations_read(
        numbered_paragraphs(file.lines), _rules(), otherwise=("state",) if visit else (), country=country
    )
    if len(codes) > 1:
        found = tuple(_of_several(one, codes) for one in found)
    return Extraction(
        document=ReadDocument(
            symbol=_symbol(file),
            title=_title(front, mandate, title),
            mechanism=mandate.code or mandate.printed,
            country=country,
            date=date_of_head(file.head),
            session=session_in(front),
        ),
        recommendations=found,
        remarks=(*_remarks(mandate, visit, codes), *remarks),
    )


def _remarks(mandate: Mandate, visit: str, codes: tuple[str, ...]) -> list[Sentence]:
    told = []
    if not mandate.code:
        told.append(
            Sentence("The mandate “%(mandate)s” is not known, and is kept as printed.", mandate=mandate.printed)
        )
    if mandate.several:
        told.append(Sentence("Several mandates wrote this report; it is kept under the first of them."))
    if visit and not codes:
        told.append(Sentence("The State visited, “%(printed)s”, is not known.", printed=visit))
    return told


def _visit(front: str) -> tuple[str, str, tuple[str, ...]]:
    """The title of a visit ("Visit to Nepal"), the countries visited as printed, and their codes."""
    match = re.search("|".join(_facts()["visit"]), front)
    if match is None:
        return "", "", ()
    printed = next(said for said in match.groups() if said).strip(" ,.")
    printed = printed.title() if printed.isupper() else printed
    code = state_code(printed)
    title = (
        f"{match[0].split()[0].capitalize()} {' '.join(match[0].split()[1 : -len(printed.split())]).lower()} {printed}"
    )
    return title, printed, (code,) if code else countries_in(printed)


def _title(front: str, mandate: Mandate, visit: str) -> str:
    english = re.match(
        r"(?:Special|Independent|Working|Representative|Expert|International|Permanent)\b", mandate.printed, re.I
    )
    report = f"Report of the {mandate.printed}" if english else mandate.printed
    if visit:
        return f"{visit}: {report}"
    agenda = list(re.finditer(_facts()["agenda"], front, re.IGNORECASE))
    before = re.split(r"\b(?:Report|Note|Interim report|Thematic report|Study) (?:of|by|submitted)", front)[0]
    theme = before[agenda[-1].end() :].strip(" *,:") if agenda and agenda[-1].end() < len(before) else ""
    return f"{theme}: {report}" if 8 < len(theme) < LONGEST_THEME else report


def _of_several(one: ReadRecommendation, codes: tuple[str, ...]) -> ReadRecommendation:
    return one if one.countries else replace(one, countries=codes)


def _symbol(file: SourceFile) -> str:
    return symbol_in(file, re.compile(_facts()["symbol"]))


@cache
def _rules() -> Rules:
    return Rules.of(_facts(), who=_facts()["who"])


def _facts() -> dict[str, Any]:
    return source_facts(__package__)
