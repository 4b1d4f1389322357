"""A document's review: every passage read, the scorecard, and what was not found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from itertools import islice
from typing import Any

from tessera.extraction.passages import Passage, ReadDocument
from tessera.vocabulary.scorecard import criteria, version

from ..passages import PassageReading, read_passage
from ..tagging import guidance_of
from ..theming import goals_by_rule, themes_by_rule
from ..words import folded_words
from .identity import country_told, kind_told, language_told, part_told, year_told
from .scoring import Rating, scorecard_of

SAMPLE = 120  # passages by which a document's language and country are told
ID_BYTES = 5


@dataclass(frozen=True, slots=True)
class ReviewedPassage:
    """A passage and its reading. The id is made of its words: it stays when others come or go."""

    id: str
    passage: Passage
    part: str
    reading: PassageReading
    gnr: tuple[int, ...] = ()
    sdgs: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """Paragraph, item or row."""
        return self.passage.kind

    def as_json(self) -> dict[str, Any]:
        """As the contract has it, and what else was read."""
        one, read = self.passage, self.reading
        return {
            "id": self.id,
            "page": one.page or None,
            "heading": list(one.headings),
            "text": one.text,
            "relevance": read.relevance,
            "relevant": read.relevant,
            "groups": list(read.groups),
            "how": list(read.how),
            "evidence": [list(evidence) for evidence in read.evidence],
            "kind": one.kind,
            "number": one.number or None,
            "certainty": one.certainty,
            "part": self.part or None,
            "intersections": list(read.intersections),
            "euphemisms": list(read.euphemisms),
            "mechanisms": list(read.mechanisms),
            "voice": read.voice or None,
            "gnr": list(self.gnr),
            "sdgs": list(self.sdgs),
        }


@dataclass(frozen=True, slots=True)
class Review:
    """What one document says. `country` and `title` are "" where it does not say, `year` is None."""

    title: str
    pages: int
    language: str
    kind: str
    country: str
    passages: tuple[ReviewedPassage, ...]
    scorecard: tuple[Rating, ...]
    remarks: tuple[str, ...] = ()
    year: int | None = None

    @property
    def relevant(self) -> tuple[ReviewedPassage, ...]:
        """The passages that are of the Network's field."""
        return tuple(one for one in self.passages if one.reading.relevant)

    @property
    def not_found(self) -> tuple[Rating, ...]:
        """Criteria for which nothing was found. That a document is silent is for a person to say."""
        return tuple(one for one in self.scorecard if one.rating == "missing")

    def as_json(self) -> dict[str, Any]:
        """As the contract has it."""
        return {
            "document": {
                "title": self.title,
                "pages": self.pages or None,
                "language": self.language,
                "kind": self.kind,
                "country": self.country or None,
            },
            "passages": [one.as_json() for one in self.passages],
            "scorecard": [
                {"criterion": one.criterion, "rating": one.rating, "passages": list(one.passages), "weight": one.weight}
                for one in self.scorecard
            ],
            "not_found": [
                {"criterion": one.criterion, "text": criteria()[one.criterion].missing.in_language("en")}
                for one in self.not_found
            ],
            "scorecard_version": version(),
            "remarks": list(self.remarks),
        }


def review_document(document: ReadDocument, *, kind: str = "", country: str = "") -> Review:
    """Reads a document that tessera.extraction.passages has opened. `kind` and `country` are what a person says it is;
    where nobody says, the document is asked."""
    texts = [one.text for one in islice(document.passages, SAMPLE)]
    language = language_told([document.front, *texts])
    kind = kind or kind_told(document.title, document.front)
    country = country or country_told(document.title, document.front, texts)
    passages = tuple(_read(document.passages, language, (country,) if country else ()))
    return Review(
        title=document.title,
        pages=document.pages,
        language=language,
        kind=kind,
        country=country,
        passages=passages,
        scorecard=scorecard_of(passages, kind),
        remarks=tuple(str(one) for one in document.remarks),
        year=year_told(document.title, document.front),
    )


def _read(passages: Iterable[Passage], language: str, countries: tuple[str, ...]) -> Iterator[ReviewedPassage]:
    seen: dict[str, int] = {}
    for one in passages:
        words = folded_words(one.text)
        reading = read_passage(one.text, language=language, countries=countries, headings=one.headings)
        key = _id(words, seen)
        part = part_told(one.headings)
        if not reading.relevant:
            yield ReviewedPassage(key, one, part, reading)
            continue
        themes = themes_by_rule(words, one.text, reading.groups)
        gnr = tuple(guidance_of(themes, reading.groups, reading.intersections))
        yield ReviewedPassage(key, one, part, reading, gnr, goals_by_rule(themes, reading.groups))


def _id(words: list[str], seen: dict[str, int]) -> str:
    """Letters made of the words; a number behind them where the same words stood before."""
    key = "p" + blake2b(" ".join(words).encode(), digest_size=ID_BYTES).hexdigest()
    seen[key] = seen.get(key, 0) + 1
    return key if seen[key] == 1 else f"{key}-{seen[key]}"
