"""A small made-up corpus of reviews in which several States ask for the same."""

from __future__ import annotations

from pathlib import Path

from tessera.recommendations.models import Demand, DemandPlace, Recommendation

from .making import imported, upr_rows

ROWS = [
    ("Nepal", "Austria", "Ratify OP-CAT", "Accepted", "10"),
    ("Nepal", "Chile", "Accede to the Optional Protocol to the Convention against Torture", "Noted", "10"),
    ("Nepal", "Ghana", "Consider ratifying the OPCAT", "Accepted", "23"),
    ("Nepal", "Brazil", "Ratify CAT", "Noted", "10"),
    ("Peru", "Austria", "Ratify the OP-CAT at once", "Accepted", "14"),
    ("Nepal", "Norway", "Build wells for the herders of the northern steppe", "Accepted", "10"),
    ("Nepal", "Japan", "Continue to build wells for herders in the northern steppe", "Accepted", "23"),
    ("Peru", "Japan", "Build wells for the herders of the northern steppe without delay", "Noted", "14"),
    ("Nepal", "France", "Ratify CAT and OP-CAT", "Noted", "23"),
    ("Peru", "Kenya", "Teach the history of the coast in village schools", "Accepted", "14"),
]


def corpus(folder: Path, rows=ROWS) -> None:
    """Import rows, review by review as UPR Info exports them."""
    told = [
        {"To": to, "From": state, "Text": text, "Response": response, "Session": session}
        for to, state, text, response, session in rows
    ]
    imported(upr_rows(folder, told), "upr-info", complete=False)


def record_of(text: str) -> Recommendation:
    return Recommendation.objects.get(text=text)


def demand_of(text: str, key: str = "") -> Demand:
    """The demand that a text makes."""
    return Demand.objects.get(places__recommendation__text=text, key=key)


def grouped() -> set[tuple[str, frozenset[str]]]:
    """What is together, by country, without numbers."""
    found: dict[tuple[int, str], set[str]] = {}
    for demand, country, text in DemandPlace.objects.values_list("demand", "demand__country", "recommendation__text"):
        found.setdefault((demand, country), set()).add(text)
    return {(country, frozenset(texts)) for (_demand, country), texts in found.items()}


def numbered() -> list[tuple[int, int, int]]:
    """All places with the numbers of their demands and shared demands."""
    return sorted(DemandPlace.objects.values_list("recommendation", "demand", "demand__shared"))
