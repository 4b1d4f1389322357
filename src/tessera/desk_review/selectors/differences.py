"""What the coders of a project say, once all who code a passage have finished, and where they differ."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from tessera.desk_review.models import Assignment, Passage, ReviewProject, Ruling, Word
from tessera.desk_review.models.projects import blind_documents
from tessera.network.models import Person
from tessera.network.models.audience import OPERATOR

from .codes import Code, codes_given
from .passages import words_standing


@dataclass(frozen=True, slots=True)
class Side:
    """One coder; `word` is None where they said nothing, and so hold the passage not to be of the field."""

    coder: Person
    word: Word | None

    @property
    def codes(self) -> frozenset[Code]:
        return codes_given(self.word)


@dataclass(frozen=True, slots=True)
class Coded:
    """A passage of which at least one coder said something, with all who code it."""

    passage: Passage
    sides: list[Side]
    ruling: Ruling | None

    @property
    def differs(self) -> bool:
        return len({side.codes for side in self.sides}) > 1

    @property
    def waits(self) -> bool:
        return self.differs and self.ruling is None

    @property
    def word(self) -> Ruling | Word | None:
        """The project's: the adjudicator's, or what all say; None while neither is there."""
        if self.ruling is not None:
            return self.ruling
        return None if self.differs else self.sides[0].word


def coded_of(viewer: Any, project: ReviewProject, *, document: int | None = None) -> list[Coded]:
    """In the order of documents and passages; those of which somebody has not finished yet are not among them. Of one
    document where its id is given."""
    coding: dict[int, list[Assignment]] = defaultdict(list)
    rows = project.assignments.filter(Assignment.visibility_q(viewer), withdrawn_at=None).select_related("coder")
    if document is not None:
        rows = rows.filter(document=document)
    for one in rows.exclude(document__in=blind_documents(viewer)):
        coding[one.document_id].append(one)
    words: dict[int, dict[int, Word]] = defaultdict(dict)
    passages: dict[int, Passage] = {}
    said = words_standing(viewer).filter(passage__document__in=coding, passage__gone_at=None)
    for word in said.select_related("passage__document").order_by("passage__document", "passage__position"):
        passages[word.passage_id] = word.passage
        words[word.passage_id][word.person_id] = word
    rulings = project.rulings.filter(Ruling.visibility_q(viewer), passage__document__in=coding).select_related("by")
    ruled = {one.passage_id: one for one in rulings}
    found = (_coded(one, coding[one.document_id], words[one.pk], ruled.get(one.pk)) for one in passages.values())
    return [one for one in found if one is not None]


def differences_of(viewer: Any, project: ReviewProject, *, document: int | None = None) -> list[Coded]:
    """Those on which coders differ, ruled on or not."""
    return [one for one in coded_of(viewer, project, document=document) if one.differs]


def differences_left(project: ReviewProject) -> int:
    """How many wait to be ruled on."""
    return sum(one.waits for one in coded_of(OPERATOR, project))


def _coded(passage: Passage, coding: list[Assignment], said: dict[int, Word], ruling: Ruling | None) -> Coded | None:
    here = [one for one in coding if one.covers(passage.position)]
    if not here or any(one.finished_at is None for one in here):
        return None
    sides = [Side(one.coder, said.get(one.coder_id)) for one in here]
    return Coded(passage, sides, ruling) if any(side.word for side in sides) else None
