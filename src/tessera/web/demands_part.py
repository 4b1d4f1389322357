"""What pages of other things show of demands."""

from __future__ import annotations

from typing import Any

from tessera.recommendations.models import Demand, Recommendation
from tessera.recommendations.selectors.demands import Told, demands_of, demands_of_country

SHOWN = 3  # recommendations that ask for the same, the latest
MOST_OF_COUNTRY = 8

Shown = tuple[Demand, list[Recommendation], list[Recommendation]]


def demands_shown(person: Any, record: Recommendation) -> list[Shown]:
    """Each demand that a recommendation makes: all the others who make it, and the latest few of them. Where the very
    same recommendations make two, they are shown once."""
    found: dict[tuple[int, ...], Shown] = {}
    for one, others in demands_of(person, record):
        found.setdefault(tuple(other.pk for other in others), (one, others, others[::-1][:SHOWN]))
    return list(found.values())


def country_demands(person: Any, country: str) -> list[Told]:
    """What most recommendations to a country ask for."""
    return demands_of_country(person, country, most=MOST_OF_COUNTRY)
