"""Which ratifications to promote in a country, and who recommended them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from tessera.analysis.treaties import Asked, treaties_asked
from tessera.recommendations.models import Recommendation
from tessera.vocabulary import treaties

from .finding import Answer, recommendations_find
from .ratifications import NO_DATA, PARTY, Standing, country_ratifications

READ = 200  # the newest recommendations on treaties that are read; more are counted and led to
SHOWN = 3
BOUND = ("ratify", "accede", "sign", "accept-complaints")


@dataclass(frozen=True, slots=True)
class Ask:
    """A recommendation, and what it asks about one treaty."""

    record: Recommendation
    asked: Asked


@dataclass(frozen=True, slots=True)
class ToPromote:
    """A treaty that does not bind the country. Counts are of recommendations; `states` and `mechanisms` recommended it,
    `positions` are the country's answers, `newest` the latest of them.
    """

    standing: Standing
    total: int = 0
    states: Mapping[str, int] = field(default_factory=dict)
    mechanisms: Mapping[str, int] = field(default_factory=dict)
    positions: Mapping[str, int] = field(default_factory=dict)
    years: tuple[int, int] | None = None
    newest: tuple[Ask, ...] = ()


@dataclass(frozen=True, slots=True)
class Promotion:
    """What a country team needs: treaties to promote, and reservations that the country was asked to withdraw."""

    treaties: list[ToPromote]
    reservations: list[tuple[Standing, tuple[Ask, ...]]]


def ratifications_to_promote(viewer: Any, iso3: str) -> Promotion:
    """Treaties that the country is not party to, those first that were recommended to it most often; others without a
    recommendation only where it is known that they do not bind it.

    Counts only what `viewer` may see. What is asked is told by rule from the words (analysis.treaties).
    """
    standings = [one for rows in country_ratifications(iso3).values() for one in rows]
    answer = _recommended(viewer, iso3)
    asks = _asks(answer)
    counts = dict(answer.facets.get("treaty", ()))
    crossed = answer.results.crossed
    found = [
        ToPromote(
            standing,
            total=counts.get(standing.treaty.code, 0),
            years=_years(crossed, standing.treaty.code),
            newest=tuple(a for a in asks.get(standing.treaty.code, ()) if a.asked.act in BOUND)[:SHOWN],
            **{name: _upper(name, crossed, standing.treaty.code) for name in ("states", "mechanisms", "positions")},
        )
        for standing in standings
        if _is_open(standing) and (standing.status != NO_DATA or standing.treaty.code in counts)
    ]
    bound = [one for one in standings if one.status == PARTY]
    reserved = [(one, tuple(a for a in asks.get(one.treaty.code, ()) if a.asked.act not in BOUND)) for one in bound]
    return Promotion(
        treaties=sorted(found, key=lambda one: -one.total),
        reservations=[(one, told[:SHOWN]) for one, told in reserved if told],
    )


def treaty_recommended(viewer: Any, code: str, *, limit: int = 5) -> Answer:
    """The newest recommendations that ask about a treaty, with counts by mechanism, region and year."""
    return recommendations_find(
        viewer, "", filters=[("treaty", code)], facets=("mechanism", "region", "year"), limit=limit, order="newest"
    )


@lru_cache(maxsize=4096)
def asks_in(text: str, body: str) -> tuple[Asked, ...]:
    """What a text of a body asks about treaties; remembered, since pages show the same texts again."""
    return tuple(treaties_asked(text, body=body))


def _is_open(standing: Standing) -> bool:
    """Whether there is something to promote: procedures only where the treaty binds the country."""
    return standing.status != PARTY and standing.status != "not-applicable" and standing.treaty.kind != "procedure"


def _recommended(viewer: Any, iso3: str) -> Answer:
    """One question to the index: the country's recommendations that ask about any treaty."""
    return recommendations_find(
        viewer,
        "",
        filters=[("country", iso3), ("treaty", ",".join(treaties.treaties()))],
        facets=("treaty",),
        crossed=[("treaty", name) for name in CROSSED.values()],
        limit=READ,
        order="newest",
    )


CROSSED = {"states": "state", "mechanisms": "mechanism", "positions": "position", "years": "year"}


def _asks(answer: Answer) -> dict[str, list[Ask]]:
    found: dict[str, list[Ask]] = {}
    for one in answer.found:
        for asked in asks_in(one.record.text, one.record.body):
            found.setdefault(asked.treaty, []).append(Ask(one.record, asked))
    return found


def _upper(name: str, crossed: Any, code: str) -> dict[str, int]:
    counts = crossed.get(("treaty", CROSSED[name]), {}).get(code, {})
    return {value.upper() if name == "states" else value: count for value, count in counts.items()}


def _years(crossed: Any, code: str) -> tuple[int, int] | None:
    years = [int(year) for year in crossed.get(("treaty", "year"), {}).get(code, {})]
    return (min(years), max(years)) if years else None
