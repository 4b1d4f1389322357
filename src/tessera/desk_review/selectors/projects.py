"""Review projects, and how far their coders have come: counts alone, never what anybody said."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from tessera.desk_review.models import Assignment, Codebook, Passage, ReviewProject, Word
from tessera.desk_review.models.projects import blind_documents


@dataclass(frozen=True, slots=True)
class Progress:
    """Of `all` passages that the coder is to code, they have coded `coded`."""

    assignment: Assignment
    coded: int
    all: int


def projects_listed(viewer: Any) -> QuerySet[ReviewProject]:
    """With `documents`, the number of those that somebody codes and `viewer` may see."""
    seen = Assignment.objects.filter(Assignment.visibility_q(viewer), withdrawn_at=None)
    count = Count("assignments__document", distinct=True, filter=Q(assignments__in=seen.values("pk")))
    return ReviewProject.objects.visible_to(viewer).select_related("coordinator").annotate(documents=count)


def project_get(viewer: Any, pk: int) -> ReviewProject | None:
    rows = ReviewProject.objects.visible_to(viewer).select_related("coordinator", "codebook")
    found: ReviewProject | None = rows.filter(pk=pk).first()
    return found


def assignment_get(viewer: Any, project: ReviewProject, pk: int) -> Assignment | None:
    rows = project.assignments.filter(Assignment.visibility_q(viewer)).select_related("document", "coder", "project")
    return rows.filter(pk=pk).first()


def assignment_of(coder: Any, project: ReviewProject, document: int) -> Assignment | None:
    """What `coder` codes of a document of the project."""
    rows = project.assignments.filter(Assignment.visibility_q(coder), coder_id=coder.pk, withdrawn_at=None)
    return rows.filter(document=document).select_related("document", "project").first()


def coding_of(viewer: Any, document: int) -> Assignment | None:
    """What the viewer codes of a document in a project that is open, for the way there."""
    if not getattr(viewer, "is_authenticated", False):
        return None
    rows = Assignment.objects.filter(Assignment.visibility_q(viewer), document=document, coder_id=viewer.pk)
    rows = rows.filter(withdrawn_at=None, finished_at=None, project__state=ReviewProject.State.OPEN)
    return rows.select_related("project").first()


def is_blind(viewer: Any, document: int) -> bool:
    return blind_documents(viewer).filter(document=document).exists()


def progress_of_project(viewer: Any, project: ReviewProject) -> list[Progress]:
    """Coded blind, a document counts with all its passages, as nothing is suggested; else with those suggested."""
    rows = project.assignments.filter(Assignment.visibility_q(viewer), withdrawn_at=None)
    given = list(rows.select_related("document", "coder"))
    to_code: dict[int, list[int]] = defaultdict(list)
    passages = Passage.objects.filter(document__in={one.document_id for one in given}, gone_at=None)
    if project.mode != ReviewProject.Mode.BLIND:
        passages = passages.filter(relevant=True)
    for document, position in passages.values_list("document", "position"):
        to_code[document].append(position)
    coded: dict[tuple[int, int], set[int]] = defaultdict(set)
    words = Word.objects.filter(passage__in=passages.values("pk"), taken_back_at=None)
    for person, document, position in words.values_list("person", "passage__document", "passage__position"):
        coded[person, document].add(position)
    return [
        Progress(
            one,
            sum(one.covers(position) for position in coded[one.coder_id, one.document_id]),
            sum(one.covers(position) for position in to_code[one.document_id]),
        )
        for one in given
    ]


def codebook_newest() -> Codebook | None:
    return Codebook.objects.first()


def codebook_version(version: int) -> Codebook | None:
    return Codebook.objects.filter(version=version).first()
