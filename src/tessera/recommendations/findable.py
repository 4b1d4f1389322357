"""What recommendations offer to be found.

Rows come as plain tuples: the index is made of hundreds of thousands of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tessera.analysis.tagging import FAMILIES, codes_of_label, in_focus
from tessera.harvest import RESPONSE
from tessera.network.findable import audience_tokens
from tessera.network.models import Audience
from tessera.recommendations.models import Recommendation
from tessera.search.registry import PUBLIC, Findable, Wording, findable_register
from tessera.vocabulary import countries, mechanisms, terms, themes, treaties

from .findable_entries import entries_register

Codes = tuple[str, ...]
WITHDRAWN = "withdrawn-recommendation"
FACETS = (
    "country", "region", "mechanism", "family", "document", "year", "theme", "group", "intersection", "gnr", "sdg",
    "position", "type", "addressee", "state", "cycle", "session", "language", "treaty", "focus", "label",
)  # fmt: skip
COLUMNS_OF = {"theme": 6, "state": 4, "sdg": 4, "group": 2, "intersection": 2}  # facets with several values of many
COLUMNS = (
    "pk", "audience", "document__symbol", "body", "kind", "paragraph", "heading", "text", "language", "countries",
    "addressees", "states", "position", "date", "year", "cycle", "session", "themes", "persons", "groups",
    "intersections", "goals", "guidance", "treaties", "withdrawn", "joined_to", "groups_by", "themes_by",
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
        version=6,
    )
    findable_register(
        WITHDRAWN,
        Recommendation,
        label=_("Withdrawn recommendations"),
        rows=lambda: _rows().filter(withdrawn__isnull=False).order_by(),  # the few that its own index holds
        document=_withdrawn,
        facets=FACETS,
        columns=COLUMNS_OF,
        version=2,
    )
    entries_register()


def _rows() -> QuerySet:
    return Recommendation.objects.order_by("pk").values_list(*COLUMNS)


class Row(NamedTuple):
    """A recommendation's columns, in the order of COLUMNS."""

    pk: int
    audience: str
    symbol: str | None
    body: str
    kind: str
    paragraph: str
    heading: str
    text: str
    language: str
    countries: Codes
    addressees: Codes
    states: Codes
    position: str
    date: date | None
    year: int | None
    cycle: int | None
    session: str
    themes: Codes
    persons: Codes
    groups: Codes
    intersections: Codes
    goals: Codes
    guidance: Codes
    treaties: Codes
    withdrawn: date | None
    joined_to: int | None
    groups_by: Codes
    themes_by: Codes


def _recommendation(columns: Sequence[Any]) -> Findable | None:
    """Nothing where the record is withdrawn, was joined to another, or is an answer that waits for its question."""
    row = Row._make(columns)
    return None if row.withdrawn or row.joined_to or row.kind == RESPONSE else _told(row)


def _withdrawn(columns: Sequence[Any]) -> Findable | None:
    """What no source has any more: apart, so that no count of recommendations holds it."""
    row = Row._make(columns)
    return _told(row) if row.withdrawn and not row.joined_to and row.kind != RESPONSE else None


def _told(row: Row) -> Findable:
    return Findable(
        id=row.pk,
        wordings={row.language: Wording("", row.text, labels=_tag_labels(row))},
        audience=OPEN_TO_ALL.get(row.audience) or audience_tokens(Recommendation.objects.get(pk=row.pk)),
        url_name="web:recommendation",
        url_args=(row.pk,),
        references=_references(row.symbol, row.paragraph),
        day=row.date.toordinal() if row.date else row.year * 366 if row.year else 0,
        facets=_facets(row),
    )


def _references(symbol: str | None, paragraph: str) -> tuple[str, ...]:
    if not symbol:
        return ()
    return (symbol, f"{symbol} {paragraph}") if paragraph else (symbol,)


def _tag_labels(row: Row) -> str:
    """Bodies and treaties are found by their short names: "torture" does not mean all that the Committee against
    Torture says. Themes that a rule read in the text add no words to it."""
    printed = () if row.themes_by == ("rule",) else row.themes
    named = _names(row.countries), _short_name(row.body), _theme_labels(printed), _treaty_names(row.treaties)
    return " ".join((*named, _labels("groups", row.groups), _other_persons(row.persons), row.heading))


@lru_cache(maxsize=20_000)
def _other_persons(labels: Codes) -> str:
    """Labels of persons affected that no code stands for. Of the others, one names many groups at once: by its words,
    "descent" would find all minorities."""
    known = (any(codes_of_label(family, label) for family in FAMILIES) for label in labels)
    return " ".join(label for label, is_known in zip(labels, known, strict=True) if not is_known)


def _facets(row: Row) -> dict[str, tuple[Any, ...]]:
    return {
        "country": row.countries,
        "region": _regions(row.countries),
        **_bodies(row.body),
        "document": (row.symbol,) if row.symbol else (),
        "year": (row.year,) if row.year else (),
        "theme": row.themes,
        "group": row.groups,
        "intersection": row.intersections,
        "gnr": row.guidance,
        "sdg": row.goals,
        "position": (row.position,) if row.position else (),
        "type": (row.kind,),
        "addressee": row.addressees,
        "state": row.states,
        "cycle": (row.cycle,) if row.cycle else (),
        "session": (row.session,) if row.session else (),
        "language": (row.language,),
        "treaty": row.treaties,
        "focus": _focus(row.groups, row.themes, row.body, row.text),
        "label": row.groups_by,
    }


def _focus(groups: tuple[str, ...], tags: tuple[str, ...], body: str, text: str) -> tuple[str, ...]:
    return ("network",) if in_focus(groups=groups, themes=tags, body=body, text=text) else ()


@lru_cache(maxsize=10_000)
def _names(codes: tuple[str, ...]) -> str:
    return " ".join(countries.country_name(code) for code in codes)


@lru_cache(maxsize=10_000)
def _regions(codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(countries.country(code).region for code in codes))


@lru_cache(maxsize=1_000)
def _bodies(body: str) -> dict[str, tuple[str, ...]]:
    family = mechanisms.body(body).family if body else ""
    return {"mechanism": (body,) if body else (), "family": (family,) if family else ()}


@lru_cache(maxsize=1_000)
def _short_name(body: str) -> str:
    return mechanisms.body(body).short if body else ""


@lru_cache(maxsize=20_000)
def _theme_labels(codes: tuple[str, ...]) -> str:
    return " ".join(themes.label(code) for code in codes)


@lru_cache(maxsize=10_000)
def _treaty_names(codes: tuple[str, ...]) -> str:
    return " ".join(treaties.treaty(code).short for code in codes)


@lru_cache(maxsize=10_000)
def _labels(family: str, codes: tuple[str, ...]) -> str:
    return " ".join(terms.label(family, code) for code in codes)
