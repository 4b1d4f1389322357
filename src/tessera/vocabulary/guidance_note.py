"""The 19 recommendations of the Guidance Note (GNR), each with practical suggestions: data/guidance_note.yml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from .files import read
from .texts import Text


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One practical step. `sources` are references of Action Plan activities ("1b"), or "GN" for the Guidance Note."""

    id: str
    for_whom: str
    text: Text
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One recommendation in Tessera's words; not `confirmed` while its wording was not at hand."""

    number: int
    title: Text
    summary: Text
    confirmed: bool
    suggestions: tuple[Suggestion, ...]

    def suggestions_for(self, for_whom: str) -> tuple[Suggestion, ...]:
        """The suggestions for "entity", "country-team" or "field-presence"."""
        return tuple(one for one in self.suggestions if one.for_whom == for_whom)


@dataclass(frozen=True, slots=True)
class GuidanceNote:
    title: Text
    date: str
    recommendations: tuple[Recommendation, ...]


@cache
def guidance_note() -> GuidanceNote:
    """The Guidance Note of the Secretary-General on Racial Discrimination and Protection of Minorities."""
    data = read("guidance_note")
    return GuidanceNote(
        title=Text(data["title"]),
        date=data["date"],
        recommendations=tuple(_recommendation(entry) for entry in data["recommendations"]),
    )


def recommendations() -> tuple[Recommendation, ...]:
    """All 19, in the order of their numbers."""
    return guidance_note().recommendations


def recommendation(number: int) -> Recommendation:
    """Recommendation 1 to 19; raises KeyError for another number."""
    for one in recommendations():
        if one.number == number:
            return one
    raise KeyError(f"the Guidance Note has no recommendation {number}")


def _recommendation(entry: Mapping[str, Any]) -> Recommendation:
    return Recommendation(
        number=entry["number"],
        title=Text(entry["title"]),
        summary=Text(entry["summary"]),
        confirmed=entry["confirmed"],
        suggestions=tuple(_suggestion(one) for one in entry["suggestions"]),
    )


def _suggestion(entry: Mapping[str, Any]) -> Suggestion:
    return Suggestion(
        id=entry["id"], for_whom=entry["for_whom"], text=Text(entry["text"]), sources=tuple(entry["sources"])
    )
