"""Demands as a reader may see them: made of those of their recommendations that the reader sees, titled from them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum, Window
from django.db.models.functions import Coalesce, DenseRank

from tessera.network.models.audience import audience_q
from tessera.recommendations.models import Demand, DemandByHand, DemandPlace, Recommendation, SharedDemand

from .demands_waiting import KINDS

TYPICAL = 5  # of how many of the shortest wordings the one that is said most often is the title
TOO_SHORT = 12  # letters
Wording = tuple[str, str, int]  # a text, its language, how many demands it makes


@dataclass(frozen=True, slots=True)
class Told:
    """A demand as a list names it: how many recommendations make it, and its shortest typical wording."""

    demand: Demand
    count: int
    title: str
    language: str


@dataclass(frozen=True, slots=True)
class OfRecord:
    """A demand that a recommendation makes: how many others make it, and the latest of them, the latest first."""

    demand: Demand
    count: int
    latest: list[Recommendation]


@dataclass(frozen=True, slots=True)
class OfCountry:
    """What one country is asked of a shared demand: `made` counts a recommendation once for each State that made it."""

    demand: int
    country: str
    count: int
    made: int


def places(viewer: Any) -> QuerySet:
    """Places of what the viewer may see and what counts, with the demand that each leads to as `leads`."""
    seen = audience_q(viewer, Recommendation, prefix="recommendation__")
    rows = DemandPlace.objects.filter(seen, recommendation__withdrawn=None, recommendation__kind__in=KINDS)
    # Said as what is not so: SQLite would else read all records by the index of those that were joined to none.
    rows = rows.exclude(recommendation__joined_to__isnull=False)
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
    own = places(viewer).filter(demand__in=[lead, *_joined_to(Demand, [lead])])
    return _in_order_of_time(set(own.values_list("recommendation", flat=True)))


def _in_order_of_time(ids: Collection[int]) -> QuerySet:
    rows = Recommendation.objects.filter(pk__in=ids).select_related("document")
    return rows.order_by(F("year").asc(nulls_last=True), F("date").asc(nulls_last=True), "pk")


def places_of_shared(viewer: Any, shared: SharedDemand) -> QuerySet:
    """The places of all that make a shared demand."""
    lead = shared.joined_to_id or shared.pk
    whole = [lead, *_joined_to(SharedDemand, [lead])]
    own = list(Demand.objects.filter(shared__in=whole, joined_to=None).values_list("pk", flat=True))
    return places(viewer).filter(demand__in=[*own, *_joined_to(Demand, own)])


def _joined_to(model: type[Demand] | type[SharedDemand], ids: Sequence[int]) -> list[int]:
    return list(model._default_manager.filter(joined_to__in=ids).values_list("pk", flat=True))


def shared_of(demand: Demand) -> SharedDemand | None:
    """The shared demand that a demand is part of."""
    lead = demand.joined_to or demand
    return (lead.shared.joined_to or lead.shared) if lead.shared else None


def countries_of_shared(viewer: Any, shared: SharedDemand) -> tuple[list[OfCountry], tuple[str, str]]:
    """What each country is asked, by its code, and the title with its language."""
    seen: dict[tuple[str, int], dict[int, int]] = defaultdict(dict)
    rows = places_of_shared(viewer, shared)
    for leads, country, own, states in rows.values_list(
        "leads", "demand__country", "recommendation_id", "recommendation__states"
    ):
        seen[country, leads][own] = max(len(states), 1)
    told = [OfCountry(pk, country, len(made), sum(made.values())) for (country, pk), made in sorted(seen.items())]
    return told, title_of(_wordings(rows)[0])


def countries_named(viewer: Any, shared: SharedDemand) -> frozenset[str]:
    """The codes of the countries that are asked for it."""
    return frozenset(places_of_shared(viewer, shared).values_list("demand__country", flat=True).distinct())


def demands_of(viewer: Any, record: Recommendation, *, latest: int) -> list[OfRecord]:
    """The demands that a recommendation makes and others make, too. Where the very same others make two, the first
    stands for both."""
    own = set(places(viewer).filter(recommendation=record).values_list("leads", flat=True))
    if not own:
        return []
    rows = places(viewer).filter(Q(demand__in=own) | Q(demand__joined_to__in=own)).exclude(recommendation=record)
    who = Count("recommendation", distinct=True), Sum("recommendation", distinct=True)
    counted = rows.values("leads").annotate(count=who[0], who=who[1]).order_by("leads")
    told: dict[tuple[int, int], int] = {}
    for lead, count, sum_of_ids in counted.values_list("leads", "count", "who"):
        told.setdefault((count, sum_of_ids), lead)
    if not told:
        return []
    shown = _latest(rows, latest)
    found = Demand.objects.in_bulk(told.values())
    return [OfRecord(found[lead], count, shown[lead]) for (count, _who), lead in told.items()]


def _latest(rows: QuerySet, most: int) -> dict[int, list[Recommendation]]:
    """The latest few of each demand, the latest first."""
    order = [
        F("recommendation__year").desc(nulls_first=True),
        F("recommendation__date").desc(nulls_first=True),
        F("recommendation").desc(),
    ]
    # A recommendation that stands in two demands that were joined has one rank.
    ranked = rows.annotate(rank=Window(DenseRank(), partition_by=[F("leads")], order_by=order)).filter(rank__lte=most)
    pairs = set(ranked.values_list("leads", "recommendation"))
    found = list(_in_order_of_time({pk for _lead, pk in pairs}).reverse())
    return {lead: [one for one in found if (lead, one.pk) in pairs] for lead, _pk in pairs}


def demands_of_country(viewer: Any, country: str, *, most: int) -> list[Told]:
    """What most recommendations to a country ask for; what only one asks is no shared matter. Of demands whose
    recommendations have the same words, as those that ask for two things at once, the first stands for all."""
    own = places(viewer).filter(demand__country=country).values("leads")
    rows = own.annotate(count=Count("recommendation", distinct=True)).filter(count__gt=1).order_by("-count", "leads")
    by_title: dict[str, Told] = {}
    for one in _told(viewer, dict(rows.values_list("leads", "count")[: 2 * most])):
        by_title.setdefault(one.title, one)
    return list(by_title.values())[:most]


def _told(viewer: Any, counts: Mapping[int, int]) -> list[Told]:
    """Demands in the order of `counts`, with titles."""
    wanted = list(counts)
    rows = places(viewer).filter(demand__in=[*wanted, *_joined_to(Demand, wanted)])
    wordings = _wordings(rows, "leads")
    found = Demand.objects.in_bulk(wanted)
    return [Told(found[pk], count, *title_of(wordings[pk])) for pk, count in counts.items()]


def _wordings(rows: QuerySet, by: str = "") -> dict[int, list[Wording]]:
    """Texts, their languages, and how many demands each makes; by the number of `by`, or all under 0."""
    found: dict[int, list[Wording]] = defaultdict(list)
    rows = rows.annotate(makes=Count("recommendation__demand_places"))
    names = ("recommendation__text", "recommendation__language", "makes", *([by] if by else []))
    for text, language, makes, *of in rows.values_list(*names):
        found[of[0] if of else 0].append((text.strip(" .;"), language, makes))
    return found


def demand_title(viewer: Any, demand: Demand) -> tuple[str, str]:
    """The title of a demand and its language."""
    told = _told(viewer, {demand.joined_to_id or demand.pk: 0})
    return told[0].title, told[0].language


def title_of(wordings: Sequence[Wording]) -> tuple[str, str]:
    """The shortest typical wording and its language: of the shortest few that ask for least besides, the one said most
    often."""
    if not wordings:
        return "", "en"
    least = min(makes for _text, _language, makes in wordings)
    counted = Counter((text, language) for text, language, makes in wordings if makes == least)
    long_enough = [one for one in counted if len(one[0]) >= TOO_SHORT] or list(counted)
    shortest = sorted(long_enough, key=lambda one: (len(one[0]), one))[:TYPICAL]
    return max(shortest, key=lambda one: (counted[one], -len(one[0]), one))


def acts_of(demand: Demand) -> list[DemandByHand]:
    """What people did to a demand, the latest first."""
    rows = DemandByHand.objects.filter(Q(demand=demand) | Q(other=demand))
    return list(rows.select_related("by", "undone_by"))


def acts_of_shared(shared: SharedDemand) -> list[DemandByHand]:
    rows = DemandByHand.objects.filter(Q(shared=shared) | Q(other_shared=shared))
    return list(rows.select_related("by", "undone_by"))


def act_get(pk: int) -> DemandByHand | None:
    return DemandByHand.objects.select_related("demand", "other", "shared", "other_shared").filter(pk=pk).first()
