"""Tasks: their states, every forbidden step by every role, and who sees them."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tessera.coordination.errors import CoordinationError
from tessera.coordination.models import Task
from tessera.coordination.selectors.tasks import tasks_of
from tessera.coordination.services.tasks import STEPS, task_change, task_step
from tessera.network.models import AuditEvent, Person
from tessera.network.models.audience import OPERATOR
from tessera.plans.errors import EditConflict
from tests.plans.making import plan_made
from tests.web.signing import client_of

from .making import group_made, in_days, task_made

pytestmark = pytest.mark.django_db

ALLOWED = {
    "open": {"begin": "under-way", "finish": "done", "drop": "dropped"},
    "under-way": {"finish": "done", "drop": "dropped"},
    "done": {"reopen": "open"},
    "dropped": {"reopen": "open"},
}
WAY_TO = {"open": [], "under-way": ["begin"], "done": ["finish"], "dropped": ["drop"]}
WORKERS = {"focal_point", "coordinator", "secretariat", "administrator"}


@pytest.fixture
def group(cast):
    return group_made(cast)


def task_in(cast, group, state: str) -> Task:
    task = task_made(cast, group)
    for step in WAY_TO[state]:
        task = task_step(task=task, step=step, by=cast.secretariat, result="Sent")
    return task


def refusals(person) -> int:
    return AuditEvent.objects.filter(action="refused", actor=person).count()


@pytest.mark.parametrize("state", sorted(ALLOWED))
@pytest.mark.parametrize("role", ["civil_society", "country_team", *sorted(WORKERS)])
def test_a_step_that_state_or_role_forbids_is_refused_and_logged(cast, group, state, role):
    person = cast.all[role]
    for step in STEPS:
        task = task_in(cast, group, state)
        before = refusals(person)
        client_of(person).post(reverse("web:task-step", args=[task.pk, step]), {"result": "Sent"})
        now = Task.objects.get(pk=task.pk)
        if role in WORKERS and step in ALLOWED[state]:
            assert (now.state, refusals(person)) == (ALLOWED[state][step], before)
        else:
            hidden = role == "civil_society"  # for whom the task does not exist: nothing to refuse
            assert (now.state, now.version, refusals(person)) == (state, task.version, before + (not hidden))


def test_whoever_ends_a_task_says_what_came_of_it(cast, group):
    task = task_made(cast, group)
    for step in ("finish", "drop"):
        with pytest.raises(CoordinationError, match="what came of it"):
            task_step(task=task, step=step, by=cast.focal_point, result=" ")
    assert Task.objects.get().state == "open"
    done = task_step(task=task, step="finish", by=cast.focal_point, result="Sent to all")
    assert (done.result, done.history.count()) == ("Sent to all", 2)


def test_the_second_of_two_people_editing_a_task_is_told(cast, group):
    task = task_made(cast, group)
    task_change(task=task, version=1, by=cast.focal_point, title="Draft it again")
    with pytest.raises(EditConflict) as told:
        task_change(task=task, version=1, by=cast.coordinator, title="Drop it")
    assert told.value.theirs.title == "Draft it again"


def test_an_owner_must_be_able_to_see_the_task(cast, group):
    with pytest.raises(CoordinationError, match="could not see"):
        task_made(cast, group, owner=cast.civil_society)
    assert not Task.objects.exists()


def test_a_task_is_not_seen_by_those_who_do_not_see_its_group_or_its_plan(cast, group):
    hidden = plan_made(audience="people").activities.first()
    task_made(cast, group, audience="public")
    task_made(cast, None, activity=hidden)
    shown = task_made(cast, None, title="Of nothing", audience="public")
    assert list(Task.objects.visible_to(cast.reader)) == [shown]
    assert Task.objects.visible_to(cast.country_team).count() == 2


def test_my_tasks_are_those_i_own_and_those_of_my_entity_that_nobody_owns(cast, group):
    ohchr = group.members.get().organisation
    late = task_made(cast, group, title="Late", owner=cast.focal_point, due=in_days(-3))
    later = task_made(cast, group, title="Later", organisation=ohchr, due=in_days(3))
    undated = task_made(cast, None, title="Undated", owner=cast.focal_point)
    task_made(cast, group, title="Another's", organisation=ohchr, owner=cast.coordinator)
    task_step(task=task_made(cast, group, owner=cast.focal_point), step="drop", by=cast.focal_point, result="No money")
    assert list(tasks_of(Person.objects.get(pk=cast.focal_point.pk))) == [late, later, undated]


def test_whoever_carries_a_task_works_on_it_without_belonging_to_the_group(cast, group):
    task = task_made(cast, group, owner=cast.country_team)
    assert cast.country_team.has_perm("coordination.work_on_task", task)
    assert not cast.country_team.has_perm("coordination.work_on_task", task_made(cast, group))


def test_the_operator_sees_tasks_of_groups_and_of_none(cast, group):
    task_made(cast, group)
    task_made(cast, None, title="Of no group")
    assert Task.objects.visible_to(OPERATOR).count() == 2
    assert Task.objects.visible_to(cast.reader).count() == 0
