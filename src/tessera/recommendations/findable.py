"""What recommendations offer to be found.

Rows come as plain tuples: the index is made of hundreds of thousands of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tessera.network.findable import audience_tokens
from tessera.network.models import Audience
from tessera.recommendations.models import Recommendation
from tessera.search.registry import PUBLIC, Findable, Wording, findable_register
from tessera.vocabulary import countries, mechanisms, terms, themes

from .findable_entries import entries_register

WITHDRAWN = "withdrawn-recommendation"
FACETS = (
    "country", "region", "mechanism", "family", "document", "year", "theme", "group", "intersection", "gnr", "sdg",
    "position", "type", "addressee", "state", "cycle", "session", "language",
)  # fmt: skip
COLUMNS = (
    "pk", "audience", "document__symbol", "body", "kind", "paragraph", "heading", "text", "language", "countries",
    "addressees", "states", "position", "date", "year", "cycle", "session", "themes", "persons", "groups",
    "intersections", "goals", "guidance", "withdrawn", "joined_to",
)  # fmt: skip
OPEN_TO_ALL = {Audience.PUBLIC.value: PUBLIC, Audience.NETWORK.value: frozenset({Audience.NETWORK.value})}


def findables_register() -> None:
    """Called once, by the app."""
    findable_register(
        "recommendation",
        Recommendation,
        label=_("Recommendations"),
        rows=_rows,
        document=_recommendation,
        facets=FACETS,
        version=1,
    )
    findable_register(
        WITHDRAWN,
        Recommendation,
        label=_("Withdrawn recommendations"),
        rows=lambda: _rows().filter(withdrawn__isnull=False),
        document=_withdrawn,
        facets=FACETS,
        version=1,
    )
    entries_register()


def _rows() -> QuerySet:
    return Recommendation.objects.order_by("pk").values_list(*COLUMNS)


def _recommendation(row: Sequence[Any]) -> Findable | None:
    """Nothing where the record is withdrawn, or was joined to another."""
    return None if row[-2] or row[-1] else _told(row)


def _withdrawn(row: Sequence[Any]) -> Findable | None:
    """What no source has any more: apart, so that no count of recommendations holds it."""
    return _told(row) if row[-2] and not row[-1] else None


def _told(row: Sequence[Any]) -> Findable:
    (
        pk, audience, symbol, body, kind, paragraph, heading, text, language, addressed, addressees, states, position,
        date, year, cycle, session, tags, persons, groups, intersections, goals, guidance, _withdrawn_on, _joined_to,
    ) = row  # fmt: skip
    references = (symbol, f"{symbol} {paragraph}") if symbol and paragraph else (symbol,) if symbol else ()
    tags_told = _labels("groups", groups), _labels("intersections", intersections)
    labels = " ".join((_names(addressed), _body_names(body), _theme_labels(tags), *tags_told, *persons, heading))
    return Findable(
        id=pk,
        wordings={language: Wording("", text, labels=labels)},
        audience=OPEN_TO_ALL.get(audience) or audience_tokens(Recommendation.objects.get(pk=pk)),
        url_name="web:recommendation",
        url_args=(pk,),
        references=references,
        day=date.toordinal() if date else year * 366 if year else 0,
        facets={
            "country": addressed,
            "region": _regions(addressed),
            "mechanism": (body,) if body else (),
            "family": _families(body),
            "document": (symbol,) if symbol else (),
            "year": (year,) if year else (),
            "theme": tags,
            "group": groups,
            "intersection": intersections,
            "gnr": guidance,
            "sdg": goals,
            "position": (position,) if position else (),
            "type": (kind,),
            "addressee": addressees,
            "state": states,
            "cycle": (cycle,) if cycle else (),
            "session": (session,) if session else (),
            "language": (language,),
        },
    )


@lru_cache(maxsize=10_000)
def _names(codes: tuple[str, ...]) -> str:
    return " ".join(countries.country_name(code) for code in codes)


@lru_cache(maxsize=10_000)
def _regions(codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(countries.country(code).region for code in codes))


@lru_cache(maxsize=1_000)
def _families(body: str) -> tuple[str, ...]:
    family = mechanisms.body(body).family if body else ""
    return (family,) if family else ()


@lru_cache(maxsize=1_000)
def _body_names(body: str) -> str:
    one = mechanisms.body(body)
    return f"{one.short} {one.name}" if body else ""


@lru_cache(maxsize=20_000)
def _theme_labels(codes: tuple[str, ...]) -> str:
    return " ".join(themes.label(code) for code in codes)


@lru_cache(maxsize=10_000)
def _labels(family: str, codes: tuple[str, ...]) -> str:
    return " ".join(terms.label(family, code) for code in codes)
