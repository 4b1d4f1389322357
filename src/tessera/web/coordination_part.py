"""What the page of an activity shows of the working groups that pursue it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tessera.coordination.models import Task, WorkingGroup
from tessera.coordination.selectors.groups import groups_pursuing
from tessera.coordination.selectors.tasks import tasks_of_activity
from tessera.plans.models import Activity


@dataclass(slots=True)
class Pursued:
    """For coordination/of_activity.html."""

    groups: list[WorkingGroup]
    tasks: list[Task]
    sees_people: bool


def activity_pursued(person: Any, activity: Activity) -> Pursued:
    """Groups that pursue the activity and its running tasks, as far as the person may see them."""
    return Pursued(
        groups=list(groups_pursuing(activity, person)),
        tasks=list(tasks_of_activity(activity, person)),
        sees_people=getattr(person, "is_of_network", False),
    )
