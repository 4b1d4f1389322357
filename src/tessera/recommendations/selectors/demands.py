"""Demands as a reader may see them: made of those of their recommendations that the reader sees, and titled from them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Coalesce

from tessera.network.models.audience import audience_q
from tessera.recommendations.models import Demand, DemandByHand, DemandPlace, Recommendation, SharedDemand

from .demands_waiting import KINDS

TYPICAL = 5  # of how many of the shortest wordings the one that is said most often is the title
TOO_SHORT = 12  # letters


@dataclass(frozen=True, slots=True)
class Told:
    """A demand as a list names it: how many recommendations make it, and its shortest typical wording."""

    demand: Demand
    count: int
    title: str
    language: str


@dataclass(frozen=True, slots=True)
class OfCountry:
    """What one country is asked of a shared demand: `made` counts a recommendation once for each State that made it."""

    demand: int
    country: str
    count: int
    made: int


def places(viewer: Any) -> QuerySet:
    """Places of what the viewer may see and what counts, with the number of the demand that each leads to as `leads`."""
    seen = audience_q(viewer, Recommendation, prefix="recommendation__")
    rows = DemandPlace.objects.filter(
        seen, recommendation__withdrawn=None, recommendation__joined_to=None, recommendation__kind__in=KINDS
    )
    return rows.annotate(leads=Coalesce("demand__joined_to_id", "demand_id"))


def demand_get(viewer: Any, pk: int) -> Demand | None:
    """A demand, also one that was joined to another; None where the viewer may see nothing of it."""
    found = Demand.objects.select_related("joined_to").filter(pk=pk).first()
    return found if found is not None and members_of(viewer, found).exists() else None


def shared_get(viewer: Any, pk: int) -> SharedDemand | None:
    """A shared demand, also one that was joined to another; None where the viewer may see nothing of it."""
    found = SharedDemand.objects.select_related("joined_to").filter(pk=pk).first()
    return found if found is not None and places_of_shared(viewer, found).exists() else None


def members_of(viewer: Any, demand: Demand) -> QuerySet:
    """The recommendations that make a demand, in the order of time."""
    lead = demand.joined_to_id or demand.pk
    own = places(viewer).filter(Q(demand=lead) | Q(demand__joined_to=lead))
    rows = Recommendation.objects.filter(pk__in=own.values("recommendation"))
    return rows.select_related("document").order_by(
        F("year").asc(nulls_last=True), F("date").asc(nulls_last=True), "pk"
    )


def places_of_shared(viewer: Any, shared: SharedDemand) -> QuerySet:
    """The places of all that make a shared demand."""
    lead = shared.joined_to_id or shared.pk
    whose = Q(demand__joined_to=None) & (Q(demand__shared=lead) | Q(demand__shared__joined_to=lead))
    theirs = Q(demand__joined_to__shared=lead) | Q(demand__joined_to__shared__joined_to=lead)
    return places(viewer).filter(whose | theirs)


def shared_of(demand: Demand) -> SharedDemand | None:
    """The shared demand that a demand is part of."""
    lead = demand.joined_to or demand
    return (lead.shared.joined_to or lead.shared) if lead.shared else None


def countries_of_shared(viewer: Any, shared: SharedDemand) -> tuple[list[OfCountry], tuple[str, str]]:
    """What each country is asked, by its code, and the title with its language."""
    rows = places_of_shared(viewer, shared).values_list(
        "leads", "demand__country", "recommendation_id", "recommendation__states", "recommendation__text",
        "recommendation__language",
    )  # fmt: skip
    seen: dict[tuple[str, int], dict[int, int]] = defaultdict(dict)
    wordings = []
    for leads, country, own, states, text, language in rows:
        seen[country, leads][own] = max(len(states), 1)
        wordings.append((text, language))
    told = [OfCountry(pk, country, len(made), sum(made.values())) for (country, pk), made in sorted(seen.items())]
    return told, title_of(wordings)


def demands_of(viewer: Any, record: Recommendation) -> list[tuple[Demand, list[Recommendation]]]:
    """The demands that a recommendation makes, each with the others who make it, the latest last."""
    own = places(viewer).filter(recommendation=record).values_list("leads", flat=True)
    found = Demand.objects.filter(pk__in=set(own)).order_by("pk")
    told = [(one, list(members_of(viewer, one).exclude(pk=record.pk))) for one in found]
    return [(one, others) for one, others in told if others]


def demands_of_country(viewer: Any, country: str, *, most: int) -> list[Told]:
    """What most recommendations to a country ask for; what only one asks is no shared matter."""
    own = places(viewer).filter(demand__country=country).values("leads")
    rows = own.annotate(count=Count("recommendation", distinct=True)).filter(count__gt=1).order_by("-count", "leads")
    counts = dict(rows.values_list("leads", "count")[:most])
    return _told(viewer, counts)


def _told(viewer: Any, counts: dict[int, int]) -> list[Told]:
    """Demands in the order of `counts`, with titles."""
    wordings: dict[int, list[tuple[str, str]]] = defaultdict(list)
    rows = places(viewer).filter(Q(demand__in=counts) | Q(demand__joined_to__in=counts))
    for leads, text, language in rows.values_list("leads", "recommendation__text", "recommendation__language"):
        wordings[leads].append((text, language))
    found = Demand.objects.in_bulk(list(counts))
    return [Told(found[pk], count, *title_of(wordings[pk])) for pk, count in counts.items()]


def title_of(wordings: Iterable[tuple[str, str]]) -> tuple[str, str]:
    """The shortest typical wording and its language: of the shortest few, the one said most often."""
    counted = Counter((text.strip(" .;"), language) for text, language in wordings)
    if not counted:
        return "", "en"
    long_enough = [one for one in counted if len(one[0]) >= TOO_SHORT] or list(counted)
    shortest = sorted(long_enough, key=lambda one: (len(one[0]), one))[:TYPICAL]
    return max(shortest, key=lambda one: (counted[one], -len(one[0])))


def titles(viewer: Any, demands: Sequence[Demand]) -> dict[int, str]:
    """The titles of demands, "" where the viewer sees nothing of one."""
    return {one.demand.pk: one.title for one in _told(viewer, {one.pk: 0 for one in demands})}


def acts_of(demand: Demand) -> list[DemandByHand]:
    """What people did to a demand, the latest first."""
    rows = DemandByHand.objects.filter(Q(demand=demand) | Q(other=demand))
    return list(rows.select_related("by", "undone_by"))


def acts_of_shared(shared: SharedDemand) -> list[DemandByHand]:
    rows = DemandByHand.objects.filter(Q(shared=shared) | Q(other_shared=shared))
    return list(rows.select_related("by", "undone_by"))


def act_get(pk: int) -> DemandByHand | None:
    return DemandByHand.objects.select_related("demand", "other", "shared", "other_shared").filter(pk=pk).first()
