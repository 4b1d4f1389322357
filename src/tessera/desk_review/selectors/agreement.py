"""How far those who read a document agree, code by code, with the machine as one more coder."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tessera.analysis.agreement import Agreement, agreement_of
from tessera.desk_review.models import Passage, ReviewedDocument, Word
from tessera.vocabulary import terms

from .passages import words_standing

MACHINE = 0  # in the place of a person's id
RELEVANT = ("relevant", "relevant")
Unit = dict[int, bool]  # whether each coder gives the code: by the person's id, or MACHINE


@dataclass(frozen=True, slots=True)
class OfCode:
    """One code: how often people gave it, and how far people, and people and machine, agree. A unit is a passage."""

    family: str
    code: str
    given: int
    people: Agreement
    machine: Agreement


@dataclass(frozen=True, slots=True)
class CodesAgreed:
    """`coders` is the number of people, `passages` of those that at least one of them read."""

    coders: int
    passages: int
    codes: list[OfCode]


def agreement_on(viewer: Any, document: ReviewedDocument) -> CodesAgreed:
    """Over the passages that people read; codes that neither a person nor the machine gave there are left out."""
    said: dict[int, list[Word]] = defaultdict(list)
    for word in words_standing(viewer).filter(passage__document=document):
        said[word.passage_id].append(word)
    passages = list(Passage.objects.filter(Passage.visibility_q(viewer), pk__in=said))
    coders = {word.person_id for words in said.values() for word in words}
    codes = [_of_code(code, [(one, said[one.pk]) for one in passages]) for code in _codes()]
    return CodesAgreed(len(coders), len(passages), [one for one in codes if one is not None])


def _codes() -> Iterator[tuple[str, str]]:
    yield RELEVANT
    for family in ("groups", "how"):
        yield from ((family, code) for code in terms.codes(family))


def _of_code(code: tuple[str, str], read: list[tuple[Passage, list[Word]]]) -> OfCode | None:
    units = [_unit(code, passage, words) for passage, words in read]
    given = sum(value for unit in units for coder, value in unit.items() if coder != MACHINE)
    if not given and not any(unit[MACHINE] for unit in units):
        return None
    people = agreement_of([value for coder, value in unit.items() if coder != MACHINE] for unit in units)
    return OfCode(*code, given, people, agreement_of(list(unit.values()) for unit in units))


def _unit(code: tuple[str, str], passage: Passage, words: list[Word]) -> Unit:
    return {MACHINE: _gives(passage, code), **{word.person_id: _gives(word, code) for word in words}}


def _gives(reading: Passage | Word, code: tuple[str, str]) -> bool:
    """The machine names groups in passages that it holds not to be of the field, too: those count as not given."""
    if code == RELEVANT or not reading.relevant:
        return reading.relevant
    return code[1] in getattr(reading, code[0])
