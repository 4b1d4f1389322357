"""The ratifications of one country: for its own page, and for whichever page includes ratifications/of_country.html."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from tessera.recommendations.selectors.promoting import Ask, ToPromote, ratifications_to_promote
from tessera.recommendations.selectors.ratifications import Standing, as_of, country_ratifications

from .formats import country_words, listed
from .recommendation_words import value_words
from .treaty_words import act_words, as_of_words, family_label, status_words, treaty_label

MOST_NAMES = 12


def ratifications_context(request: HttpRequest, iso3: str) -> dict[str, Any]:
    """`ratifications`: what the template part shows of the country, as far as the reader may see recommendations."""
    families = country_ratifications(iso3)
    promotion = ratifications_to_promote(request.user, iso3)
    records = [one.record for rows in families.values() for one in rows if one.record]
    return {
        "ratifications": {
            "country": iso3,
            "families": [(family_label(code), [_row(one) for one in rows]) for code, rows in families.items()],
            "promote": [_to_promote(one, iso3) for one in promotion.treaties if one.total],
            "unasked": [_named(one.standing) for one in promotion.treaties if not one.total],
            "reservations": [(_named(one), [_ask(a) for a in asks]) for one, asks in promotion.reservations],
            "known": bool(records),
            "as_of": as_of_words(as_of(records)),
        }
    }


def _named(standing: Standing) -> dict[str, Any]:
    one = standing.treaty
    return {"code": one.code, "short": one.short, "label": treaty_label(one)}


def _row(standing: Standing) -> dict[str, Any]:
    record = standing.record if standing.record and standing.record.treaty == standing.treaty.code else None
    return {
        **_named(standing),
        "status": standing.status,
        "words": status_words(standing),
        "kind": record.get_kind_display() if record else "",
        "day": record.bound if record and standing.status == "party" else None,
        "year": standing.year,
        "accepted": [one.short for one in standing.accepted],
        "record": record,
    }


def _to_promote(one: ToPromote, iso3: str) -> dict[str, Any]:
    states = [country_words(code) for code in one.states]
    return {
        **_named(one.standing),
        "words": status_words(one.standing),
        "total": one.total,
        "years": one.years,
        "mechanisms": listed(value_words("mechanism", code) for code in one.mechanisms),
        "states": listed(sorted(states)[:MOST_NAMES]) if states else "",
        "more": max(0, len(states) - MOST_NAMES),
        "positions": [(value_words("position", code), count) for code, count in one.positions.items()],
        "newest": [_ask(ask) for ask in one.newest],
        "all": f"{reverse('web:recommendations')}?{urlencode({'country': iso3, 'treaty': one.standing.treaty.code})}",
    }


def _ask(one: Ask) -> dict[str, Any]:
    record = one.record
    return {
        "record": record,
        "act": act_words(one),
        "mechanism": value_words("mechanism", record.body) if record.body else "",
        "states": listed(country_words(code) for code in record.states) if record.states else "",
    }
