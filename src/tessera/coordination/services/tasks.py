"""Tasks: enter, change, and take through their states."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django_fsm import TransitionNotAllowed

from tessera.coordination.errors import CoordinationError
from tessera.coordination.models import Task, WorkingGroup
from tessera.network.services.audit import audit_record
from tessera.network.services.notifications import notify
from tessera.plans.errors import EditConflict

from .entering import author_of, record_edit, record_enter
from .groups import working_group_ensure_open

STEPS = ("begin", "finish", "drop", "reopen")
ENDS = ("finish", "drop")


@transaction.atomic
def task_add(*, by: Any, title: str, working_group: WorkingGroup | None = None, **values: Any) -> Task:
    """A new task; `values` are its fields and its audience. Whoever owns it must be able to see it."""
    if working_group is not None:
        working_group_ensure_open(working_group)
    audience = {name: values.pop(name) for name in ("audience", "group", "people") if name in values}
    task = record_enter(Task(group=working_group, title=title.strip(), **values), by=by, **audience)
    _owner_sees(task)
    _owner_told(task, by)
    return task


@transaction.atomic
def task_change(*, task: Task, version: int, by: Any, **values: Any) -> Task:
    """Change a task that was read at `version`; EditConflict where somebody saved meanwhile."""
    changed = record_edit(task, version=version, by=by, **values)
    _owner_sees(changed)
    if changed.owner != task.owner:
        _owner_told(changed, by)
    return changed


def task_step(*, task: Task, step: str, by: Any, result: str = "") -> Task:
    """Begin, finish, drop or reopen a task. Whoever ends one says what came of it.

    A step that the task's state does not allow is refused (EditConflict) and logged.
    """
    if step not in STEPS:
        raise CoordinationError(_("There is no such step."))
    if step in ENDS and not result.strip():
        raise CoordinationError(_("Say what came of it."))
    try:
        return _step(task, step, by, result.strip())
    except TransitionNotAllowed:
        task.refresh_from_db()
        audit_record(actor=author_of(by), action="refused", subject=f"task.{step}", task=task.pk, state=task.state)
        words = _("The task is in another state meanwhile: %(state)s.") % {"state": task.get_state_display()}
        raise EditConflict(words) from None


@transaction.atomic
def _step(task: Task, step: str, by: Any, result: str) -> Task:
    now = Task.objects.select_for_update().get(pk=task.pk)
    getattr(now, step)()
    if step in ENDS:
        now.result = result
    now.version += 1
    now._history_user, now._change_reason = author_of(by), step
    now.save()
    audit_record(actor=author_of(by), action=f"task.{step}", subject=now.title)
    return now


def _owner_told(task: Task, by: Any) -> None:
    if task.owner is not None:
        notify(people=[task.owner], kind="task-given", subject=task.pk, key=f"task:{task.pk}:{task.version}", by=by)


def _owner_sees(task: Task) -> None:
    """Nobody owns what they cannot see; an owner who has left stays named until another is chosen."""
    if task.owner is not None and task.owner.is_active and not task.is_visible_to(task.owner):
        raise CoordinationError(_("The owner could not see this task: choose another owner or another audience."))
