"""A country's demands set against one document of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from .comparing import Compared, compared, weights_in
from .judging import Judged, Status, judged
from .reading import Passage, Said, asked, sentences_said

VERSION = 1  # raised with every change of the rules, their words, or their numbers
MOST = 5  # passages shown of one demand


class Asked(NamedTuple):
    """A demand: `id` is the caller's own, `text` its wording. What it asks, and for whom, is read from the text."""

    id: str
    text: str


class Place(NamedTuple):
    """text[start:end] of a passage speaks of a demand; `acts` says that it tells of an act for the very group."""

    passage: str
    start: int
    end: int
    acts: bool


@dataclass(frozen=True, slots=True)
class Gap:
    """What a document says of one demand. `groups` and `subjects` are what the demand was read as; `confidence` is of
    the status, 0 to 1."""

    demand: str
    status: Status
    confidence: float
    groups: tuple[str, ...]
    subjects: tuple[str, ...]
    places: tuple[Place, ...]

    def as_json(self) -> dict[str, Any]:
        return {
            "demand": self.demand,
            "status": self.status,
            "confidence": self.confidence,
            "groups": list(self.groups),
            "subjects": list(self.subjects),
            "passages": list(dict.fromkeys(one.passage for one in self.places)),
            "evidence": [[one.passage, one.start, one.end, "act" if one.acts else "mention"] for one in self.places],
        }


def gaps_found(demands: Sequence[Asked], passages: Sequence[Passage], *, countries: Collection[str] = ()) -> list[Gap]:
    """One answer for each demand, in their order. `countries` are those that the document is about (alpha-3): some
    names are those of a minority only there. The order of the passages changes no answer but that of equal places."""
    sentences = [
        (one.id, sentence)
        for place, one in enumerate(passages)
        for sentence in sentences_said(one, countries, place=place)
    ]
    only = [sentence for _id, sentence in sentences]
    wanted = [asked(one.text, countries) for one in demands]
    weights = weights_in(only, wanted)
    found: list[Gap] = []
    for one, read in zip(demands, wanted, strict=True):
        told = compared(read, only, weights)
        verdict = judged(told.signs, something=bool(told.places), may_be_addressed=told.may_be_addressed)
        found.append(_gap(one, read, told, verdict, sentences))
    return found


def _gap(one: Asked, read: Said, told: Compared, verdict: Judged, sentences: Sequence[tuple[str, Said]]) -> Gap:
    shown = () if verdict.status == "not found" else told.places[:MOST]
    return Gap(
        demand=one.id,
        status=verdict.status,
        confidence=verdict.confidence,
        groups=tuple(sorted(read.groups)),
        subjects=tuple(sorted(read.subjects)),
        places=tuple(Place(sentences[at][0], sentences[at][1].start, sentences[at][1].end, acts) for at, acts in shown),
    )
