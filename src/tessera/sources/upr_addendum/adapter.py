"""What a State answered to the recommendations of its review."""

from __future__ import annotations

import re

from tessera.analysis.cycles import cycle_of_date
from tessera.analysis.dates import date_of_head
from tessera.analysis.recommending_states import state_code
from tessera.extraction import Line, Sentence
from tessera.harvest import Extraction, ReadDocument, ReadRecommendation, SourceFile

from .passages import passages_of
from .reading import replies_of
from .references import paragraph_of

REPORT = "report of the working group on the universal periodic review"
VIEWS = re.compile(r"views on (?:the )?conclusions|presented by the state under review|addendum", re.IGNORECASE)
SYMBOL = re.compile(r"\bA/HRC/\d+/\d+/Add\.\d+(?:/(?:Corr|Rev)\.\d+)*")
MARKS = re.compile(r"[*∗†‡]+")
COVER = 60  # lines of a Word file among which the State's name stands


def recognizes(file: SourceFile) -> bool:
    """By its title and what it says of itself; the title alone is that of the report."""
    head = " ".join(MARKS.sub("", file.head).split())
    return REPORT in head.casefold() and bool(VIEWS.search(head)) and SYMBOL.search(head) is not None


def extract(file: SourceFile) -> Extraction:
    replies, twice = replies_of(passages_of(_lines(file)))
    country, date = _country(file), date_of_head(file.head)
    remarks = [] if country else [Sentence("The document does not say which State was reviewed.")]
    remarks += [
        Sentence("The document gives two positions on %(paragraph)s; the first was kept.", paragraph=paragraph_of(r))
        for r in twice
    ]
    remarks += [
        Sentence("No position was recognized in what is said of %(paragraph)s.", paragraph=paragraph_of(one.reference))
        for one in replies
        if not one.position
    ]
    symbol = SYMBOL.search(file.head)
    return Extraction(
        document=ReadDocument(
            symbol=symbol[0] if symbol else "",
            title="Views of the State under review" + (f": {country[1]}" if country else ""),
            mechanism="upr",
            country=country[0] if country else "",
            date=date,
            cycle=cycle_of_date(date) if date else None,
        ),
        recommendations=tuple(
            ReadRecommendation(
                paragraph=paragraph_of(one.reference),
                text=one.text,
                position=one.position,
                page=one.page or None,
                kind="response",
                heading=one.heading,
            )
            for one in replies
        ),
        remarks=tuple(remarks),
    )


def _lines(file: SourceFile) -> list[Line]:
    """Lines behind the cover page; the cells of a table's row follow one another."""
    if file.is_pdf:
        return [line for line in file.lines if line.page > 1 or len(file.pages) == 1]
    return [
        Line(text, 0, 0.0, 0.0, 0.0)
        for block in file.document.blocks
        for text in ([cell for cell in block.cells if cell] or [f"{block.number} {block.text}".strip()])
    ]


def _country(file: SourceFile) -> tuple[str, str] | None:
    """The first line of the first page that is nothing but a country's name."""
    texts = [line.text for line in file.pages[0].lines] if file.is_pdf else [line.text for line in file.lines[:COVER]]
    for text in texts:
        name = MARKS.sub("", text).strip()
        if 3 < len(name) < 60 and (code := state_code(name)):
            return code, name
    return None
