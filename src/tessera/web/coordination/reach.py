"""Finds what an address names for the person who asks; what they may not see does not exist for them."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from tessera.coordination.models import Meeting, Task, WorkingGroup
from tessera.coordination.selectors.groups import working_group_get
from tessera.coordination.selectors.meetings import meeting_get
from tessera.coordination.selectors.tasks import task_get
from tessera.web.entered import as_entered, audience_of, may, own_of

__all__ = [
    "address",
    "as_entered",
    "audience_of",
    "crumbs",
    "group_or_404",
    "may",
    "meeting_or_404",
    "own_of",
    "task_crumbs",
    "task_or_404",
]
Crumbs = list[tuple[str, str]]


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
