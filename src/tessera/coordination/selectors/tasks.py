"""Tasks for a viewer: all, a person's own, an activity's."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from tessera.coordination.models import Task
from tessera.plans.models import Activity


def tasks_listed(viewer: Any) -> QuerySet[Task]:
    """Every task that the viewer may see, the longest due first, those without a day last."""
    return Task.objects.visible_to(viewer).select_related("group", "activity__plan", "owner", "organisation")


def tasks_of(person: Any) -> QuerySet[Task]:
    """Running tasks that the person owns, or that fall to an entity they act for where nobody is named."""
    theirs = Q(owner=person) | Q(owner__isnull=True, organisation__in=person.organisation_ids)
    return tasks_listed(person).filter(theirs, state__in=Task.RUNNING)


def tasks_of_activity(activity: Activity, viewer: Any) -> QuerySet[Task]:
    """Running tasks of an activity."""
    return tasks_listed(viewer).filter(activity=activity, state__in=Task.RUNNING)


def task_get(viewer: Any, pk: int) -> Task | None:
    """A task that the viewer may see."""
    return tasks_listed(viewer).filter(pk=pk).first()
