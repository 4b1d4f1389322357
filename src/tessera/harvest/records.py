"""What adapters read out of documents."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tessera.analysis.recommending_states import RecommendingState
from tessera.extraction import SaidError, Sentence


class Unrecognized(SaidError):
    """No source knows documents like this one, or it holds nothing to take."""


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A mechanism's document: UN symbol ("A/HRC/23/5"), title, mechanism's code, country and date.

    The country is an ISO 3166 alpha-3 code, the date an ISO date; each is "" where the document does not say. `cycle`
    is that of the Universal Periodic Review, `session` the number of the session; `language` that of the edition, ""
    where it is not told; `year` that of a document without a date.
    """

    symbol: str = ""
    title: str = ""
    mechanism: str = ""
    country: str = ""
    date: str = ""
    cycle: int | None = None
    session: str = ""
    language: str = ""
    year: int | None = None


@dataclass(frozen=True, slots=True)
class ReadRecommendation:
    """One numbered recommendation.

    `paragraph` is the number as cited ("106.34"; "57.12" where item 12 stands under paragraph 57); `text` is without
    the States in parentheses and the closing stop; `position` is what the document itself says: supported, noted,
    not-supported, pending, implemented, or ""; `page` counts from 1, None where the file has no pages. Lists that tag
    their rows fill `themes`, `affected_persons` and `sdgs` as printed, and `groups` with codes by rule. `kind` and
    `addressees` are codes of the terms (recommendation-kinds, addressees); `heading` is what stands above it, where the
    document has headings. `points_to` are the paragraphs that it speaks about, of its own document or another one, as
    they are cited ("CERD/C/BRA/CO/18-20 12"). `countries` are alpha-3 codes of those it concerns, where that is not the
    document's; a table whose rows come from several documents gives each its `document`.
    """

    paragraph: str
    text: str
    recommending_states: tuple[RecommendingState, ...] = ()
    position: str = ""
    page: int | None = None
    themes: tuple[str, ...] = ()
    affected_persons: tuple[str, ...] = ()
    sdgs: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    kind: str = "recommendation"
    heading: str = ""
    addressees: tuple[str, ...] = ("state",)
    points_to: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    document: ReadDocument | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """What a document holds; `remarks` are what a person should look at; `tagged` says whether its source tags rows."""

    document: ReadDocument
    recommendations: tuple[ReadRecommendation, ...]
    remarks: tuple[Sentence, ...] = field(default=())
    tagged: bool = False

    def as_json(self) -> dict[str, Any]:
        """As `tessera extract --json` and the API say it."""
        own = self.document
        return {
            "document": {
                "symbol": own.symbol or None,
                "title": own.title or None,
                "mechanism": own.mechanism or None,
                "country": own.country or None,
                "date": own.date or None,
                "year": int(own.date[:4]) if own.date else own.year,
                "session": own.session or None,
            },
            "recommendations": [self._recommendation(r) for r in self.recommendations],
            "remarks": [str(remark) for remark in self.remarks],
        }

    def _recommendation(self, one: ReadRecommendation) -> dict[str, Any]:
        told: dict[str, Any] = {
            "paragraph": one.paragraph,
            "text": one.text,
            "recommending_states": [{"iso3": s.iso3, "printed": s.printed} for s in one.recommending_states],
            "position": one.position or None,
            "page": one.page,
            "kind": one.kind,
            "heading": one.heading or None,
            "addressees": list(one.addressees),
        }
        if one.points_to:
            told["points_to"] = list(one.points_to)
        if one.countries:
            told["countries"] = list(one.countries)
        if self.tagged:
            told |= {
                "themes": list(one.themes),
                "groups": list(one.groups),
                "affected_persons": list(one.affected_persons),
                "sdgs": list(one.sdgs),
            }
        return told
