"""Where a table's headings stand, and what its columns seem to hold: by their headings and by what stands in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice

from tessera.extraction import Sentence
from tessera.harvest import ColumnGuess, SourceFile, TableGuess, column_labels, quoted

from .facts import Field, code_of, fields, folded
from .values import ISO, SYMBOL, YEAR, country_code, day_of, is_mechanism, parts

Rows = Sequence[Sequence[str]]
FIRST_ROWS = 20  # within which the headings stand
LOOKED_AT = 200  # rows by whose contents columns are judged
SHOWN, SHOWN_LENGTH = 3, 120
LONG = 40  # characters that the texts of a column have on average, at least
HEADING = 80  # a heading is no longer
MOST = 0.6  # share of cells that must look as a field's cells do
EXACT, WITHIN, FITTING, UNFIT = 4.0, 2.0, 1.5, -3.0
LEAST, SURE = 1.0, 3.0
CAPITAL = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ])")  # within a word: RecommendingStates
NEEDED = ("text", "country")  # on these a person is asked where they are not sure
BY_CONTENTS = ("text", "country", "symbol", "date", "position")  # told by contents alone


def rows_of(file: SourceFile) -> tuple[list[str], Iterator[tuple[int, list[str]]]]:
    """The labels of the columns, and the rows below with their places in the file, from 0; empty rows left out."""
    rows = file.rows()
    first = list(islice(rows, FIRST_ROWS))
    head = head_at(first)
    labels = column_labels(_cut(first[head])) if first else []

    def below() -> Iterator[tuple[int, list[str]]]:
        for place, row in enumerate(first[head + 1 :], start=head + 1):
            if any(row):
                yield place, row
        for place, row in enumerate(rows, start=len(first)):
            if any(row):
                yield place, row

    return labels, below()


def head_at(first: Rows) -> int:
    """The place of the row of headings: the first with most of the headings that are known, if there are two at least;
    else the first that is not much narrower than the table, such as a title above it."""
    known = [len({name for cell in row if len(cell) <= HEADING for name in _exactly(cell)}) for row in first]
    most = max(known, default=0)
    if most > 1:
        return known.index(most)
    widths = [sum(map(bool, row)) for row in first]
    return next((at for at, width in enumerate(widths) if width * 2 >= max(widths) and width), 0)


def table_guess(file: SourceFile) -> TableGuess:
    """What the columns seem to hold, and why a person must look first where that is not sure."""
    labels, below = rows_of(file)
    rows = [row for _place, row in islice(below, LOOKED_AT)]
    cells = [[row[at] for row in rows if at < len(row) and row[at]] for at in range(len(labels))]
    scores = {
        (at, field.name): score
        for at, label in enumerate(labels)
        for field in fields().values()
        if (score := _score(field, label, cells[at])) >= LEAST
    }
    given = _given(scores)
    columns = tuple(_column(label, given.get(at, ""), scores, at, cells[at]) for at, label in enumerate(labels))
    return TableGuess(columns, _doubt(columns, scores, labels))


def _given(scores: Mapping[tuple[int, str], float]) -> dict[int, str]:
    """A field for each column, the surest first; a field with one value goes to one column."""
    given: dict[int, str] = {}
    for at, name in sorted(scores, key=lambda one: (-scores[one], one[0])):
        if at not in given and (fields()[name].several or name not in given.values()):
            given[at] = name
    return given


def _column(
    label: str, name: str, scores: Mapping[tuple[int, str], float], at: int, cells: Sequence[str]
) -> ColumnGuess:
    samples = tuple(dict.fromkeys(" ".join(cell.split())[:SHOWN_LENGTH] for cell in cells))[:SHOWN]
    if not name:
        return ColumnGuess(label, samples=samples)
    why = "heading" if _named(label).get(name) else "contents"
    sure = scores[at, name] >= SURE or (why == "contents" and not _rivals(name, scores))
    return ColumnGuess(label, name, sure, why, samples)


def _doubt(
    columns: Sequence[ColumnGuess], scores: Mapping[tuple[int, str], float], labels: Sequence[str]
) -> Sentence | None:
    given = {one.field: one for one in columns}
    if "text" not in given or not given["text"].sure:
        return Sentence("it is not sure which column holds the text of the recommendations")
    if "country" in given and _doubtful(given) and not _rivals("country", scores):
        return Sentence("it is not sure that “%(column)s” holds countries", column=given["country"].label)
    if not any(_named(label) for label in labels) and any(len(label) > HEADING for label in labels):
        return Sentence("its first row does not look like a row of headings")
    for name in NEEDED:
        rivals = _rivals(name, scores)
        if rivals:
            named = quoted(labels[at] for at in rivals)
            return Sentence("%(columns)s may each hold the field “%(field)s”", columns=named, field=name)
    return None


def _doubtful(given: Mapping[str, ColumnGuess]) -> bool:
    """Countries that no heading names may as well be the States that recommend."""
    one = given["country"]
    return not one.sure or (one.why == "contents" and "states" in given)


def _rivals(name: str, scores: Mapping[tuple[int, str], float]) -> list[int]:
    """Columns that could as well hold a field as the one that has it, and hold no other field more surely."""
    best = {at: max(s for (where, _n), s in scores.items() if where == at) for at, _name in scores}
    own = [at for (at, field), score in scores.items() if field == name and score == best[at]]
    top = max((scores[at, name] for at in own), default=0.0)
    close = sorted(at for at in own if scores[at, name] >= top - FITTING / 2)
    return close if len(close) > 1 else []


def _score(field: Field, label: str, cells: Sequence[str]) -> float:
    heading = _named(label).get(field.name, 0.0)
    looks = FORMS.get(field.form)
    if looks is None or not cells:
        return heading
    share = looks(cells)
    if heading >= EXACT and field.name in NEEDED and _share(str.isdecimal)(cells) >= MOST:
        return heading + UNFIT
    if heading:
        return heading + (FITTING * share if share >= MOST else UNFIT if share < 1 - MOST and heading < EXACT else 0.0)
    return FITTING * share if field.name in BY_CONTENTS and share >= MOST else 0.0


@cache
def _named(label: str) -> dict[str, float]:
    """Fields that a heading may name, and how surely: wholly, or with words around the longest that is known."""
    said = folded(CAPITAL.sub(" ", re.sub(r" \(\d+\)$", "", label)))
    exact = {field.name: EXACT for field in fields().values() if said in field.words}
    if exact or len(label) > HEADING:
        return exact
    within: dict[str, float] = {}
    for field in fields().values():
        longest = max((len(w) for w in field.words if len(w) > 2 and f" {w} " in f" {said} "), default=0)
        if longest:
            within[field.name] = WITHIN + longest / 100
    return within


def _exactly(label: str) -> list[str]:
    return [name for name, surely in _named(label).items() if surely == EXACT]


def _text(cells: Sequence[str]) -> float:
    """How much a column is one of texts: long, of several words, differing."""
    length = sum(map(len, cells)) / len(cells)
    spaced = sum(" " in cell or len(cell) > 2 * LONG for cell in cells) / len(cells)
    differing = len(set(cells)) / len(cells)
    return spaced * min(1.0, 0.5 + differing) if length >= LONG else 0.0


def _share(test: Callable[[str], object]) -> Callable[[Sequence[str]], float]:
    return lambda cells: sum(bool(test(cell)) for cell in cells) / len(cells)


def _is_country(cell: str) -> bool:
    return any(country_code(name) for one in parts(cell) for name in (one, *re.split(r"\s*,\s*", one)))


def _is_day(cell: str) -> bool:
    return len(cell) <= LONG and bool(ISO.fullmatch(cell) or any(day_of(cell, [])))


FORMS: Mapping[str, Callable[[Sequence[str]], float]] = {
    "text": _text,
    "country": _share(_is_country),
    "symbol": _share(SYMBOL.fullmatch),
    "date": _share(_is_day),
    "year": _share(lambda cell: len(cell) <= 10 and YEAR.search(cell)),
    "position": _share(lambda cell: code_of("positions", cell)),
    "kind": _share(lambda cell: code_of("kinds", cell)),
    "addressee": _share(lambda cell: len(cell) <= HEADING),
    "paragraph": _share(lambda cell: len(cell) <= 20),
    "code": _share(lambda cell: len(cell) <= HEADING and "\n" not in cell),
    "mechanism": _share(is_mechanism),
    "name": _share(lambda cell: len(cell) <= 5 * LONG),
    "goal": _share(lambda cell: re.search(r"\d", cell)),
}


def _cut(row: Sequence[str]) -> list[str]:
    """Without the empty cells at its end."""
    cells = list(row)
    while cells and not cells[-1]:
        cells.pop()
    return cells
