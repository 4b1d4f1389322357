"""The addresses of demands, for the table of all addresses."""

from __future__ import annotations

from tessera.recommendations.models import Demand, Recommendation, SharedDemand
from tessera.recommendations.services.demands_by_hand import shared_demands_join


def demand_addresses(everybody: frozenset[str], keepers: frozenset[str]) -> dict[str, tuple[list, frozenset[str]]]:
    return {
        "web:demand": (["DEMAND"], everybody),
        "web:demand-join": (["DEMAND"], keepers),
        "web:demand-apart": (["DEMAND"], keepers),
        "web:demand-apart-from-shared": (["DEMAND"], keepers),
        "web:demand-undo": (["DEMAND-ACT"], keepers),
        "web:shared-demand": (["SHARED-DEMAND"], everybody),
        "web:shared-demand-join": (["SHARED-DEMAND"], keepers),
    }


def demands_made(cast) -> dict[str, int]:
    """A demand that the first recommendation makes, and another joined to its shared demand."""
    one = Demand.objects.get(places__recommendation=Recommendation.objects.order_by("pk")[0])
    other = SharedDemand.objects.create()
    act = shared_demands_join(shared=other, to=one.shared, reason="The same", by=cast.secretariat)
    return {"DEMAND": one.pk, "SHARED-DEMAND": one.shared_id, "DEMAND-ACT": act.pk}
