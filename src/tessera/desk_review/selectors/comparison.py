"""Documents beside one another: ratings by criterion, and how many passages address which group how.

Two counts stand side by side and are never added: passages of which the machine says so, and passages of which a
person says so. The second is None for whoever is not of the Network: what people said of passages is not theirs to see.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from tessera.desk_review.models import CriterionRating, Passage, ReviewedDocument, Word
from tessera.network.models.audience import Operator
from tessera.vocabulary import countries, terms
from tessera.vocabulary.scorecard import criteria

from .documents import documents_told
from .passages import words_standing

ANY = ""  # in the place of a code: whoever is addressed, or however
Place = tuple[int, str, str]  # document, group, how


@dataclass(frozen=True, slots=True)
class Judged:
    """What the machine suggests of a criterion, what a person says ("" where nobody said), and on how many passages."""

    machine: str
    person: str
    passages: int

    @property
    def rating(self) -> str:
        """A person's word stands above the machine's."""
        return self.person or self.machine


@dataclass(frozen=True, slots=True)
class Count:
    """Passages of which the machine says so, and of which a person says so."""

    machine: int = 0
    people: int | None = None

    def __add__(self, other: Count) -> Count:
        people = None if self.people is None and other.people is None else (self.people or 0) + (other.people or 0)
        return Count(self.machine + other.machine, people)


@dataclass(frozen=True, slots=True)
class Comparison:
    """`criteria` and `rows` (group, how) are those that occur, in the vocabulary's order. `counts` are by document,
    group and how, with ANY for the whole. `read` is how many of those suggested somebody has read (None as above)."""

    documents: tuple[ReviewedDocument, ...]
    criteria: tuple[str, ...]
    ratings: dict[tuple[str, int], Judged]
    rows: tuple[tuple[str, str], ...]
    counts: dict[Place, Count]
    read: dict[int, int] | None = None

    def count(self, documents: Iterable[ReviewedDocument], group: str = ANY, how: str = ANY) -> Count:
        """Over several documents; a passage that names two groups is counted with each."""
        found = [self.counts[key] for one in documents if (key := (one.pk, group, how)) in self.counts]
        return sum(found, Count(0, None if self.read is None else 0))

    def ratings_of(self, documents: Iterable[ReviewedDocument], criterion: str) -> dict[str, int]:
        """How many of these documents have each rating, in the order of the ratings; not those it does not apply to."""
        found = Counter(self.ratings[key].rating for one in documents if (key := (criterion, one.pk)) in self.ratings)
        return {one: found[one] for one in CriterionRating.Rating.values if found[one] and one != "not-applicable"}

    @property
    def groups(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(group for group, _how in self.rows))


def documents_chosen(viewer: Any, *, pks: Iterable[int] = (), **scope: Any) -> list[ReviewedDocument]:
    """Those of `pks` that the viewer may see, or those of the scope: country, kind, region, first_year, last_year.

    In the order of titles and years: never by what was found in them.
    """
    rows = documents_told(viewer)
    rows = rows.filter(pk__in=pks) if pks else within(rows, **scope)
    return list(rows.order_by("title", "year", "pk"))


def within(
    rows: QuerySet[ReviewedDocument],
    *,
    country: str = "",
    kind: str = "",
    region: str = "",
    first_year: int | None = None,
    last_year: int | None = None,
) -> QuerySet[ReviewedDocument]:
    """`region` is a region or sub-region of the vocabulary. A document without a year is of no year."""
    given = {
        "country": country,
        "kind": kind,
        "country__in": countries_of(region) if region else None,
        "year__gte": first_year,
        "year__lte": last_year,
    }
    return rows.filter(**{name: value for name, value in given.items() if value not in ("", None)})


def countries_of(region: str) -> list[str]:
    known = {**countries.countries(), **countries.fictional()}
    return [code for code, one in known.items() if region in (one.region, one.sub_region)]


def comparison_of(viewer: Any, documents: Sequence[ReviewedDocument]) -> Comparison:
    """Of documents that the viewer may see."""
    ratings = {
        (one.criterion, one.document_id): Judged(one.machine, one.rating, len(one.passages))
        for one in CriterionRating.objects.filter(CriterionRating.visibility_q(viewer), document__in=documents)
    }
    of_network = isinstance(viewer, Operator) or getattr(viewer, "is_of_network", False)
    machine = Passage.objects.filter(Passage.visibility_q(viewer), document__in=documents, relevant=True, gone_at=None)
    told = _counted(machine.values_list("pk", "document", "groups", "how"))
    said = _said(viewer, documents) if of_network else None
    places = sorted({*told, *(said or {})})
    counts = {key: Count(told[key], None if said is None else said[key]) for key in places}
    occurring = {(group, how) for _document, group, how in places if group and how}
    return Comparison(
        documents=tuple(documents),
        criteria=tuple(code for code in criteria() if any((code, one.pk) in ratings for one in documents)),
        ratings=ratings,
        rows=tuple((g, h) for g in terms.codes("groups") for h in terms.codes("how") if (g, h) in occurring),
        counts=counts,
        read=_read(machine) if of_network else None,
    )


def _said(viewer: Any, documents: Sequence[ReviewedDocument]) -> Counter[Place]:
    words = words_standing(viewer).filter(passage__document__in=documents, passage__gone_at=None, relevant=True)
    rows = words.order_by().values_list("passage", "passage__document", "groups", "how")
    return _counted(rows)


def _counted(rows: Iterable[tuple[Any, ...]]) -> Counter[Place]:
    """How many passages there are of each place; one that several people read counts once."""
    found: dict[int, set[Place]] = defaultdict(set)
    for passage, document, groups, how in rows:
        found[passage].update(_places(document, groups, how))
    return Counter(place for places in found.values() for place in places)


def _places(document: int, groups: Iterable[str], how: Iterable[str]) -> Iterator[Place]:
    yield from ((document, group, one) for group in (ANY, *groups) for one in (ANY, *how))


def _read(relevant: QuerySet[Passage]) -> dict[int, int]:
    words = Word.objects.filter(passage=OuterRef("pk"), taken_back_at=None)
    return dict(Counter(relevant.filter(Exists(words)).values_list("document", flat=True)))


def passages_resting(
    viewer: Any, documents: Sequence[ReviewedDocument], *, each: int
) -> dict[tuple[str, int], list[Passage]]:
    """By criterion and document, the first passages that the machine's rating rests on."""
    ratings = CriterionRating.objects.filter(CriterionRating.visibility_q(viewer), document__in=documents)
    wanted = {(one.criterion, one.document_id): one.passages[:each] for one in ratings}
    keys = {key for some in wanted.values() for key in some}
    rows = Passage.objects.filter(Passage.visibility_q(viewer), document__in=documents, key__in=keys)
    held = {(one.document_id, one.key): one for one in rows}
    return {
        place: [held[place[1], key] for key in some if (place[1], key) in held]
        for place, some in wanted.items()
        if some
    }
