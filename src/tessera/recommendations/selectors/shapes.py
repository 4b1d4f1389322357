"""Recommendations in the shapes of the command line and the API."""

from __future__ import annotations

from typing import Any

from tessera.recommendations.models import Recommendation

from .finding import Answer, Found


def recommendation_shape(record: Recommendation, *, url: str) -> dict[str, Any]:
    """One recommendation in a list. Absent values are null or empty."""
    return {
        "id": record.pk,
        "text": record.text,
        "countries": list(record.countries),
        "mechanism": record.body or None,
        "symbol": (record.document.symbol or None) if record.document else None,
        "paragraph": record.paragraph or None,
        "year": record.year,
        "kind": record.kind,
        "themes": list(record.themes),
        "groups": list(record.groups),
        "intersections": list(record.intersections),
        "recommending_states": list(record.states),
        "position": record.position or None,
        "sdgs": list(record.goals),
        "gnr": [int(number) for number in record.guidance],
        "url": url,
    }


def answer_shape(answer: Answer, *, url_of: Any) -> dict[str, Any]:
    """What a search found: `{"total","took_ms","hits","facets"}` and how the query was understood."""
    results = answer.results
    return {
        "total": results.total,
        "unit": "recommendation",
        "took_ms": round(results.took_ms, 2),
        "hits": [_hit(found, url_of) for found in answer.found],
        "facets": {
            name: [{"value": value, "count": count} for value, count in counts]
            for name, counts in answer.facets.items()
        },
        "widened": [{"word": one.word, "also": list(one.others)} for one in results.widened],
        "ignored": [{"why": one.why, "text": one.text} for one in results.ignored],
    }


def _hit(found: Found, url_of: Any) -> dict[str, Any]:
    return recommendation_shape(found.record, url=url_of(found.record))
