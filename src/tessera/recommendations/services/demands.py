"""Places recommendations in demands: country by country what is asked of one State, then what is asked of any.

Only what is new, said otherwise, or was read by older rules is placed, in the order of ids; nothing that stands moves.
Killed at any point and run again it ends in the same state.
"""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, OuterRef, Subquery

from tessera.analysis.demands import (
    OF_ANY,
    OF_ANY_WEIGHT,
    VERSION,
    Demanded,
    Grouper,
    OfOneState,
    Part,
    demands_read,
    weighed_stems,
)
from tessera.analysis.words import folded_words
from tessera.recommendations.models import Demand, DemandByHand, DemandPlace, Recommendation, SharedDemand
from tessera.recommendations.models.demands import BLOCK
from tessera.recommendations.selectors.demands_waiting import ids_waiting
from tessera.vocabulary import countries

from .bulk import Row, ids_reset, next_id, rows_insert, rows_update
from .demands_renewing import demands_renew
from .locking import import_lock

FEW = 2_000  # recommendations that are placed at the end of an import
AT_ONCE = 2_000
Progress = Callable[[int, int], None]


@dataclass(slots=True)
class Placed:
    """How many recommendations were placed, and how many demands and shared demands were begun by them."""

    recommendations: int = 0
    demands: int = 0
    shared: int = 0
    seconds: float = 0.0


def demands_place(*, progress: Progress | None = None) -> Placed:
    """Place all that waits."""
    began = time.monotonic()
    done = Placed()
    with import_lock():
        waiting = ids_waiting()
        seen: set[int] = set()
        of_several = _of_several(waiting)
        places: list[Row] = []
        total = len(set().union(*waiting.values()))
        for country in sorted(waiting):
            begun, left = _country_place(country, waiting[country], of_several)
            done.demands += begun
            places += left
            seen.update(waiting[country])
            if progress:
                progress(len(seen), total)
        _places_write(of_several, places)
        done.recommendations = len(seen)
        done.shared = _shared_tell()
    done.seconds = time.monotonic() - began
    return done


def demands_place_few(written: int) -> None:
    """At the end of an import that wrote so many records: place what waits if it is little; else `tessera demands` does
    it."""
    if 0 < written <= FEW and ids_waiting(most=FEW):
        demands_place()


def _of_several(waiting: Mapping[str, Sequence[int]]) -> set[int]:
    """Recommendations to several countries. They are placed last: whoever is placed no longer waits anywhere."""
    counted = Counter(pk for ids in waiting.values() for pk in ids)
    return {pk for pk, count in counted.items() if count > 1}


def _country_place(country: str, ids: Sequence[int], of_several: Collection[int]) -> tuple[int, list[Row]]:
    """Place recommendations to one country. Returns how many demands were begun, and the places of `of_several`."""
    placing = _Placing(country)
    for first in range(0, len(ids), AT_ONCE):
        for record in _records(ids[first : first + AT_ONCE]):
            placing.place(record)
    places = list(placing.places.values())
    with transaction.atomic():
        rows_insert(Demand, ("id", "country", "key", "block", "stems", "first_id", "pinned"), placing.begun)
        ids_reset(Demand)
        alone = [pk for pk in ids if pk not in of_several]
        _places_write(alone, [row for row in places if row[0] not in of_several])
    return len(placing.begun), [row for row in places if row[0] in of_several]


@transaction.atomic
def _places_write(ids: Collection[int], places: Sequence[Row]) -> None:
    """The places of these recommendations, instead of those they had; what people placed stays."""
    known = list(ids)
    for first in range(0, len(known), AT_ONCE):
        part = known[first : first + AT_ONCE]
        DemandPlace.objects.filter(recommendation__in=part, pinned=False).delete()
        read = Recommendation.objects.filter(pk=OuterRef("recommendation")).values("fingerprint")
        kept = DemandPlace.objects.filter(recommendation__in=part)
        kept.update(fingerprint=Subquery(read), version=VERSION)
    rows_insert(DemandPlace, ("recommendation_id", "demand_id", "fingerprint", "version", "pinned"), places)


def _records(ids: Sequence[int]) -> Iterator[Recommendation]:
    rows = Recommendation.objects.filter(pk__in=list(ids)).order_by("pk")
    return rows.only("pk", "text", "body", "language", "treaties", "fingerprint").iterator(chunk_size=AT_ONCE)


class _Placing:
    """One country's demands, those that are there and those that are begun."""

    def __init__(self, country: str) -> None:
        self.country = country
        self.name = (
            folded_words(countries.country(country).name)
            if country in countries.countries() or country in countries.fictional()
            else []
        )
        self.alike = OfOneState()
        self.by_key: dict[str, int] = {}
        self.silent: dict[int, int] = {}
        self.next = next_id(Demand)
        self.begun: list[Row] = []
        self.places: dict[tuple[int, int], Row] = {}
        demands_renew(country, self.name)
        own = Demand.objects.filter(country=country).order_by("pk")
        for pk, key, block, stems, first, by_hand in own.values_list("pk", "key", "block", "stems", "first", "pinned"):
            self._know(pk, key, block, stems)
            if first and not (key or stems or by_hand):
                self.silent[first] = pk
        self.apart = _apart(country)
        pinned = DemandPlace.objects.filter(demand__country=country, pinned=True)
        self.pinned = set(pinned.values_list("recommendation_id", "demand_id"))

    def place(self, record: Recommendation) -> None:
        read = demands_read(
            record.text,
            body=record.body,
            language=record.language,
            about_treaties=bool(record.treaties),
            leave_out=self.name,
        )
        for pk in self._demands(record.pk, read):
            if (record.pk, pk) not in self.apart and (record.pk, pk) not in self.pinned:
                self.places[record.pk, pk] = (record.pk, pk, record.fingerprint, VERSION, False)

    def _demands(self, record: int, read: Demanded) -> list[int]:
        """A text that tells nothing is a demand of its own, which no other joins: it, too, has been placed."""
        if not (read.keys or read.parts):
            return [self.silent.get(record) or self._begin(record, "", None)]
        ruled = dict(read.ruled)
        told = []
        for key in read.keys:
            part = ruled.get(key)
            told.append(self.by_key.get(key) or self._begin(record, key, part))
            told += self.alike.find(part.block, part.words, ruled=True) if part else []
        for part in read.parts:
            told += self.alike.find(part.block, part.words) or [self._begin(record, "", part)]
        return told

    def _begin(self, record: int, key: str, part: Part | None) -> int:
        pk, self.next = self.next, self.next + 1
        block, stems = (part.block[:BLOCK], " ".join(part.words.stems)) if part else ("", "")
        self.begun.append((pk, self.country, key, block, stems, record, False))
        self._know(pk, key, block, stems)
        return pk

    def _know(self, pk: int, key: str, block: str, stems: str) -> None:
        if key:
            self.by_key[key] = pk
        if stems:
            self.alike.add(block, weighed_stems(stems.split(), act=""), pk, ruled=bool(key))


def _apart(country: str) -> set[tuple[int, int]]:
    """What people set apart: pairs of a recommendation and a demand that it is not to be placed in, with those that
    lead to that demand or to which it leads."""
    acts = DemandByHand.objects.filter(act=DemandByHand.Act.APART, demand__country=country, undone_at=None)
    joined = Demand.objects.filter(country=country, joined_to__isnull=False).values_list("pk", "joined_to")
    together: dict[int, set[int]] = defaultdict(set)
    for one, to in joined:
        together[one].add(to)
        together[to].add(one)
    pairs = set()
    for demand, moved in acts.values_list("demand_id", "moved"):
        pairs |= {(row[0], one) for row in moved for one in (demand, *together[demand])}
    return pairs


@transaction.atomic
def _shared_tell() -> int:
    """Say of every demand that waits which shared demand it is. Returns how many were begun."""
    waiting = Demand.objects.filter(shared=None).order_by(F("first_id").asc(nulls_last=True), "pk")
    rows = list(waiting.values_list("pk", "key", "block", "stems"))
    if not rows:
        return 0
    grouper, by_key = Grouper(OF_ANY, least=OF_ANY_WEIGHT), {}
    known = SharedDemand.objects.order_by("pk").values_list("pk", "key", "block", "stems")
    for pk, key, block, stems in known.iterator(chunk_size=AT_ONCE):
        if key:
            by_key[key] = pk
        elif stems:
            grouper.add(block, weighed_stems(stems.split(), act=""), pk)
    begun, told = [], []
    following = next_id(SharedDemand)
    for pk, key, block, stems in rows:
        words = weighed_stems(stems.split(), act="")
        found = by_key.get(key) if key else grouper.find(block, words)
        if found is None:
            found, following = following, following + 1
            begun.append((found, key, block, stems))
            if key:
                by_key[key] = found
            elif stems:
                grouper.add(block, words, found)
        told.append((pk, found))
    rows_insert(SharedDemand, ("id", "key", "block", "stems"), begun)
    ids_reset(SharedDemand)
    rows_update(Demand, ["shared_id"], told)
    return len(begun)
