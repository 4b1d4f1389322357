"""How far reviewers agree, with one another and with the machine, over what the viewer may see."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from tessera.analysis.agreement import Agreement, agreement_of
from tessera.network.models import Person
from tessera.recommendations.models import LabelAnswer, LabelSuggestion

from .suggestions import suggestions

MACHINE = 0  # in the place of a person's id
FEW = 30  # questions, below which a figure says little
Unit = dict[int, str]  # what each coder says: by the person's id, or MACHINE


@dataclass(frozen=True, slots=True)
class OfLabel:
    """One label: `answers` of people, how many of them are yes, and how far people, and people and machine, agree."""

    field: str
    label: str
    answers: int
    yes: int
    people: Agreement
    machine: Agreement


@dataclass(frozen=True, slots=True)
class OfPair:
    """Two coders; `other` is None for the machine."""

    one: Person
    other: Person | None
    agreement: Agreement


@dataclass(frozen=True, slots=True)
class Agreements:
    people: Agreement
    machine: Agreement
    labels: list[OfLabel]
    pairs: list[OfPair]
    disputed: list[LabelSuggestion]


def agreements(viewer: Any) -> Agreements:
    """Unsure is a missing answer. The machine says yes to what it would give and no to what it is unsure of: what it
    never suggested was asked of nobody."""
    asked = suggestions(viewer).filter(answered__gt=0).select_related("recommendation__document")
    told = {one.pk: one for one in asked}
    rows = LabelAnswer.objects.filter(undone_at=None, suggestion__in=asked).exclude(said=LabelAnswer.Said.UNSURE)
    units: dict[int, Unit] = defaultdict(dict)
    for suggestion, person, said in rows.order_by("pk").values_list("suggestion", "person", "said"):
        units[suggestion][person] = said
    for pk, unit in units.items():
        unit[MACHINE] = LabelAnswer.Said.YES if told[pk].given else LabelAnswer.Said.NO
    by_label: dict[tuple[str, str], list[Unit]] = defaultdict(list)
    for pk, unit in sorted(units.items()):
        by_label[told[pk].field, told[pk].label].append(unit)
    return Agreements(
        people=_of_people(units.values()),
        machine=_of_all(units.values()),
        labels=[_of_label(*key, own) for key, own in sorted(by_label.items())],
        pairs=_pairs(list(units.values())),
        disputed=[one for one in sorted(told.values(), key=lambda one: one.pk) if one.state == one.State.DISPUTED],
    )


def _of_people(units: Iterable[Unit]) -> Agreement:
    return agreement_of([said for coder, said in unit.items() if coder != MACHINE] for unit in units)


def _of_all(units: Iterable[Unit]) -> Agreement:
    return agreement_of(list(unit.values()) for unit in units)


def _of_label(field: str, label: str, units: list[Unit]) -> OfLabel:
    said = [word for unit in units for coder, word in unit.items() if coder != MACHINE]
    return OfLabel(field, label, len(said), said.count(LabelAnswer.Said.YES), _of_people(units), _of_all(units))


def _pairs(units: list[Unit]) -> list[OfPair]:
    ids = {coder for unit in units for coder in unit if coder != MACHINE}
    people = {one.pk: one for one in Person.objects.filter(pk__in=ids)}
    found = []
    for one, other in combinations(sorted(ids | ({MACHINE} if ids else set())), 2):
        first, second = (other, one) if one == MACHINE else (one, other)
        agreement = agreement_of([unit.get(first), unit.get(second)] for unit in units)
        if agreement.units:
            found.append(OfPair(people[first], people.get(second), agreement))
    return sorted(found, key=lambda pair: (pair.other is None, str(pair.one), str(pair.other)))
