"""How far the coders of a project agree, code by code, with the machine as one more coder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tessera.analysis.agreement import agreement_of
from tessera.desk_review.models import ReviewProject
from tessera.vocabulary.codebook import FAMILIES, family_codes

from .agreement import OfCode
from .codes import Code, codes_given
from .differences import coded_of


@dataclass(frozen=True, slots=True)
class ProjectAgreed:
    """Over `passages` that all who code them have finished, and of which one of them at least said something;
    `differing` are those on which they differ."""

    passages: int
    differing: int
    codes: list[OfCode]


def agreement_in(viewer: Any, project: ReviewProject) -> ProjectAgreed:
    """Codes that neither a person nor the machine gave are left out."""
    coded = coded_of(viewer, project)
    units = [([side.codes for side in one.sides], codes_given(one.passage)) for one in coded]
    rows = (_of_code(code, units) for code in _codes())
    return ProjectAgreed(len(coded), sum(one.differs for one in coded), [one for one in rows if one is not None])


def _codes() -> Iterator[Code]:
    for family in FAMILIES:
        yield from ((family, code) for code in family_codes(family))


def _of_code(code: Code, units: list[tuple[list[frozenset[Code]], frozenset[Code]]]) -> OfCode | None:
    people = [[code in said for said in sides] for sides, _machine in units]
    machine = [code in told for _sides, told in units]
    given = sum(map(sum, people))
    if not given and not any(machine):
        return None
    both = [[*said, told] for said, told in zip(people, machine, strict=True)]
    return OfCode(*code, given, agreement_of(people), agreement_of(both))
