"""How much of what a demand asks a document says of the same group: signs from 0 to 1."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from tessera.vocabulary.gaps import gap_words

from .reading import Said

SAME, OF_ALL, AROUND = 1.0, 0.8, 0.3  # the very group; one of those a demand about minorities means; spoken around
ENOUGH = 0.7  # of that, where what is done for a group may answer a demand
AS_SUCH = "national-ethnic-minority"
MINORITIES = "minorit"  # the stem that speaks of minorities as such
FIELD = frozenset({"racism", "hate", "hate-crime", "discrimination", "prejudice"})
MEANS = 0.5  # what a subject weighs that is only a means: any demand may ask for a law or a plan
SIGNS = ("likeness", "together", "words")


class Weights(NamedTuple):
    """How rare stems and subjects are in one document and in what is asked of its country."""

    stems: Mapping[str, float]
    subjects: Mapping[str, float]


class Compared(NamedTuple):
    """`signs` by their names; `places` are the sentences that speak of it, the most telling first, each with whether it
    tells of an act for the very group."""

    signs: Mapping[str, float]
    places: tuple[tuple[int, bool], ...]
    may_be_addressed: bool


def weights_in(sentences: Sequence[Said], demands: Sequence[Said]) -> Weights:
    """Rarity as the logarithm of how few texts have it."""
    texts = [*sentences, *demands]
    means = gap_words().means
    stems = {one: math.log(1 + len(texts) / count) for one, count in _counted(text.stems for text in texts).items()}
    subjects = _counted(text.subjects for text in texts)
    return Weights(
        stems,
        {one: math.log(1 + len(texts) / n) * (MEANS if one in means else 1) for one, n in subjects.items()},
    )


def compared(demand: Said, sentences: Sequence[Said], weights: Weights) -> Compared:
    """A demand with every sentence of a document."""
    near = [(at, how) for at, one in enumerate(sentences) if (how := _same_group(demand, one)) > 0]
    near = [(at, how) for at, how in near if _on_the_subject(demand, sentences[at])]
    same = [at for at, how in near if how >= ENOUGH]
    acts = [at for at in same if sentences[at].acts]
    like = {at: _share(demand.stems, sentences[at].stems, weights.stems) for at, _how in near}
    signs = {
        "likeness": max((like[at] for at in acts), default=0.0),
        "together": max((_covered(demand, several, weights) for several in _by_passage(acts, sentences)), default=0.0),
        "words": _share(demand.stems, _union(sentences[at].stems for at in same), weights.stems),
    }
    done = set(acts)
    places = sorted(like, key=lambda at: (at not in done, -like[at], at))
    return Compared(signs, tuple((at, at in done) for at in places), bool(acts) and _named(demand, sentences, acts))


def _same_group(demand: Said, one: Said) -> float:
    """Whether a sentence is about whom a demand is about: from 0 to 1."""
    if demand.groups & one.groups or demand.treaties & one.treaties:
        return SAME
    umbrella = gap_words().umbrella
    if AS_SUCH in demand.groups and ((one.groups & umbrella) or (one.field and not one.groups)):
        return OF_ALL
    if demand.groups:
        as_such = AS_SUCH in one.groups and MINORITIES in one.stems and not one.names
        return AROUND if (as_such or (one.around and not one.groups)) else 0.0
    if not (demand.field or demand.subjects & FIELD):
        return SAME  # it asks for no group, and not against racism
    if one.field or (one.subjects & FIELD):
        return SAME
    return OF_ALL if one.groups & umbrella else 0.0


def _on_the_subject(demand: Said, one: Said) -> bool:
    """A group named alone tells nothing; and two instruments are never taken for one another."""
    if demand.treaties:
        return bool(demand.treaties & one.treaties)
    if demand.subjects:
        return bool(((demand.subjects - gap_words().means) or demand.subjects) & one.subjects)
    return bool(demand.stems & one.stems)


def _covered(demand: Said, sentences: Iterable[Said], weights: Weights) -> float:
    """How much of the demand's subjects, by their rarity; of its words where it is on none that is known."""
    several = list(sentences)
    if demand.treaties:
        met = demand.treaties & _union(one.treaties for one in several)
        return len(met) / len(demand.treaties)
    if not demand.subjects:
        return _share(demand.stems, _union(one.stems for one in several), weights.stems)
    return _share(demand.subjects, _union(one.subjects for one in several), weights.subjects)


def _by_passage(places: Iterable[int], sentences: Sequence[Said]) -> Iterable[list[Said]]:
    by_passage: dict[int, list[Said]] = {}
    for at in places:
        by_passage.setdefault(sentences[at].passage, []).append(sentences[at])
    return by_passage.values()


def _named(demand: Said, sentences: Sequence[Said], acts: Iterable[int]) -> bool:
    """What a demand names with a name of its own, or as a treaty, must be named where the act is told."""
    several = [sentences[at] for at in acts]
    if demand.treaties and not demand.treaties <= _union(one.treaties for one in several):
        return False
    words = _union(one.names for one in several)
    return not demand.names or bool(demand.names & words)


def _share(wanted: frozenset[str], there: frozenset[str], weights: Mapping[str, float]) -> float:
    whole = sum(weights.get(one, 0.0) for one in wanted)
    return sum(weights.get(one, 0.0) for one in wanted & there) / whole if whole else 0.0


def _union(several: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*several)


def _counted(several: Iterable[frozenset[str]]) -> Counter[str]:
    counted: Counter[str] = Counter()
    for one in several:
        counted.update(one)
    return counted
