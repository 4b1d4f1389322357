"""Working groups for a viewer: the list with its counts, one group's page, and who pursues an activity."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, IntegerField, Min, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from tessera.coordination.models import Meeting, Member, Task, Update, WorkingGroup
from tessera.plans.models import Activity

UPDATES_SHOWN = 10
MEETINGS_SHOWN = 12
TASKS_SHOWN = 50


@dataclass(slots=True)
class GroupPage:
    """What the page of a working group shows to one viewer."""

    members: list[Member]
    former: list[Member]
    activities: list[Activity]
    tasks: list[Task]
    updates: list[Update]
    meetings: list[Meeting]
    next_meeting: Meeting | None


def working_group_get(viewer: Any, slug: str) -> WorkingGroup | None:
    """A group that the viewer may see."""
    return (
        WorkingGroup.objects.visible_to(viewer)
        .filter(slug=slug)
        .select_related("circle", "coordinator_person")
        .prefetch_related("coordinators")
        .first()
    )


def working_groups_listed(viewer: Any, *, now: datetime) -> QuerySet[WorkingGroup]:
    """All groups that the viewer may see, with counts of what they may see of each: members today, running tasks,
    tasks late, and when the next meeting begins."""
    today = now.date()
    tasks = Task.objects.visible_to(viewer).filter(state__in=Task.RUNNING)
    meetings = Meeting.objects.visible_to(viewer).filter(starts_at__gte=now, called_off_at__isnull=True)
    return (
        WorkingGroup.objects.visible_to(viewer)
        .prefetch_related("coordinators")
        .annotate(
            member_count=_count(Member.objects.on(today)),
            task_count=_count(tasks),
            late_count=_count(tasks.filter(due__lt=today)),
            next_meeting=Subquery(_of_group(meetings).annotate(first=Min("starts_at")).values("first")),
        )
        .order_by("name")
    )


def group_page(group: WorkingGroup, viewer: Any, *, now: datetime) -> GroupPage:
    """Everything of `group` that `viewer` may see; running tasks by day, late ones first."""
    everybody = list(group.members.select_related("organisation", "person"))
    members = [member for member in everybody if member.until is None or member.until >= now.date()]
    meetings = Meeting.objects.visible_to(viewer).filter(group=group)
    ahead = meetings.filter(starts_at__gte=now, called_off_at__isnull=True).order_by("starts_at")
    tasks = Task.objects.visible_to(viewer).filter(group=group, state__in=Task.RUNNING)
    updates = Update.objects.visible_to(viewer).filter(group=group).select_related("created_by")
    return GroupPage(
        members=members,
        former=[member for member in everybody if member not in members],
        activities=list(activities_pursued(group, viewer)),
        tasks=list(tasks.select_related("owner", "organisation", "activity__plan")[: TASKS_SHOWN + 1]),
        updates=list(updates[: UPDATES_SHOWN + 1]),
        meetings=list(meetings[: MEETINGS_SHOWN + 1]),
        next_meeting=ahead.first(),
    )


def activities_pursued(group: WorkingGroup, viewer: Any) -> QuerySet[Activity]:
    """Activities that the group says it pursues, and those of which a plan says so."""
    pursued = Q(pk__in=group.activities.values("pk")) | Q(working_group=group.circle_id)
    return Activity.objects.visible_to(viewer).filter(pursued).select_related("plan").order_by("plan__code", "order")


def groups_pursuing(activity: Activity, viewer: Any) -> QuerySet[WorkingGroup]:
    """The groups that pursue an activity, as far as the viewer may see them; archived ones do not pursue any more."""
    through = WorkingGroup.activities.through.objects.filter(activity=activity).values("workinggroup_id")
    said = Q(pk__in=through) | Q(circle=activity.working_group_id)
    return WorkingGroup.objects.visible_to(viewer).filter(said, archived_at__isnull=True).order_by("name")


def _of_group(rows: QuerySet) -> QuerySet:
    return rows.filter(group=OuterRef("pk")).order_by().values("group")


def _count(rows: QuerySet) -> Coalesce:
    counted = _of_group(rows).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), Value(0))
