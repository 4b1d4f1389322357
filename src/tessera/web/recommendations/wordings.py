"""What stands beside a record's words: the same in other languages, and what the State answered, in its own words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst

from tessera.recommendations.models import Recommendation
from tessera.recommendations.selectors import record as selectors
from tessera.recommendations.selectors.positions import ToldPosition, positions_told, wordings_told
from tessera.vocabulary.terms import endonym
from tessera.web.formats import day_words
from tessera.web.recommendation_words import value_words

from .provenance import Attested, said_of


@dataclass(frozen=True, slots=True)
class Version:
    """The text in another language; `url` is its own page, "" where it belongs to this record."""

    language: str
    name: str
    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A position in words, "" where none is named; what told it and of which day; the State's own words."""

    position: str
    where: str
    one: ToldPosition


def wordings_context(viewer: Any, record: Recommendation, sources: Sequence[Attested]) -> dict[str, Any]:
    """`versions`, `positions`, `answers` (those with the State's own words), and `above`: all texts among them."""
    said = said_of(sources)
    versions, told = _versions(viewer, record, said), [_told(one) for one in positions_told(said)]
    answers = [one for one in told if one.one.words]
    return {
        "versions": versions,
        "positions": [one for one in told if one.position],
        "answers": answers,
        "above": {record.text, *(one.text for one in versions), *(one.one.words for one in answers)},
    }


def _versions(viewer: Any, record: Recommendation, said: Any) -> list[Version]:
    own = [Version(code, endonym(code), text) for code, text in wordings_told(record, said).items()]
    there = {one.language for one in own}
    others = [one for one in selectors.other_languages(viewer, record) if one.language not in there]
    return own[1:] + [
        Version(one.language, endonym(one.language), one.text, reverse("web:recommendation", args=[one.pk]))
        for one in others
    ]


def _told(one: ToldPosition) -> Told:
    day = day_words(date.fromisoformat(one.date)) if len(one.date) == len("2031-06-12") else one.date
    where = ", ".join(part for part in (one.symbol, day) if part)
    return Told(
        position=value_words("position", one.position) if one.position else "",
        where=f"{capfirst(one.title)} ({where})" if where else capfirst(one.title),
        one=one,
    )
