"""Who may do what in working groups. Seeing is the audience rule's matter: nobody works on what they may not see."""

from __future__ import annotations

from typing import Any

import rules
from django.db.models import Q
from django.utils import timezone

from tessera.coordination.models import (
    Meeting,
    PlanReview,
    ReviewRecommendation,
    Task,
    Update,
    WorkingGroup,
    YearlyReport,
)
from tessera.network.models import Role
from tessera.network.rules import is_of_network, manages, may_see

Subject = WorkingGroup | Task | Update | Meeting | None


@rules.predicate
def coordinates(person: Any, subject: Subject) -> bool:
    """Coordinates the group by name, or for one of its coordinating entities."""
    group = _group_of(subject)
    if group is None or not getattr(person, "roles", None):
        return False
    if group.coordinator_person_id == person.pk:
        return True
    if not person.has_role(Role.COORDINATOR):
        return False
    return any(organisation.pk in person.organisation_ids for organisation in group.coordinators.all())


@rules.predicate
def belongs(person: Any, subject: Subject) -> bool:
    """Is a member's focal point in the group today, by name or, where none is named, by their role for the entity."""
    group = _group_of(subject)
    if group is None or not getattr(person, "roles", None):
        return False
    acts_for = person.organisation_ids if person.has_role(Role.FOCAL_POINT) else frozenset()
    theirs = Q(person=person) | Q(person__isnull=True, organisation__in=acts_for)
    return group.members.on(timezone.now().date()).filter(theirs).exists()


@rules.predicate
def carries(person: Any, task: Task | None) -> bool:
    """Owns the task, acts for the entity that does where nobody is named, or entered a task of no group."""
    if task is None or not getattr(person, "roles", None):
        return False
    if task.owner_id == person.pk or (task.owner_id is None and task.organisation_id in person.organisation_ids):
        return True
    return task.group_id is None and task.created_by_id == person.pk


@rules.predicate
def wrote(person: Any, update: Update | None) -> bool:
    return update is not None and update.created_by_id == getattr(person, "pk", 0)


@rules.predicate
def reports_for(person: Any, report: YearlyReport | None) -> bool:
    """Acts, with a role of the Network, for the entity whose report it is."""
    return report is not None and is_of_network(person) and report.organisation_id in person.organisation_ids


def _group_of(subject: Subject) -> WorkingGroup | None:
    return subject if isinstance(subject, WorkingGroup) or subject is None else subject.group


works = manages | coordinates | belongs

rules.add_perm("coordination.create_group", manages)
rules.add_perm("coordination.run_group", (manages | coordinates) & may_see)
rules.add_perm("coordination.work_in_group", works & may_see)
rules.add_perm("coordination.add_task", is_of_network)
rules.add_perm("coordination.work_on_task", (works | carries) & may_see)
rules.add_perm("coordination.change_update", (manages | coordinates | (wrote & belongs)) & may_see)
rules.add_perm("coordination.keep_meeting", works & may_see)
rules.add_perm("coordination.open_report_round", manages)
rules.add_perm("coordination.run_report_round", manages & may_see)
rules.add_perm("coordination.write_report", (manages | reports_for) & may_see)
rules.add_perm("coordination.decide_report", manages & may_see)


@rules.predicate
def reviews_it(person: Any, review: PlanReview | None) -> bool:
    """Is named among those who carry the review out."""
    return review is not None and bool(getattr(person, "roles", None)) and person in review.reviewers.all()


@rules.predicate
def is_told(person: Any, review: PlanReview | None) -> bool:
    """The Network reads findings once they are circulated, everybody else once the review is closed."""
    if review is None:
        return False
    if review.state == PlanReview.State.CIRCULATED:
        return bool(is_of_network(person))
    return review.state == PlanReview.State.CLOSED


@rules.predicate
def is_addressed(person: Any, recommendation: ReviewRecommendation | None) -> bool:
    """Is focal point of the entity to which a review's recommendation is addressed."""
    if recommendation is None or not getattr(person, "roles", None) or not person.has_role(Role.FOCAL_POINT):
        return False
    return recommendation.addressed_to_id in person.organisation_ids


@rules.predicate
def may_see_its_review(person: Any, recommendation: ReviewRecommendation | None) -> bool:
    return recommendation is not None and bool(may_see(person, recommendation.review))


rules.add_perm("coordination.create_review", manages)
rules.add_perm("coordination.keep_review", manages & may_see)
rules.add_perm("coordination.write_review", (manages | reviews_it) & may_see)
rules.add_perm("coordination.read_findings", (manages | reviews_it | is_told) & may_see)
rules.add_perm("coordination.answer_recommendation", (manages | is_addressed) & may_see_its_review)
