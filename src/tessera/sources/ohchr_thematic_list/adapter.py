"""Rows of a thematic list: the recommendation, who made it, its position and its tags."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from tessera.analysis.cycles import cycle_of_session
from tessera.analysis.recommending_states import recommendation_split, state_code
from tessera.analysis.tagging import codes_of_label
from tessera.extraction import Sentence
from tessera.harvest import Extraction, ReadDocument, ReadRecommendation, SourceFile

NUMBER = re.compile(r"(\d{1,3}(?:\s?\.\s?\d{1,3})?)\s*\.?\s+(?=\S)")
SOURCE = re.compile(r"\s*sources? of positions?\s*:\s*(.*)", re.IGNORECASE | re.DOTALL)
COUNTRY = re.compile(r"(?:UPR|Universal Periodic Review) of (?:the )?(.+?)\s*[(–-]", re.IGNORECASE)
CYCLE = re.compile(r"\b(\d)(?:st|nd|rd|th)\s+cycle|\bcycle\s+(\d)\b", re.IGNORECASE)
SESSION = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)\s+session|\bsession\s+(\d{1,2})\b", re.IGNORECASE)
TITLE = "Thematic list of UPR recommendations"
POSITIONS = {"supported": "supported", "accepted": "supported", "noted": "noted"}
HEADING = 80  # characters; a longer cell is no heading
Columns = dict[str, int]


def recognizes(file: SourceFile) -> bool:
    return not file.is_pdf and any(_columns(block.cells) for block in file.document.blocks[:60])


def extract(file: SourceFile) -> Extraction:
    found = list(_rows(file))
    remarks = [
        Sentence("%(ref)s has the position “%(said)s”, kept as printed.", ref=one.paragraph, said=one.position)
        for one in found
        if one.position not in POSITIONS.values()
    ]
    country = COUNTRY.search(file.head)
    name = country[1].strip() if country else ""
    cycle, session = _number(CYCLE, file.head), _number(SESSION, file.head)
    return Extraction(
        document=ReadDocument(
            title=TITLE + (f": {name}" if name else ""),
            mechanism="upr",
            country=state_code(name) or "",
            cycle=int(cycle) if cycle else cycle_of_session(int(session)) if session else None,
            session=session,
        ),
        recommendations=tuple(found),
        remarks=tuple(remarks),
        tagged=True,
    )


def _number(pattern: re.Pattern[str], head: str) -> str:
    """The number that the head of the list gives, "" where it gives none."""
    printed = pattern.search(head)
    return printed[1] or printed[2] if printed else ""


def _rows(file: SourceFile) -> Iterator[ReadRecommendation]:
    columns: Columns = {}
    for block in file.document.blocks:
        if header := _columns(block.cells):
            columns = header
        elif columns and len(block.cells) > max(columns.values()):
            number = NUMBER.match(block.cells[columns["recommendation"]])
            if number:
                yield _recommendation(block.cells, columns, number)


def _recommendation(cells: tuple[str, ...], columns: Columns, number: re.Match[str]) -> ReadRecommendation:
    printed = SOURCE.sub("", cells[columns["recommendation"]][number.end() :])
    text, states = recommendation_split(" ".join(printed.split()))
    position = " ".join(cells[columns["position"]].split()).casefold()
    tags = _tags(cells, columns)
    return ReadRecommendation(
        paragraph=re.sub(r"\s", "", number[1]),
        text=text,
        recommending_states=tuple(states),
        position=POSITIONS.get(position, position),
        themes=tuple(tags["themes"]),
        affected_persons=tuple(tags["affected_persons"]),
        sdgs=tuple(tags["sdgs"]),
        groups=tuple(dict.fromkeys(c for tag in tags["affected_persons"] for c in codes_of_label("groups", tag))),
    )


def _tags(cells: tuple[str, ...], columns: Columns) -> dict[str, list[str]]:
    """Tags by kind, from the columns of their own or from one cell with sections."""
    tags: dict[str, list[str]] = {"themes": [], "sdgs": [], "affected_persons": []}
    for kind in tags.keys() & columns.keys():
        into = kind
        for line in cells[columns[kind]].split("\n"):
            words = " ".join(line.split())
            section = next((name for name, heading in _facts()["sections"].items() if heading.fullmatch(words)), None)
            if section:
                into = section
            elif tag := re.sub(r"^[-–•]\s*", "", words):
                tags[into].append(tag)
    return tags


def _columns(cells: tuple[str, ...]) -> Columns | None:
    """Where the columns are, where the row is the table's head."""
    places: Columns = {}
    for at, cell in enumerate(cells):
        words = " ".join(cell.split())
        for kind, heading in _facts()["columns"].items():
            if kind not in places and len(words) < HEADING and heading.search(words):
                places[kind] = at
                break
    return places if {"recommendation", "position", "themes"} <= places.keys() else None


@cache
def _facts() -> dict[str, dict[str, Any]]:
    """What source.yml says of headings, as patterns."""
    facts = yaml.safe_load(files(__package__).joinpath("source.yml").read_text(encoding="utf-8"))
    columns = {kind: re.compile(words, re.IGNORECASE) for kind, words in facts["columns"].items()}
    sections = {kind: re.compile(rf"(?:{words})\s*:", re.IGNORECASE) for kind, words in facts["sections"].items()}
    return {"columns": columns, "sections": sections}
