"""Which record a source's recommendation already is: by document or review, paragraph, and words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz

from tessera.analysis.words import folded_words
from tessera.recommendations.models import Attestation, Recommendation

from .describing import Fields

SAME_PARAGRAPH = 60  # of 100: how alike texts of one paragraph must be
SAME_STATES = 90  # texts of one review whose States overlap
SAME_WORDS = 97  # texts of one review, whoever recommended it
LARGEST_BUCKET = 3_000


@dataclass(slots=True)
class Candidate:
    """A record that is there."""

    id: int
    paragraph: str
    states: frozenset[str]
    text: str
    sources: set[str]


class Joiner:
    """Finds records for one source's recommendations, batch by batch."""

    def __init__(self, source: str) -> None:
        self.source = source
        others = Attestation.objects.exclude(source=source).filter(recommendation__bucket__isnull=False)
        self.foreign: set[int] = set(others.values_list("recommendation__bucket", flat=True).distinct())
        self._joined = dict(Recommendation.objects.filter(joined_to__isnull=False).values_list("pk", "joined_to_id"))
        self._exact: dict[tuple[int, int], list[tuple[int, str]]] = {}
        self._buckets: dict[int, list[Candidate]] = {}

    def prepare(self, batch: Iterable[Fields]) -> None:
        """Load what a batch may be joined to."""
        batch = list(batch)
        prints = [fields["fingerprint"] for fields in batch if fields["bucket"] is not None]
        found: dict[tuple[int, int], list[tuple[int, str]]] = defaultdict(list)
        for pk, bucket, fingerprint, paragraph in _open(fingerprint__in=prints).values_list(
            "pk", "bucket", "fingerprint", "paragraph"
        ):
            found[bucket, fingerprint].append((self._end(pk), paragraph))
        self._exact = found
        self._buckets = _candidates({f["bucket"] for f in batch if f["bucket"] in self.foreign}, self._end)

    def find(self, fields: Fields) -> int | None:
        """The id of the record, None where it is new."""
        bucket = fields["bucket"]
        if bucket is None:
            return None
        for pk, paragraph in self._exact.get((bucket, fields["fingerprint"]), ()):
            if paragraphs_agree(paragraph, fields["paragraph"]):
                return pk
        return self._alike(fields, self._buckets.get(bucket, ()))

    def _end(self, pk: int) -> int:
        """The record that one joined by hand leads to."""
        while pk in self._joined:
            pk = self._joined[pk]
        return pk

    def _alike(self, fields: Fields, candidates: Collection[Candidate]) -> int | None:
        words = " ".join(folded_words(fields["text"])) if candidates else ""
        best, found = 0.0, None
        for one in candidates:
            if self.source in one.sources:
                continue
            least = _least(one, fields)
            score = fuzz.ratio(words, one.text, score_cutoff=max(least, best)) if least else 0.0
            if score > best:
                best, found = score, one
        if found is None:
            return None
        found.sources.add(self.source)
        return found.id


def paragraphs_agree(one: str, other: str) -> bool:
    """Whether two numbers may be of the same paragraph: some sources give none."""
    return not one or not other or one == other


def _least(one: Candidate, fields: Fields) -> float:
    """How alike the texts must be; 0 where they cannot be the same."""
    if one.paragraph and fields["paragraph"]:
        return SAME_PARAGRAPH if one.paragraph == fields["paragraph"] else 0
    states = frozenset(fields["states"])
    return SAME_STATES if not states or not one.states or states & one.states else SAME_WORDS


def _open(**conditions: Any) -> Any:
    return Recommendation.objects.filter(audience="public", **conditions)


def _candidates(buckets: Collection[int], end: Callable[[int], int]) -> dict[int, list[Candidate]]:
    """Texts of records; that of one joined by hand stands for the record it leads to."""
    found: dict[int, list[Candidate]] = defaultdict(list)
    if not buckets:
        return found
    sources: dict[int, set[str]] = defaultdict(set)
    rows = _open(bucket__in=buckets).order_by("pk").values_list("pk", "bucket", "paragraph", "states", "text")
    for pk, bucket, paragraph, states, text in rows.iterator():
        if len(found[bucket]) < LARGEST_BUCKET:
            own = end(pk)
            words = " ".join(folded_words(text))
            found[bucket].append(Candidate(own, paragraph, frozenset(states), words, sources[own]))
    told = Attestation.objects.filter(recommendation__bucket__in=buckets, gone=None)
    for pk, source in told.values_list("recommendation_id", "source"):
        sources[pk].add(source)
    return found
