"""Sets of recommendations for tests: fictional texts, written into the database and the index."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from tessera.analysis.words import fingerprint, folded_words
from tessera.recommendations.models import Recommendation
from tessera.search.outbox import outbox_changed
from tessera.search.writer import index_write


def told(text: str = "Protect the rights of minorities.", **fields: Any) -> Recommendation:
    """A recommendation that is not saved yet: to Nepal, by the UPR, public, of 2021."""
    plain = {"body": "upr", "kind": "recommendation", "audience": "public", "countries": ("NPL",)}
    plain |= {"addressees": ("state",), "language": "en", "year": 2021, "date": date(2021, 1, 20)}
    return Recommendation(text=text, fingerprint=fingerprint(folded_words(text)), **{**plain, **fields})


def kept(records: Iterable[Recommendation]) -> list[Recommendation]:
    """Saved and indexed."""
    rows = Recommendation.objects.bulk_create(list(records), batch_size=200)
    outbox_changed(rows, withheld=False)
    index_write()
    return rows


def two_thousand(code: str = "NPL", count: int = 2_000) -> list[Recommendation]:
    """What a country is told in four cycles and by many bodies, with every kind of tag."""
    bodies = ("upr", "cerd", "cedaw", "sr-minority-issues", "ceacr", "pfii", "ecri", "SR on something unknown")
    groups = ("roma", "indigenous-peoples", "national-ethnic-minority", "migrants", "descent-based")
    themes = ("equality", "racial-discrimination", "right-to-education", "statistics", "a-theme-nobody-knows")
    positions = ("supported", "noted", "pending", "partly supported", "")
    return kept(
        told(
            f"Measure {n}: count who goes to school, by group, and say what was done for minorities.",
            countries=(code,),
            body=(body := bodies[n % len(bodies)]),
            groups=(groups[n % len(groups)],) if n % 3 else (),
            intersections=("women",) if n % 4 == 0 else (),
            themes=(themes[n % len(themes)], f"theme-{n % 120}"),
            goals=(str(n % 17 + 1),),
            guidance=(str(n % 16 + 1),),
            position=positions[n % len(positions)] if body == "upr" else "",
            cycle=n // 8 % 4 + 1 if body == "upr" else None,
            states=("IND", "BRA") if body == "upr" else (),
            year=1990 + n % 36,
            date=date(1990 + n % 36, 1 + n % 12, 5),
        )
        for n in range(count)
    )
