"""Tables of a page, row by row: by the rules drawn around them, else by the blanks between their columns."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ..laid_pages import RULE, WIDE, Box, Stretch
from ..pages import joined

NEAR = 3.0  # points within which two rules are one
COLUMN_GAP = 5.0  # points of blank between two columns
ROW_GAP = 0.75  # times the letters' size: a blank across all columns parts rows that no rule parts
FEW_RULES = 4
LEAST_ROWS = 3  # of a table without rules
WIDEST = 0.45  # of the page: without rules, wider cells are columns of text


@dataclass(frozen=True, slots=True)
class Row:
    """A table's row: `cells` one for each column. `columns` is the row that heads its table."""

    page: int
    top: float
    cells: tuple[str, ...]
    columns: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """What stands in it, cell after cell."""
        return " | ".join(cell for cell in self.cells if cell)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows, and the stretches that they were made of."""

    rows: tuple[Row, ...]
    used: frozenset[int]


def tables_of(stretches: Sequence[Stretch], drawn: Iterable[Box], width: float) -> list[Table]:
    """The tables of one page, from the top down. `used` are places in `stretches`."""
    across, down = _rules(drawn)
    found = []
    for region in _regions(stretches, across, down, width):
        rows = tuple(_rows(stretches, region, across, down))
        if sum(len([c for c in row.cells if c]) > 1 for row in rows) > 1:
            found.append(Table(_headed(rows), frozenset(region)))
    return found


def _headed(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    columns = rows[0].cells
    return (rows[0], *(replace(row, columns=columns) for row in rows[1:]))


def _rules(drawn: Iterable[Box]) -> tuple[list[Box], list[Box]]:
    """Rules across and rules down, the edges of fields among them."""
    across, down = [], []
    for box in drawn:
        wide, high = box.right - box.left, box.top - box.bottom
        if wide > RULE:
            across += [box] if high <= RULE else [replace(box, top=box.bottom), replace(box, bottom=box.top)]
        if high > RULE:
            down += [box] if wide <= RULE else [replace(box, right=box.left), replace(box, left=box.right)]
    return across, down


def _middle(one: Stretch) -> float:
    return one.bottom + one.size / 2


def _regions(stretches: Sequence[Stretch], across: list[Box], down: list[Box], width: float) -> list[list[int]]:
    """Places of the stretches of each table, from the top down."""
    bands = _bands(across)
    held: dict[int, list[int]] = {}
    for at, one in enumerate(stretches):
        for number, (top, bottom, left, right) in enumerate(bands):
            if bottom <= _middle(one) <= top and left - NEAR <= one.left and one.right <= right + 2 * NEAR:
                held.setdefault(number, []).append(at)
                break
    regions: list[list[int]] = []
    last = -2
    for number, members in sorted(held.items()):
        top, bottom, *_ = bands[number]
        bounded = sum(box.bottom <= (top + bottom) / 2 <= box.top for box in down) >= 2
        if not bounded and len(_columns([stretches[m] for m in members])) < 2:
            continue
        if number == last + 1 and regions:
            regions[-1] += members
        else:
            regions.append(members)
        last = number
    return regions or _unruled(stretches, width)


def _bands(across: list[Box]) -> list[tuple[float, float, float, float]]:
    """What lies between one rule and the next: top, bottom, left, right."""
    heights: list[tuple[float, float, float]] = []
    for box in sorted(across, key=lambda b: -b.top):
        if heights and heights[-1][0] - box.bottom < NEAR:
            y, left, right = heights[-1]
            heights[-1] = (y, min(left, box.left), max(right, box.right))
        else:
            heights.append((box.bottom, box.left, box.right))
    return [
        (upper[0], lower[0], min(upper[1], lower[1]), max(upper[2], lower[2]))
        for upper, lower in itertools.pairwise(heights)
    ]


def _unruled(stretches: Sequence[Stretch], width: float) -> list[list[int]]:
    """Lines that hold several narrow stretches, three or more in a row."""
    lines: list[list[int]] = []
    for at in sorted(range(len(stretches)), key=lambda i: -stretches[i].bottom):
        if lines and stretches[lines[-1][0]].is_level_with(stretches[at]):
            lines[-1].append(at)
        else:
            lines.append([at])
    regions: list[list[int]] = []
    run: list[list[int]] = []
    for line in [*lines, []]:
        narrow = line and all(stretches[at].right - stretches[at].left < WIDEST * width for at in line)
        if narrow and (_parts(stretches, line) > 2 or run):
            run.append(line)
            continue
        if sum(_parts(stretches, one) > 2 for one in run) >= LEAST_ROWS:
            regions.append([at for one in run for at in one])
        run = []
    return regions


def _parts(stretches: Sequence[Stretch], line: list[int]) -> int:
    """How many parts a line has that wide blanks keep apart."""
    row = sorted((stretches[at] for at in line), key=lambda s: s.left)
    return 1 + sum(b.left - a.right > WIDE * a.size for a, b in itertools.pairwise(row)) if row else 0


def _columns(members: Sequence[Stretch], edges: Sequence[float] = ()) -> list[tuple[float, float]]:
    """Where columns stand, from the left: between rules down where there are some, else between blanks."""
    if len(edges) > 2:
        return list(itertools.pairwise(edges))
    spans: list[tuple[float, float]] = []
    for one in sorted(members, key=lambda s: s.left):
        if spans and one.left < spans[-1][1] + COLUMN_GAP:
            spans[-1] = (spans[-1][0], max(spans[-1][1], one.right))
        else:
            spans.append((one.left, one.right))
    return spans


def _rows(stretches: Sequence[Stretch], region: list[int], across: list[Box], down: list[Box]) -> Iterable[Row]:
    members = [stretches[at] for at in region]
    top, bottom = max(map(_middle, members)), min(map(_middle, members))
    edges = _edges(box.left for box in down if box.bottom < top and box.top > bottom)
    columns = _columns(members, edges)
    cuts = _edges(box.bottom for box in across if bottom - 20 < box.bottom < top + 20)
    if len(cuts) < FEW_RULES:
        cuts = sorted([*cuts, *_blank_heights(members)])
    by_row: dict[int, list[Stretch]] = {}
    for one in members:
        by_row.setdefault(sum(cut > _middle(one) for cut in cuts), []).append(one)
    for _, row in sorted(by_row.items()):
        cells: list[list[Stretch]] = [[] for _ in columns]
        for one in row:
            cells[_column_of(one, columns)].append(one)
        texts = tuple(joined([s.text for s in _lines(cell)]) for cell in cells)
        yield Row(row[0].page, max(map(_middle, row)), texts)


def _lines(cell: list[Stretch]) -> list[Stretch]:
    return sorted(cell, key=lambda s: (-round(s.bottom / (s.size or 1) / 0.35), s.left))


def _edges(places: Iterable[float]) -> list[float]:
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > NEAR:
            found.append(place)
    return found


def _column_of(one: Stretch, columns: list[tuple[float, float]]) -> int:
    inside = [number for number, (left, _right) in enumerate(columns) if left <= one.left + NEAR]
    return inside[-1] if inside else 0


def _blank_heights(members: Sequence[Stretch]) -> list[float]:
    """Heights at which a blank goes through all columns."""
    found = []
    spans = sorted(((s.bottom + s.size, s.bottom, s.size) for s in members), reverse=True)
    lowest = spans[0][1]
    for upper, lower, size in spans[1:]:
        if lowest - upper > ROW_GAP * size - size * 0.35:
            found.append((lowest + upper) / 2)
        lowest = min(lowest, lower)
    return found
