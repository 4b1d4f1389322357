"""After the rules were changed demands told by words keep their numbers: their first texts are read anew."""

from __future__ import annotations

from collections.abc import Sequence

from tessera.analysis.demands import VERSION, Part, demands_read
from tessera.recommendations.models import Demand, DemandPlace
from tessera.recommendations.models.demands import BLOCK

from .bulk import rows_update


def demands_renew(country: str, name: Sequence[str]) -> int:
    """Tell the country's demands as the clauses that began them are now read. Returns how many are told otherwise.

    One whose first text is gone, or makes no such demand any more, stays as it was: nothing new joins it.
    """
    old = DemandPlace.objects.filter(demand__country=country, version__lt=VERSION)
    if not old.exists():
        return 0
    changed, taken = [], set()
    rows = Demand.objects.filter(country=country, pinned=False).exclude(first=None).exclude(key="", stems="")
    for one in rows.select_related("first").order_by("pk"):
        read = demands_read(
            one.first.text,
            body=one.first.body,
            language=one.first.language,
            about_treaties=bool(one.first.treaties),
            leave_out=name,
        )
        nearest = (
            dict(read.ruled).get(one.key)
            if one.key
            else _nearest(one, [part for part in read.parts if (one.first_id, *_told(part)) not in taken])
        )
        if nearest is not None:
            taken.add((one.first_id, *_told(nearest)))
            changed.append((one.pk, *_told(nearest)))
    rows_update(Demand, ["block", "stems"], changed)
    return len(changed)


def _told(part: Part) -> tuple[str, str]:
    return part.block[:BLOCK], " ".join(part.words.stems)


def _nearest(demand: Demand, parts: Sequence[Part]) -> Part | None:
    """Of the parts of its first text the one that shares most stems with the demand."""
    own = set(demand.stems.split())
    return max(parts, key=lambda part: (len(own.intersection(part.words.stems)), part), default=None)
