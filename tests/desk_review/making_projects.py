"""Review projects for tests: the focal point and the coordinator code, the secretariat rules."""

from __future__ import annotations

from typing import Any

from tessera.desk_review.models import Assignment, ReviewedDocument, ReviewProject
from tessera.desk_review.services.assigning import assignment_finish, assignment_make
from tessera.desk_review.services.coding import suggested_more
from tessera.desk_review.services.judging import passage_code
from tessera.desk_review.services.projects import project_begin

CODERS = ("focal_point", "coordinator")


def project_made(cast: Any, document: ReviewedDocument | None = None, mode: str = "double", **values: Any) -> Any:
    """With `document`, both coders have it."""
    project = project_begin(
        by=cast.secretariat, title="Two readers of Arlandia", coordinator=cast.secretariat, mode=mode, **values
    )
    for name in CODERS if document else ():
        assignment_make(project=project, document=document, coder=cast.all[name], by=cast.secretariat)
    return project


def given(project: ReviewProject, person: Any) -> Assignment:
    return project.assignments.get(coder=person)


def all_confirmed(project: ReviewProject, person: Any) -> None:
    """They say what the machine suggests, and have not finished."""
    for passage in given(project, person).document.passages.filter(relevant=True):
        passage_code(
            passage=passage,
            by=person,
            relevant=True,
            groups=passage.groups,
            how=passage.how,
            more=suggested_more(passage),
        )


def finished(project: ReviewProject, person: Any) -> None:
    assignment_finish(assignment=given(project, person), by=person)


def differing(cast: Any, document: ReviewedDocument) -> tuple[ReviewProject, Any]:
    """Both have finished, and differ on one passage."""
    project = project_made(cast, document)
    for name in CODERS:
        all_confirmed(project, cast.all[name])
    passage = document.passages.filter(relevant=True).first()
    passage_code(passage=passage, by=cast.focal_point, relevant=True, groups=["migrants"], how=["budget"], more={})
    for name in CODERS:
        finished(project, cast.all[name])
    return project, passage
