"""Meetings for a viewer, and what the next agenda proposes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from tessera.coordination.models import ActionPoint, Meeting, Task, WorkingGroup
from tessera.network.models import Audience, Audienced


@dataclass(slots=True)
class Proposed:
    """What a meeting could take up: what is open in the group, as far as the viewer may see it."""

    tasks: list[Task]
    action_points: list[ActionPoint]

    def __bool__(self) -> bool:
        return bool(self.tasks or self.action_points)


def meeting_get(viewer: Any, group: WorkingGroup, pk: int) -> Meeting | None:
    """A meeting of the group that the viewer may see."""
    found = Meeting.objects.visible_to(viewer).filter(group=group, pk=pk)
    return found.select_related("group").prefetch_related("present__organisation", "apologies__organisation").first()


def meetings_listed(viewer: Any, group: WorkingGroup) -> QuerySet[Meeting]:
    """All meetings of the group that the viewer may see, in order of time."""
    return Meeting.objects.visible_to(viewer).filter(group=group).select_related("group").order_by("starts_at", "pk")


def action_points_of(meeting: Meeting, viewer: Any) -> list[ActionPoint]:
    """The meeting's action points, each with its task where the viewer may see that (else `task_seen` is None)."""
    points = list(meeting.action_points.select_related("owner", "organisation"))
    tasks = Task.objects.visible_to(viewer).in_bulk([point.task_id for point in points if point.task_id])
    for point in points:
        point.task_seen = tasks.get(point.task_id)
    return points


def agenda_proposed(meeting: Meeting, viewer: Any) -> Proposed:
    """The group's running tasks, the longest due first, and action points of other meetings without a task."""
    tasks = Task.objects.visible_to(viewer).filter(group=meeting.group_id, state__in=Task.RUNNING)
    others = Meeting.objects.visible_to(viewer).filter(group=meeting.group_id).exclude(pk=meeting.pk)
    points = ActionPoint.objects.filter(meeting__in=others.values("pk"), task__isnull=True)
    return Proposed(
        tasks=list(tasks.select_related("owner", "organisation", "activity__plan")),
        action_points=list(points.select_related("owner", "organisation", "meeting")),
    )


def agenda_open(meeting: Meeting, proposed: Proposed) -> list[str]:
    """What of it can be written on the agenda: nothing that readers of the meeting might not see where it stands."""
    told = [task.title for task in proposed.tasks if _seen_alike(task, meeting) and _plan_seen(task, meeting)]
    told += [point.text for point in proposed.action_points if _seen_alike(point.meeting, meeting)]
    return [words for words in dict.fromkeys(told) if words not in meeting.agenda]


def _seen_alike(record: Audienced, meeting: Meeting) -> bool:
    """Everybody sees the record, or its audience and the meeting's are one and the same."""
    if record.audience == Audience.PUBLIC:
        return True
    same = (record.audience, record.audience_group_id) == (meeting.audience, meeting.audience_group_id)
    return same and record.audience != Audience.PEOPLE


def _plan_seen(task: Task, meeting: Meeting) -> bool:
    return task.activity is None or _seen_alike(task.activity.plan, meeting)
