"""What people of the Network are told of in working groups: meetings, updates, tasks, and what is due."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tessera.coordination.models import Meeting, Task, Update, WorkingGroup
from tessera.network.models import Person
from tessera.network.notifying import AHEAD, Due, Kind, kind_register, reminder_register, stage_of
from tessera.network.selectors.people import people_acting_for

MOST_WORDS = 120
REMINDED = timedelta(days=30)  # what is late for longer is known


def kinds_register() -> None:
    """Called once, by the app."""
    for kind in (
        _of_task("task-given", gettext_lazy("A task is given to me"), _task_given),
        _of_task("task-due", gettext_lazy("A task of mine is due"), _task_due),
        Kind(
            "meeting",
            gettext_lazy("A meeting is called, moved or called off"),
            lambda viewer: Meeting.objects.visible_to(viewer).select_related("group"),
            _meeting,
            "web:meeting",
            lambda meeting: (meeting.group.slug, meeting.pk),
        ),
        Kind(
            "update",
            gettext_lazy("A member of my group tells something"),
            lambda viewer: Update.objects.visible_to(viewer).select_related("group"),
            _update,
            "web:working-group",
            lambda update: (update.group.slug,),
        ),
    ):
        kind_register(kind)
    reminder_register("tasks", _tasks_due)


def people_of(group: WorkingGroup) -> set[Person]:
    """The members' focal points today, by name or by their role for the member, and who coordinates."""
    members = list(group.members.on(timezone.now().date()).select_related("person"))
    people = {member.person for member in members if member.person}
    entities = {member.organisation_id for member in members if not member.person}
    if group.coordinator_person:
        people.add(group.coordinator_person)
    else:
        entities |= {organisation.pk for organisation in group.coordinators.all()}
    return people | people_acting_for(entities)


def _of_task(code: str, label: Any, said: Callable[[Task], str]) -> Kind:
    return Kind(code, label, Task.objects.visible_to, said, "web:task", lambda task: (task.pk,))


def _tasks_due(today: date) -> Iterator[Due]:
    """Running tasks: a week before they are due, on the day, and a week after."""
    window = (today - REMINDED, today + timedelta(days=AHEAD))
    tasks = Task.objects.filter(state__in=Task.RUNNING, due__range=window).select_related("owner")
    for task in tasks:
        if task.due and (stage := stage_of(task.due, today)):
            people = {task.owner} if task.owner else people_acting_for({task.organisation_id or 0})
            yield Due(people, "task-due", task.pk, f"task-due:{task.pk}:{task.due}:{stage}")


def _task_given(task: Task) -> str:
    if task.due:
        return _("A task for you, due on %(day)s: %(title)s") % {
            "day": date_format(task.due, "DATE_FORMAT"),
            "title": task.title,
        }
    return _("A task for you: %(title)s") % {"title": task.title}


def _task_due(task: Task) -> str:
    if not task.is_running or not task.due:
        return _("No longer due: %(title)s") % {"title": task.title}
    if task.due < timezone.now().date():
        return _("Was due on %(day)s: %(title)s") % {"day": date_format(task.due, "DATE_FORMAT"), "title": task.title}
    return _("Due on %(day)s: %(title)s") % {"day": date_format(task.due, "DATE_FORMAT"), "title": task.title}


def _meeting(meeting: Meeting) -> str:
    local = meeting.local_start
    when = f"{date_format(local, 'DATE_FORMAT')}, {local:%H:%M} ({meeting.zone})"
    words = {"title": meeting.title, "when": when}
    if meeting.called_off_at:
        return _("Called off: %(title)s, %(when)s") % words
    return _("Meeting: %(title)s, %(when)s") % words


def _update(update: Update) -> str:
    text = Truncator(" ".join(update.text.split())).chars(MOST_WORDS)
    return _("%(group)s: “%(text)s”") % {"group": update.group.name, "text": text}
