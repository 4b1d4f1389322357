"""What pages of other things show of demands."""

from __future__ import annotations

from typing import Any

from tessera.recommendations.models import Recommendation
from tessera.recommendations.selectors.demands import OfRecord, Told, demands_of, demands_of_country

SHOWN = 3  # recommendations that ask for the same, the latest
MOST_OF_COUNTRY = 8


def demands_shown(person: Any, record: Recommendation) -> list[OfRecord]:
    """Each demand that a recommendation makes: how many others make it, and the latest few of them."""
    return demands_of(person, record, latest=SHOWN)


def country_demands(person: Any, country: str) -> list[Told]:
    """What most recommendations to a country ask for."""
    return demands_of_country(person, country, most=MOST_OF_COUNTRY)
