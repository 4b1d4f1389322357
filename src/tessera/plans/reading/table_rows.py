"""Activities that stand in a table: what each column holds, and one row as an activity."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .gnr import GnrList, gnr_cell, gnr_lists
from .markers import HEADING_CHARACTERS, SECTION_WORDS, Marker, marker_of
from .periods import Period, bare_period, timeline_line

HEADERS = (
    ("timeline", re.compile(r"time\s?-?(?:line|frame)|period|when|years?|dates?|schedule", re.IGNORECASE)),
    ("gnr", re.compile(r"gnrs?|guidance\s+note.*|recommendations?(?:\s+\(gnr\))?", re.IGNORECASE)),
    ("lead", re.compile(r"lead(?:\s+\w+)?|responsib\w*.*|who|focal\s+point|coordinat\w+", re.IGNORECASE)),
    ("ref", re.compile(r"no\.?|nr\.?|#|ref\.?|reference|letter|item|number", re.IGNORECASE)),
    ("section", re.compile(
        rf"(?:(?:strategic|thematic|priority)\s+)?(?:{'|'.join(SECTION_WORDS)}|objective)s?", re.IGNORECASE
    )),
    ("activity", re.compile(r"activit(?:y|ies)|actions?(?:\s+points?)?|what|description", re.IGNORECASE)),
)  # fmt: skip
REF_CELL = 8
HEADING_STYLES = ("word", "roman", "upper", "decimal")


@dataclass(frozen=True, slots=True)
class Columns:
    """Places of the columns, None where a table has none such."""

    activity: int
    section: int | None
    timeline: int | None
    gnr: int | None
    lead: int | None
    ref: int | None


@dataclass(frozen=True, slots=True)
class Row:
    marker: Marker | None
    section: str
    text: str
    period: Period | None
    gnr: GnrList | None
    notes: tuple[str, ...]


def columns_of(cells: tuple[str, ...]) -> Columns | None:
    """The columns that a header row names; None where the row is no header."""
    places: dict[str, int] = {}
    for at, cell in enumerate(cells):
        words = cell.strip().rstrip(":")
        name = next((n for n, pattern in HEADERS if pattern.fullmatch(words)), None)
        if name and name not in places:
            places[name] = at
    if "activity" not in places or len(places) < 2:
        return None
    return Columns(places["activity"], *(places.get(n) for n in ("section", "timeline", "gnr", "lead", "ref")))


def heading_of_row(cells: tuple[str, ...], columns: Columns | None) -> str | None:
    """The heading of a row that holds nothing else: one cell over the whole width, or the same words in each."""
    told = {cell.strip() for cell in cells if cell.strip()}
    if len(cells) < 2 or len(told) != 1:
        return None
    (words,) = told
    repeated = sum(1 for cell in cells if cell.strip()) > 1
    if not repeated and not cells[0].strip():
        return None
    if len(words) > HEADING_CHARACTERS or gnr_lists(words) or bare_period(words) or timeline_line(words):
        return None
    marker = marker_of(words)
    if marker:
        return words if marker.style in HEADING_STYLES else None
    return words if repeated or (columns is not None and columns.activity != 0) else None


def row_of(cells: tuple[str, ...], columns: Columns | None) -> Row | None:
    """A row as an activity; without a header its columns are told by what they hold."""
    columns = columns or _guessed(cells)
    if columns is None or columns.activity >= len(cells) or not cells[columns.activity].strip():
        return None
    text, own_period = _without_timeline(cells[columns.activity].strip())
    marker = marker_of(text)
    if marker and marker.style in ("combo", "dotted", "letter", "bullet"):
        text = text[marker.end :].strip()
    else:
        marker = _marker_of_cell(_cell(cells, columns.ref))
    timeline, lead = _cell(cells, columns.timeline), _cell(cells, columns.lead)
    return Row(
        marker=marker,
        section=_cell(cells, columns.section),
        text=text,
        period=bare_period(timeline) or timeline_line(timeline) or own_period,
        gnr=gnr_cell(_cell(cells, columns.gnr)),
        notes=(f"Lead: {lead}",) if lead else (),
    )


def _cell(cells: tuple[str, ...], at: int | None) -> str:
    return cells[at].strip() if at is not None and at < len(cells) else ""


def _guessed(cells: tuple[str, ...]) -> Columns | None:
    longest = max(range(len(cells)), key=lambda i: len(cells[i]))
    timeline = next((i for i, c in enumerate(cells) if i != longest and bare_period(c)), None)
    others = [i for i in range(len(cells)) if i not in (longest, timeline)]
    ref = next((i for i in others if 0 < len(cells[i].strip()) <= REF_CELL and i < longest), None)
    gnr = next((i for i in others if i != ref and gnr_cell(cells[i])), None)
    return Columns(longest, None, timeline, gnr, None, ref) if timeline is not None or gnr is not None else None


def _marker_of_cell(cell: str) -> Marker | None:
    """A reference in a cell of its own needs no closing sign: "a", "1a", "1.1", "5"."""
    bare = cell.strip("(). ")
    if re.fullmatch(r"\d{1,3}", bare):
        return Marker("decimal", int(bare), "", len(cell))
    if re.fullmatch(r"[a-z]{1,2}", bare):
        return Marker("letter", None, bare, len(cell))
    combo = re.fullmatch(r"(\d{1,3})\s?\.?([a-z]{1,2})", bare)
    if combo:
        return Marker("combo", int(combo[1]), combo[2], len(cell))
    dotted = re.fullmatch(r"(\d{1,3})\.(\d{1,3})", bare)
    return Marker("dotted", int(dotted[1]), dotted[2], len(cell)) if dotted else None


def _without_timeline(text: str) -> tuple[str, Period | None]:
    """A cell's text without a line that is only a timeline, and its period."""
    kept, period = [], None
    for line in text.split("\n"):
        found = timeline_line(line)
        if found and period is None:
            period = found
        else:
            kept.append(line)
    return "\n".join(kept).strip(), period
