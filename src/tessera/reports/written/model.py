"""What a written document says, before it has a format."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

CONTENTS_FROM = 4  # headings of the first level: a shorter document needs no table of contents
NARROWEST, WIDEST = 5, 44  # characters that a column of a table is given at least and at most
DIGITS = 9  # characters that a column of numbers is given at most


@dataclass(frozen=True, slots=True)
class Linked:
    """Words that lead to a page: to the rows that a figure counts."""

    text: str
    url: str


Run: TypeAlias = str | Linked
Words: TypeAlias = Run | tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` 1, 2 or 3; levels are not skipped."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`language` where it is not the document's; `look` is "", "strong" or "muted"."""

    words: Words
    language: str = ""
    look: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list without an order."""

    items: tuple[Words, ...]
    language: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of somebody else, as written, and where they stand."""

    text: str
    language: str = ""
    source: Words = ""


@dataclass(frozen=True, slots=True)
class Table:
    """`caption` names the unit. `numeric` are the places of the columns that hold numbers. With `total` the last row
    sums up the others. `note` stands below."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Run, ...], ...]
    numeric: frozenset[int] = frozenset()
    total: bool = False
    note: str = ""

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"A row of “{self.caption}” has not as many cells as the table has columns.")

    def shares(self) -> list[float]:
        """The part of the width that each column gets; their sum is 1."""
        wanted = [self._wanted(place) for place in range(len(self.columns))]
        return [one / sum(wanted) for one in wanted]

    def _wanted(self, place: int) -> float:
        lengths = [len(text_of(row[place])) for row in self.rows] or [0]
        word = max((len(one) for one in self.columns[place].split()), default=0)
        longest = max(*lengths, word)
        return float(min(max(longest, word, NARROWEST), DIGITS if place in self.numeric else WIDEST))


@dataclass(frozen=True, slots=True)
class Drawing:
    """An SVG of `reports.svg`; `alternative` says in words what it shows."""

    caption: str
    svg: str
    alternative: str


Part: TypeAlias = Heading | Paragraph | Bullets | Quote | Table | Drawing


@dataclass(frozen=True, slots=True)
class Written:
    """A document in one language. `issued` says when and by whom, `notice` who may read it; both may be empty."""

    title: str
    subtitle: str
    language: str
    issued: str
    notice: str
    parts: tuple[Part, ...] = field(default=())

    def headings(self) -> list[str]:
        """Those of the first level, for a table of contents; empty where none is needed."""
        found = [part.text for part in self.parts if isinstance(part, Heading) and part.level == 1]
        return found if len(found) >= CONTENTS_FROM else []


def runs_of(words: Words) -> Iterator[Linked]:
    """Words in order, each with its address or none."""
    for run in words if isinstance(words, tuple) else (words,):
        linked = run if isinstance(run, Linked) else Linked(run, "")
        if linked.text:
            yield linked


def text_of(words: Words) -> str:
    return "".join(run.text for run in runs_of(words))


def texts_of(parts: Sequence[Part]) -> Iterator[str]:
    """Every text that the parts say, in order: what a reader of any format can find."""
    for part in parts:
        match part:
            case Heading(text=text):
                yield text
            case Paragraph(words=words):
                yield text_of(words)
            case Bullets(items=items):
                yield from (text_of(item) for item in items)
            case Quote(text=text, source=source):
                yield text
                yield text_of(source)
            case Table(caption=caption, columns=columns, rows=rows, note=note):
                yield from (caption, *columns, *(text_of(cell) for row in rows for cell in row), note)
            case Drawing(caption=caption, alternative=alternative):
                yield caption
                yield alternative
