"""Which recommendations wait to be placed in demands."""

from __future__ import annotations

from collections import defaultdict

from django.db.models import Exists, OuterRef

from tessera.analysis.demands import VERSION
from tessera.recommendations.models import DemandPlace, Recommendation

from .finding import RECOMMENDING


def ids_waiting(*, most: int | None = None) -> dict[str, list[int]]:
    """Ids by country, in their order; nothing where more than `most` wait.

    Withdrawn records, those that were joined to another, and those that name no country are in no demand.
    """
    placed = DemandPlace.objects.filter(
        recommendation=OuterRef("pk"), fingerprint=OuterRef("fingerprint"), version=VERSION
    )
    rows = Recommendation.objects.filter(~Exists(placed), withdrawn=None, joined_to=None, kind__in=KINDS)
    rows = rows.exclude(countries="").order_by("pk").values_list("pk", "countries")
    told = list(rows if most is None else rows[: most + 1])
    waiting: dict[str, list[int]] = defaultdict(list)
    if most is None or len(told) <= most:
        for pk, codes in told:
            for code in dict.fromkeys(codes):
                waiting[code].append(pk)
    return dict(waiting)


KINDS = RECOMMENDING[1].split(",")
