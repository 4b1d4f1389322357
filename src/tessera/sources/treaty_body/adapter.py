"""What a treaty body recommends to a State in its concluding observations."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

import yaml

from tessera.analysis.dates import date_of_head
from tessera.analysis.recommending_states import state_code
from tessera.extraction import Sentence
from tessera.harvest import Extraction, ReadDocument, ReadRecommendation, SourceFile
from tessera.vocabulary import countries

from .paragraphs import Paragraph, paragraphs_of

TITLE = re.compile(
    r"Concluding observations on the .{3,200}?(?:report|review|absence)s? .{0,40}?of .{3,80}?(?=\s\d+\.|\*|$)"
)
COUNTRY = re.compile(r"\bof (?:the )?([A-Z][^*]+?)[*\s]*$")


def recognizes(file: SourceFile) -> bool:
    head = file.head.casefold()
    return "concluding observations" in head and _committee(file) is not None


def extract(file: SourceFile) -> Extraction:
    paragraphs = paragraphs_of(file.lines)
    symbol, title = _symbol(file), TITLE.search(file.head)
    country = _country(symbol, title[0] if title else "")
    remarks = [] if country else [Sentence("The document does not say which State was reviewed.")]
    remarks += [
        Sentence("After paragraph %(before)s comes %(number)s: one is missing or misnumbered.", before=a, number=b)
        for a, b in _gaps(paragraphs)
    ]
    return Extraction(
        document=ReadDocument(
            symbol=symbol,
            title=" ".join(title[0].split()) if title else "Concluding observations",
            mechanism=_committee(file) or "",
            country=country,
            date=date_of_head(file.head),
        ),
        recommendations=tuple(
            ReadRecommendation(paragraph=str(p.number), text=p.text, page=p.page or None, kind=kind, heading=p.heading)
            for p in paragraphs
            if (kind := kind_of(p.text))
        ),
        remarks=tuple(remarks),
    )


def kind_of(text: str) -> str:
    """What a paragraph asks for: follow-up-request, recommendation, or "" where it only describes."""
    return next((kind for kind, said in _facts()["kinds"].items() if any(s.search(text) for s in said)), "")


def _committee(file: SourceFile) -> str | None:
    """The committee whose name or symbol stands first."""
    head = " ".join(file.head.split())
    places = {
        code: min(at for at in (head.find(facts["name"]), head.find(facts["symbol"])) if at >= 0)
        for code, facts in _facts()["committees"].items()
        if facts["name"] in head or facts["symbol"] in head
    }
    return min(places, key=lambda code: places[code]) if places else None


def _symbol(file: SourceFile) -> str:
    """As the first page or the running heads print it."""
    texts = [file.head, *(line.text for page in file.pages[:4] for line in page.lines)]
    for text in texts:
        if found := _facts()["symbol"].search(text):
            return str(found[0])
    return ""


def _country(symbol: str, title: str) -> str:
    part = re.search(r"/([A-Z]{3})/CO/", symbol)
    if part and part[1] in countries.countries():
        return part[1]
    named = COUNTRY.search(title)
    return (state_code(named[1].strip()) or "") if named else ""


def _gaps(paragraphs: list[Paragraph]) -> list[tuple[int, int]]:
    numbers = [p.number for p in paragraphs]
    return [(a, b) for a, b in pairwise(numbers) if b != a + 1]


@cache
def _facts() -> dict[str, Any]:
    """What source.yml says, its patterns compiled."""
    facts = yaml.safe_load(files(__package__).joinpath("source.yml").read_text(encoding="utf-8"))
    begin = "|".join(re.escape(c["symbol"]) for c in facts["committees"].values())
    return {
        "committees": facts["committees"],
        "kinds": {k: [re.compile(s, re.IGNORECASE | re.DOTALL) for s in said] for k, said in facts["kinds"].items()},
        "symbol": re.compile(rf"\b(?:{begin})/[A-Z]{{3}}/CO/\d+(?:-\d+)?(?:/(?:Add|Corr|Rev)\.\d+)*"),
    }
