"""A fictional review project: two people of the demonstration code a framework and differ on a few of its passages."""

from __future__ import annotations

from typing import Any

from tessera.desk_review.models import Passage, ReviewedDocument, ReviewProject
from tessera.desk_review.selectors.differences import differences_of
from tessera.network.models import Person

from .adjudicating import as_said, ruling_give
from .assigning import assignment_finish, assignment_make
from .coding import suggested_more
from .judging import passage_code
from .projects import project_begin

CODERS = ("ana@demo.invalid", "tomo@demo.invalid")
COORDINATOR = "secretariat@demo.invalid"
OTHERWISE: tuple[dict[str, Any], ...] = (  # what the second coder says of the first passages
    {"relevant": False},
    {"relevant": True, "how": ["mention"]},
    {"relevant": True, "how": ["action", "budget"], "note": "The amount stands in the annex."},
)
BEGUN = 2  # passages of the other document that the first coder has coded


def demo_project_load(done: ReviewedDocument, begun: ReviewedDocument) -> ReviewProject | None:
    """`done` is coded by both, with one difference ruled on; of `begun`, one has coded the first passages."""
    people = {one.email: one for one in Person.objects.filter(email__in=[*CODERS, COORDINATOR])}
    if len(people) < 3:
        return None
    project = project_begin(
        by=None,
        title="Frameworks of Arlandia (fictional)",
        purpose="How far the framework carries on what the analysis found.",
        coordinator=people[COORDINATOR],
    )
    for email in CODERS:
        for document in (done, begun):
            assignment_make(project=project, document=document, coder=people[email], by=None)
    _code(people[CODERS[0]], begun, BEGUN)
    for email, otherwise in zip(CODERS, ((), OTHERWISE), strict=True):
        _code(people[email], done, None, otherwise)
        assignment_finish(assignment=project.assignments.get(coder=people[email], document=done), by=people[email])
    first = differences_of(people[COORDINATOR], project)[0]
    ruling_give(
        project=project,
        passage=first.passage,
        version=0,
        by=people[COORDINATOR],
        reason="The group is named in the first sentence.",
        **as_said(first.sides[0].word),
    )
    return project


def _code(
    by: Person, document: ReviewedDocument, count: int | None, otherwise: tuple[dict[str, Any], ...] = ()
) -> None:
    """The first `count` suggested passages, or all: as suggested, the first of them otherwise."""
    for number, passage in enumerate(document.passages.filter(relevant=True)[:count]):
        said = _suggested(passage)
        passage_code(passage=passage, by=by, **(said | otherwise[number] if number < len(otherwise) else said))


def _suggested(passage: Passage) -> dict[str, Any]:
    return {
        "relevant": True,
        "groups": passage.groups,
        "how": passage.how,
        "more": suggested_more(passage),
    }
