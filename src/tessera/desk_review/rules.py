"""Who may do what in a desk review. Seeing is the audience rule's matter (network.models.audience).

Entities of the Network, its coordinators and the secretariat read and judge. The country team does not judge its own
document: it comments on the draft, as everybody of the Network may. The secretariat sends drafts, releases, and
opens to everybody what somebody nominated as good practice.

A review project is begun by whoever reviews, and run by its coordinator and the secretariat. Its coordinator rules
where coders differ; a coder codes what they were given.
"""

from __future__ import annotations

from typing import Any

import rules

from tessera.desk_review.models import Assignment, GoodPractice, Job, ReviewedDocument, ReviewProject
from tessera.network.rules import is_coordinator, is_focal_point, is_of_network, manages, may_see


@rules.predicate
def is_not_released(_person: Any, document: ReviewedDocument | None) -> bool:
    return document is not None and document.state != ReviewedDocument.State.RELEASED


@rules.predicate
def is_with_team(_person: Any, document: ReviewedDocument | None) -> bool:
    return document is not None and document.state == ReviewedDocument.State.WITH_TEAM


@rules.predicate
def is_nominator(person: Any, practice: GoodPractice | None) -> bool:
    return practice is not None and practice.nominated_by_id == person.pk


@rules.predicate
def stands(_person: Any, practice: GoodPractice | None) -> bool:
    return practice is not None and practice.withdrawn_at is None


@rules.predicate
def asked_for_it(person: Any, job: Job | None) -> bool:
    return job is not None and job.asked_by_id == person.pk


@rules.predicate
def coordinates(person: Any, project: ReviewProject | None) -> bool:
    return project is not None and project.coordinator_id == getattr(person, "pk", None)


@rules.predicate
def codes(person: Any, assignment: Assignment | None) -> bool:
    """Whoever was given it, as long as it was not withdrawn."""
    if assignment is None or assignment.withdrawn_at is not None:
        return False
    return assignment.coder_id == getattr(person, "pk", None)


reviews = manages | is_coordinator | is_focal_point

rules.add_perm("desk_review.add_document", reviews)
rules.add_perm("desk_review.judge_document", reviews & may_see & is_not_released)
rules.add_perm("desk_review.see_work", is_of_network & may_see)
rules.add_perm("desk_review.comment_on_draft", is_of_network & may_see & is_with_team)
rules.add_perm("desk_review.send_document", manages & may_see & is_not_released)
rules.add_perm("desk_review.see_jobs", reviews)
rules.add_perm("desk_review.keep_job", manages | (reviews & asked_for_it))
rules.add_perm("desk_review.release_document", manages & may_see & is_with_team)
rules.add_perm("desk_review.answer_comment", reviews & may_see & is_not_released)
rules.add_perm("desk_review.nominate_practice", reviews & may_see)
rules.add_perm("desk_review.edit_practice", (manages | is_nominator) & may_see & stands)
rules.add_perm("desk_review.open_practice", manages & may_see & stands)

rules.add_perm("desk_review.add_project", reviews)
rules.add_perm("desk_review.see_projects", is_of_network)
rules.add_perm("desk_review.see_project", is_of_network & may_see)
rules.add_perm("desk_review.run_project", reviews & may_see & (manages | coordinates))
rules.add_perm("desk_review.rule_in_project", reviews & may_see & coordinates)
rules.add_perm("desk_review.code", reviews & codes)
rules.add_perm("desk_review.edit_codebook", manages | is_coordinator)
