"""Finds what an address names for the person who asks; what they may not see does not exist for them."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from tessera.coordination.models import Meeting, Task, WorkingGroup
from tessera.coordination.selectors.groups import working_group_get
from tessera.coordination.selectors.meetings import meeting_get
from tessera.coordination.selectors.tasks import task_get

Crumbs = list[tuple[str, str]]
APART = ("audience", "audience_group", "audience_people", "version")


def group_or_404(request: HttpRequest, slug: str) -> WorkingGroup:
    found = working_group_get(request.user, slug)
    if found is None:
        raise Http404(_("There is no such working group that you may see."))
    return found


def meeting_or_404(request: HttpRequest, slug: str, pk: int) -> Meeting:
    found = meeting_get(request.user, group_or_404(request, slug), pk)
    if found is None:
        raise Http404(_("This group has no such meeting that you may see."))
    return found


def task_or_404(request: HttpRequest, pk: int) -> Task:
    found = task_get(request.user, pk)
    if found is None:
        raise Http404(_("There is no such task that you may see."))
    return found


def address(record: WorkingGroup | Meeting | Task) -> str:
    if isinstance(record, Meeting):
        return reverse("web:meeting", args=[record.group.slug, record.pk])
    if isinstance(record, Task):
        return reverse("web:task", args=[record.pk])
    return reverse("web:working-group", args=[record.slug])


def crumbs(group: WorkingGroup | None = None, meeting: Meeting | None = None) -> Crumbs:
    """Where a page stands: pairs of label and address."""
    found: Crumbs = [(_("Working groups"), reverse("web:working-groups"))]
    if group is not None:
        found.append((group.name, address(group)))
    if meeting is not None:
        found.append((meeting.title, address(meeting)))
    return found


def task_crumbs(task: Task | None = None) -> Crumbs:
    return [*crumbs(task.group if task else None), (_("Tasks"), reverse("web:tasks"))]


def may(request: HttpRequest, permission: str, subject: Any = None) -> bool:
    """Whether the page offers to do something; doing it asks again."""
    return request.user.is_authenticated and request.user.has_perm(permission, subject)


def audience_of(data: dict[str, Any]) -> dict[str, Any]:
    """Who may see what a form enters, as services take it."""
    return {
        "audience": data["audience"],
        "group": data["audience_group"],
        "people": tuple(data["audience_people"]),
    }


def own_of(data: dict[str, Any]) -> dict[str, Any]:
    """What a form says of the record itself."""
    return {name: value for name, value in data.items() if name not in APART}


def as_entered(record: Any, *names: str) -> dict[str, Any]:
    """What a form that changes the record begins with."""
    many = {"audience_people": [person.pk for person in record.audience_people.all()]}
    return {name: getattr(record, name) for name in (*names, "audience", "audience_group", "version")} | many
