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
from tessera.recommendations.models import RESPONSE, Recommendation
from tessera.search.registry import PUBLIC, Findable, Wording, findable_register
from tessera.vocabulary import countries, mechanisms, terms, themes

FACETS = (
    "country", "region", "mechanism", "family", "document", "year", "theme", "group", "intersection", "gnr", "sdg",
    "position", "type", "addressee", "state", "cycle", "session", "language",
)  # fmt: skip
COLUMNS_OF = {"theme": 8, "state": 6, "sdg": 6, "group": 2, "intersection": 2}  # facets with several values of many
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
        columns=COLUMNS_OF,
        version=3,
    )


def _rows() -> QuerySet:
    return Recommendation.objects.order_by("pk").values_list(*COLUMNS)


def _recommendation(row: Sequence[Any]) -> Findable | None:
    """Nothing where the record is withdrawn, was joined to another, or is an answer that waits for its question."""
    (
        pk, audience, symbol, body, kind, paragraph, heading, text, language, addressed, addressees, states, position,
        date, year, cycle, session, tags, persons, groups, intersections, goals, guidance, withdrawn, joined_to,
    ) = row  # fmt: skip
    if withdrawn or joined_to or kind == RESPONSE:
        return None
    references = (symbol, f"{symbol} {paragraph}") if symbol and paragraph else (symbol,) if symbol else ()
    # A body is found by its short name: "torture" does not mean all that the Committee against Torture says.
    labels = " ".join(
        (_names(addressed), _short_name(body), _theme_labels(tags), _labels("groups", groups), *persons, heading)
    )
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
def _short_name(body: str) -> str:
    return mechanisms.body(body).short if body else ""


@lru_cache(maxsize=20_000)
def _theme_labels(codes: tuple[str, ...]) -> str:
    return " ".join(themes.label(code) for code in codes)


@lru_cache(maxsize=10_000)
def _labels(family: str, codes: tuple[str, ...]) -> str:
    return " ".join(terms.label(family, code) for code in codes)
