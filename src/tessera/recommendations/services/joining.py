"""Which record a source's recommendation already is: by document or review, paragraph, and words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz

from tessera.analysis.words import folded_words
from tessera.harvest import RESPONSE
from tessera.network.models import Audience
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
    language: str
    sources: set[str]


class Joiner:
    """Finds records for one source's recommendations, batch by batch. `editions` says that the source holds documents,
    of which there may be others in other languages."""

    def __init__(self, source: str, *, audience: str = Audience.PUBLIC, editions: bool = False) -> None:
        self.source, self.audience = source, audience
        others = Attestation.objects.exclude(source=source).filter(
            recommendation__bucket__isnull=False, recommendation__audience=audience
        )
        self.foreign: set[int] = set(others.values_list("recommendation__bucket", flat=True).distinct())
        self._joined = dict(Recommendation.objects.filter(joined_to__isnull=False).values_list("pk", "joined_to_id"))
        self.translated: set[int] = set()
        self.editions = editions
        if editions:
            told = Recommendation.objects.filter(bucket__isnull=False).exclude(language="en")
            self.translated = set(told.values_list("bucket", flat=True).distinct())
        self._exact: dict[tuple[int, int], list[tuple[int, str]]] = {}
        self._buckets: dict[int, list[Candidate]] = {}

    def prepare(self, batch: Iterable[Fields]) -> None:
        """Load what a batch may be joined to."""
        batch = list(batch)
        prints = [fields["fingerprint"] for fields in batch if fields["bucket"] is not None]
        found: dict[tuple[int, int], list[tuple[int, str]]] = defaultdict(list)
        words = _open(self.audience, fingerprint__in=prints).exclude(kind=RESPONSE)
        for pk, bucket, fingerprint, paragraph in words.values_list("pk", "bucket", "fingerprint", "paragraph"):
            found[bucket, fingerprint].append((self._end(pk), paragraph))
        self._exact = found
        self._buckets = _candidates({f["bucket"] for f in batch if self._may_be_known(f)}, self.audience, self._end)

    def _may_be_known(self, fields: Fields) -> bool:
        """Whether another source, or an edition in another language, may have told it."""
        bucket = fields["bucket"]
        other = self.editions and (fields["language"] != "en" or bucket in self.translated)
        return bucket in self.foreign or (other and bucket is not None)

    def find(self, fields: Fields) -> int | None:
        """The id of the record, None where it is new."""
        bucket = fields["bucket"]
        if bucket is None:
            return None
        if fields["kind"] == RESPONSE:
            return answered(fields["paragraph"], [(c.id, c.paragraph) for c in self._buckets.get(bucket, ())])
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
            if _is_another_edition(one, fields):
                found = one
                break
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


def answered(paragraph: str, candidates: Iterable[tuple[int, str]]) -> int | None:
    """The id of the recommendation that an answer belongs to, None where there is none or one cannot tell which.

    Answers that name an item ("18") without its paragraph ("115.18") belong to the only such item of the review.
    """
    candidates = list(candidates)
    found = [pk for pk, known in candidates if known == paragraph]
    if not found and "." not in paragraph:
        found = [pk for pk, known in candidates if known.rpartition(".")[2] == paragraph]
    return found[0] if len(found) == 1 else None


def _least(one: Candidate, fields: Fields) -> float:
    """How alike the texts must be; 0 where they cannot be the same."""
    if one.paragraph and fields["paragraph"]:
        return SAME_PARAGRAPH if one.paragraph == fields["paragraph"] else 0
    states = frozenset(fields["states"])
    return SAME_STATES if not states or not one.states or states & one.states else SAME_WORDS


def _is_another_edition(one: Candidate, fields: Fields) -> bool:
    """Whether it is the same paragraph in another language, whose words cannot be compared."""
    return bool(one.paragraph) and one.paragraph == fields["paragraph"] and one.language != fields["language"]


def _open(audience: str, **conditions: Any) -> Any:
    """Records are joined within one audience: what is for the Network must not be told of a record of the public's."""
    return Recommendation.objects.filter(audience=audience, **conditions)


def _candidates(buckets: Collection[int], audience: str, end: Callable[[int], int]) -> dict[int, list[Candidate]]:
    """Texts of records; that of one joined by hand stands for the record it leads to."""
    found: dict[int, list[Candidate]] = defaultdict(list)
    if not buckets:
        return found
    sources: dict[int, set[str]] = defaultdict(set)
    there = _open(audience, bucket__in=buckets).exclude(kind=RESPONSE)
    rows = there.order_by("pk").values_list("pk", "bucket", "paragraph", "states", "text", "language")
    for pk, bucket, paragraph, states, text, language in rows.iterator():
        if len(found[bucket]) < LARGEST_BUCKET:
            own, words = end(pk), " ".join(folded_words(text))
            found[bucket].append(Candidate(own, paragraph, frozenset(states), words, language, sources[own]))
    told = Attestation.objects.filter(recommendation__bucket__in=buckets, recommendation__audience=audience, gone=None)
    for pk, source in told.values_list("recommendation_id", "source"):
        sources[pk].add(source)
    return found
