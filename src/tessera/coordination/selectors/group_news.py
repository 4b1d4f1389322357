"""What a working group did since a day, for a viewer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from tessera.coordination.models import Meeting, Member, Task, Update, WorkingGroup
from tessera.plans.models import Activity

from .groups import activities_pursued


@dataclass(slots=True)
class GroupNews:
    """`done` are tasks that were last finished since the day; `running` those that are open now."""

    joined: list[Member]
    left: list[Member]
    updates: list[Update]
    held: list[Meeting]
    ahead: list[Meeting]
    done: list[Task]
    running: list[Task]
    activities: list[Activity]


def group_news(group: WorkingGroup, viewer: Any, since: date) -> GroupNews:
    """From the beginning of `since` until now; meetings ahead and open tasks, too."""
    now = timezone.now()
    start = timezone.make_aware(datetime.combine(since, time()))
    members = list(group.members.select_related("organisation"))
    meetings = Meeting.objects.visible_to(viewer).filter(group=group, called_off_at__isnull=True).order_by("starts_at")
    tasks = Task.objects.visible_to(viewer).filter(group=group).select_related("organisation", "activity__plan")
    finished = Task.history.filter(history_change_reason="finish", history_date__gte=start).values("id")
    updates = Update.objects.visible_to(viewer).filter(group=group, created_at__gte=start)
    return GroupNews(
        joined=[m for m in members if m.since and m.since >= since],
        left=[m for m in members if m.until and since <= m.until < now.date()],
        updates=list(updates.order_by("created_at", "id")),
        held=list(meetings.filter(starts_at__gte=start, starts_at__lt=now)),
        ahead=list(meetings.filter(starts_at__gte=now)),
        done=list(tasks.filter(state=Task.State.DONE, pk__in=finished)),
        running=list(tasks.filter(state__in=Task.RUNNING)),
        activities=list(activities_pursued(group, viewer)),
    )
