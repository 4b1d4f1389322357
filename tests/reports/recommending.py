"""Made-up recommendations for the tests of briefs and packs."""

from __future__ import annotations

from datetime import date
from typing import Any

from tessera.analysis.words import fingerprint, folded_words
from tessera.recommendations.models import Document, Recommendation

BODIES = (("upr", "A/HRC/99/%s", 2030), ("cerd", "CERD/C/NPL/CO/%s", 2031), ("crc", "CRC/C/NPL/CO/%s", 2028))
GROUPS = ("roma", "indigenous-peoples", "descent-based", "migrants", "linguistic-minority")
THEMES = ("equality", "statistics", "right-to-education")
VERBS = ("Adopt", "Review", "Strengthen", "Fund", "Publish", "Monitor", "Extend")
THINGS = ("a law against discrimination", "the national census", "schooling in minority languages", "police training",
          "access to housing", "legal aid", "land registers", "public broadcasting", "birth registration")  # fmt: skip


def recommendation_made(number: int = 1, **values: Any) -> Recommendation:
    """One recommendation to Nepal that no other is like, unless told otherwise."""
    body, symbol, year = BODIES[number % len(BODIES)]
    text = (
        f"{VERBS[number % 7]} {THINGS[number % 9]} for people number {number}, in consultation with those whom it is "
        f"about, and report on measure {number * 17} within {number} months of the adoption of this document"
    )
    fields: dict[str, Any] = {
        "body": body,
        "kind": "recommendation",
        "paragraph": f"{number // 7 + 1}.{number}",
        "text": text,
        "countries": ("NPL",),
        "groups": (GROUPS[number % len(GROUPS)],),
        "themes": (THEMES[number % len(THEMES)],),
        "year": year,
        "date": date(year, 5, 1 + number % 28),
        "cycle": 4 if body == "upr" else None,
        "position": ("supported" if number % 2 else "noted") if body == "upr" else "",
        "states": ("FRA",) if body == "upr" else (),
        "audience": "public",
        **values,
    }
    if "document" not in fields:
        fields["document"] = Document.objects.get_or_create(
            symbol=symbol % (number % 4 + 1), defaults={"body": body, "countries": ("NPL",)}
        )[0]
    fields.setdefault("fingerprint", fingerprint(folded_words(fields["text"])))
    return Recommendation.objects.create(**fields)


def recommendations_made(count: int, **values: Any) -> list[Recommendation]:
    """So many of them, of three mechanisms and about five groups."""
    return [recommendation_made(number, **values) for number in range(1, count + 1)]
