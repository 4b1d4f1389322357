"""What a brief says, in one language, before it has a format."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one language; `look` is "" or "strong" or "muted". `url` makes them a link."""

    text: str
    language: str
    look: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote."""

    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words in order, and the footnote at their end."""

    runs: tuple[Run, ...]
    note: Note | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """A recommendation as it was made. `lead` says who made it and when, `tail` what became of it and how often."""

    record: int
    lead: tuple[Run, ...]
    text: Run
    tail: tuple[Run, ...]
    note: Note
    symbol: str


@dataclass(frozen=True, slots=True)
class Section:
    """Recommendations under one heading."""

    heading: Run
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """A table of counts. `caption` names the unit; the first column holds what each row counts."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    last_is_total: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """An SVG with its text alternative, and the sentence above it. `height` in millimetres at the width of the page."""

    svg: str
    title: str
    alt: str
    height: float


@dataclass(frozen=True, slots=True)
class Block:
    """Lines under a heading: ratifications to promote, entry points that are coming."""

    heading: str
    lines: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """Everything on the two pages. `apart`: the recommendations begin on the second page."""

    language: str
    mirrored: bool
    country: str
    kind: str
    title: str
    about: str
    made: str
    messages_heading: str
    messages: tuple[Paragraph, ...]
    tables: tuple[Matrix, ...]
    chart: Chart | None
    quotes_heading: str
    quotes_intro: str
    sections: tuple[Section, ...]
    blocks: tuple[Block, ...]
    reading_heading: str
    reading: tuple[Paragraph, ...]
    url: str
    apart: bool = False
    words: dict[str, str] = field(default_factory=dict)

    def quotes(self) -> Iterator[Quote]:
        for section in self.sections:
            yield from section.quotes

    def notes(self) -> Iterator[Note]:
        """The footnotes in their order."""
        for paragraph in self.messages:
            if paragraph.note:
                yield paragraph.note
        for quote in self.quotes():
            yield quote.note
        for block in self.blocks:
            for line in block.lines:
                if line.note:
                    yield line.note


def words_of(runs: Sequence[Run]) -> str:
    """The words without their looks."""
    return "".join(run.text for run in runs)
