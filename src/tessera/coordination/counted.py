"""The figures that working groups give to the plans' indicators: meetings held, tasks done."""

from __future__ import annotations

from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tessera.plans.measures import Row, Scope, register

from .models import Meeting, Task, WorkingGroup


def measures_register() -> None:
    """Called once, by the app."""
    register(
        "meetings.held",
        _meetings_held,
        label=_("Meetings of working groups held"),
        unit=_("meetings"),
        row=_meeting_row,
        of_activity=True,
    )
    register("tasks.done", _tasks_done, label=_("Tasks done"), unit=_("tasks"), row=_task_row, of_activity=True)


def _meetings_held(scope: Scope) -> QuerySet[Meeting]:
    """Those that have begun and were not called off, of groups that pursue the activity."""
    return (
        Meeting.objects.visible_to(scope.viewer)
        .filter(called_off_at__isnull=True, starts_at__lte=timezone.now(), **scope.days("starts_at__date"))
        .filter(group__in=_groups(scope))
        .select_related("group")
        .order_by("starts_at", "pk")
    )


def _groups(scope: Scope) -> Any:
    return WorkingGroup.objects.filter(**scope.of("activities")).values("pk")


def _tasks_done(scope: Scope) -> QuerySet[Task]:
    """Those that stood as done on the last day and, with a first day, not yet before it."""
    tasks = Task.objects.visible_to(scope.viewer).filter(**scope.of("activity"))
    then = Task.history.filter(id=OuterRef("pk")).order_by("-history_date", "-history_id")
    on_the_last = then.filter(history_date__date__lte=scope.end)
    done = tasks.annotate(
        stood=Subquery(on_the_last.values("state")[:1]), counted_on=Subquery(_since_done(scope))
    ).filter(stood=Task.State.DONE)
    return (done.filter(counted_on__date__gte=scope.start) if scope.start else done).order_by("counted_on", "pk")


def _since_done(scope: Scope) -> Any:
    """When a task was finished, the last time up to the last day: what is changed on it later is no second finish."""
    before = Task.history.filter(id=OuterRef("id"), history_date__lt=OuterRef("history_date"))
    previous = before.order_by("-history_date", "-history_id").values("state")[:1]
    finished = Task.history.filter(
        id=OuterRef("pk"), state=Task.State.DONE, history_date__date__lte=scope.end
    ).annotate(previous=Subquery(previous))
    begun = Q(previous__isnull=True) | ~Q(previous=Task.State.DONE)
    return finished.filter(begun).order_by("-history_date").values("history_date")[:1]


def _meeting_row(meeting: Any) -> Row:
    return Row(meeting.title, meeting.starts_at.date(), "web:meeting", (meeting.group.slug, meeting.pk))


def _task_row(task: Any) -> Row:
    return Row(task.title, task.counted_on.date(), "web:task", (task.pk,))
